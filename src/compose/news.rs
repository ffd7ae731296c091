//! What is new since an earlier plan, for those who decide: the new tiltak, those that are gone, and what has changed, each
//! with a link to where it is described.

use super::account::sentences;
use super::{Composer, heading};
use crate::document::{Anchor, Block, HeadingKind, Lang, List, Role, Text};
use crate::plan::{Plan, Rullering, Tiltak, TiltakId};
use crate::process::changes::{Difference, What, changes};
use crate::prose;
use crate::words::differences::Words;
use crate::words::notation::beginning;

impl Composer<'_> {
    /// Adds the chapter on what is new since an earlier plan.
    pub(super) fn news(&mut self, before: &Plan) {
        self.chapter(&self.terms.news(&self.earlier_plan_name(before)), Anchor::news());
        let before_blocks = self.blocks.len();
        let [new, gone, changed] = self.changes_since(before);
        let groups = [
            ("nye", self.terms.new_tiltak, new),
            ("borte", self.terms.gone_tiltak, gone),
            ("endra", self.terms.changed, changed),
        ];
        for (name, title, group) in groups {
            if !group.is_empty() {
                self.heading(heading(2, HeadingKind::Part, title.into(), Anchor::news_group(name)));
                let items = group.iter().map(|own| vec![Block::paragraph(Role::Body, self.describe_place(own))]);
                let items = items.collect();
                self.blocks.push(Block::List(List { start: None, whole: false, items }));
            }
        }
        if self.blocks.len() == before_blocks {
            self.push_paragraph(self.terms.nothing_new);
        }
    }

    /// What an earlier plan is called.
    pub(super) fn earlier_plan_name(&self, before: &Plan) -> String {
        match before.hovud.år == self.plan.hovud.år {
            true => format!("{} {}", self.terms.version, before.hovud.versjon).to_lowercase(),
            false => self.terms.plan_of(before.hovud.år),
        }
    }

    /// What is news since an earlier plan, each place by itself: new tiltak, those that are gone, and what else has changed.
    pub(super) fn changes_since(&self, before: &Plan) -> [Vec<Vec<Difference>>; 3] {
        let all = changes(before, self.plan);
        let (mut added, mut gone): (Vec<Vec<Difference>>, Vec<Vec<Difference>>) = (Vec::new(), Vec::new());
        let mut changed: Vec<Vec<Difference>> = Vec::new();
        // What had ended before is no news.
        let had_ended = |own: &Difference| {
            let is_own = |tiltak: &Tiltak| Some(&tiltak.id) == own.tiltak.as_ref();
            own.what == What::Removed && before.tiltak().any(|(_, tiltak)| is_own(tiltak) && tiltak.has_ended())
        };
        // What was merged or divided into others, they tell.
        let goes_on = |own: &Difference| {
            let into = self.plan.tiltak().filter_map(|(_, tiltak)| match &tiltak.rullering {
                Some(Rullering::Ny { delt_frå, slege_saman_av, .. }) => Some(delt_frå.iter().chain(slege_saman_av)),
                _ => None,
            });
            own.what == What::Removed && own.tiltak.as_ref().is_some_and(|id| into.flatten().any(|other| other == id))
        };
        for own in all.into_iter().filter(|own| is_news(own) && !had_ended(own) && !goes_on(own)) {
            match (&own.what, &own.tiltak) {
                (What::Added, Some(_)) => added.push(vec![own]),
                (What::Removed | What::Ended, Some(_)) => gone.push(vec![own]),
                _ => match changed.last_mut() {
                    Some(last) if last[0].place == own.place => last.push(own),
                    _ => changed.push(vec![own]),
                },
            }
        }
        [added, gone, changed]
    }

    /// Describes what has changed in one place.
    pub(super) fn describe_place(&self, all: &[Difference]) -> Text {
        let lang = Lang::from(self.plan.hovud.språk);
        let Some(first) = all.first() else { return Text::default() };
        let place = Text::strong(&*first.place);
        let place = match first.tiltak.as_ref().filter(|id| self.is_described(id)) {
            Some(id) => place.linked(&Anchor::tiltak(id.as_str())),
            None => place,
        };
        // That a new tiltak is new, the heading says.
        let said = all.iter().filter(|own| !matches!(own.what, What::Added | What::Removed) || own.tiltak.is_none());
        let said: Vec<String> = said
            .map(|own| match (&own.what, &own.tiltak) {
                (What::Ended, Some(id)) => self.ended_sentence(id).unwrap_or_else(|| own.said(lang)),
                _ => own.said(lang),
            })
            .map(|said| beginning(&said, MAX_CHANGE_LENGTH))
            .collect();
        // What a new one was made of, the plan says in a sentence.
        let made_of = first.tiltak.as_ref().filter(|_| first.what == What::Added);
        let made_of = made_of.and_then(|id| self.plan.tiltak().find(|(_, own)| own.id == *id));
        let made_of = made_of.map_or_else(Vec::new, |(_, own)| self.lineage_sentences(own));
        let words = match (said.is_empty(), made_of.is_empty()) {
            (true, true) => String::new(),
            (true, false) => format!(". {}", sentences(made_of).words()),
            _ => format!(": {}", said.join("; ")),
        };
        self.with_hard_spaces(place.and(words))
    }

    /// A sentence that a tiltak has ended, with the plan's own words if they are one paragraph.
    fn ended_sentence(&self, id: &TiltakId) -> Option<String> {
        let (_, own) = self.plan.tiltak().find(|(_, own)| own.id == *id)?;
        let Some(Rullering::Avslutta(words)) = &own.rullering else { return None };
        let [Block::Paragraph { text, .. }] = &prose::read(&words.0).blocks[..] else { return None };
        // What it refers to is said elsewhere.
        if text.0.iter().any(|run| run.text.is_empty()) {
            return None;
        }
        let ended = Words::of(Lang::from(self.plan.hovud.språk)).ended;
        Some(format!("{ended}. {}", text.words()).trim_end_matches('.').to_string())
    }

    fn is_described(&self, id: &TiltakId) -> bool {
        self.plan.tiltak().any(|(_, tiltak)| &tiltak.id == id && !tiltak.has_ended())
    }
}

/// The fields whose changes are no news.
const ASIDE: &[&str] = &[
    "Hovud.språk",
    "Hovud.kortnamn",
    "Hovud.førre",
    "Hovud.år",
    "Hovud.versjon",
    "Hovud.emneord",
    "Hovud.omslag",
    "Hovud.logo",
    "Hovud.partar",
    "Hovud.bakgrunn",
    "Hovud.vurdering",
    "Hovud.saksfrist",
    "Hovud.etter_vedtak",
    "Hovud.handsaming",
    "Hovud.forkortingar",
    "Part.id",
    "Part.kort",
    "Part.fullt",
    "Part.rolle",
    "Part.logo",
    "Forkorting.fullt",
    "Kolofon.eigar",
    "Kolofon.kontakt",
    "Kolofon.arkivsak",
    "Kolofon.erstattar",
    "Handsaming.organ",
    "Handsaming.bakgrunn",
    "Handsaming.vurdering",
    "Handsaming.arkivsak",
    "Handsaming.saksfrist",
    "OrganHandsaming.rolle",
    "OrganHandsaming.planlagt",
    "OrganHandsaming.avlyst",
    "OrganHandsaming.vedtak",
    "Delmål.var_nummer",
    "Delmål.delt_frå",
    "Delmål.slege_saman_av",
    "Tiltak.rullering",
    "Tiltak.framdrift",
    "Tiltak.indikatorar",
];

/// Whether a difference is one for those who decide: neither the version and its log, nor how files are named, nor the
/// meetings, which have their own table.
fn is_news(own: &Difference) -> bool {
    let in_log = own.new.as_ref().or(own.old.as_ref()).is_some_and(|path| path.to_string().starts_with("logg"));
    let of_aside = match &own.what {
        What::Link { .. } => true,
        what => what.field().is_some_and(|field| field.is_one_of(ASIDE)),
    };
    !in_log && !of_aside
}

/// The most that is said of a change, in characters: a list of parties can be long.
const MAX_CHANGE_LENGTH: usize = 220;
