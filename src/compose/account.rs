//! The account of the yearly update (*rullering*): the new tiltak, with and without the state's money; the changed ones with
//! the grounds; the ended ones with what they gave.

use std::collections::BTreeSet;

use super::{Composer, heading};
use crate::document::{Anchor, Block, Heading, HeadingKind, List, Role, Text};
use crate::plan::{
    Delmål, Eining, Finansiering, Formål, Kjelde, Måling, PartId, Path, Plan, Rullering, Tiltak, TiltakId,
};
use crate::words::differences::DifferenceTerms;
use crate::words::notation::{self, capitalised, format_kr, listing, to_kroner};

/// What became of the tiltak of a group.
#[derive(Clone, Copy)]
enum Group {
    New,
    Changed,
    Ended,
}

/// Sentences after each other.
pub(super) fn sentences(all: Vec<Text>) -> Text {
    all.into_iter().reduce(|said, one| said.and(" ").and(one)).unwrap_or_default()
}

impl Composer<'_> {
    /// Adds the chapter that accounts for the yearly update.
    pub(super) fn push_account(&mut self) {
        let plan = self.plan;
        let is_first = !plan.has_predecessor();
        self.chapter(if is_first { self.terms.account_of_first } else { self.terms.account }, Anchor::account());
        if is_first {
            self.push_paragraph(self.terms.first_plan);
            return;
        }
        if let Some(before) = self.earlier.predecessor {
            self.account_of_plan(before);
        }
        let terms = self.terms;
        let groups = [
            (Group::New, "nye", terms.new_tiltak, terms.no_new_tiltak),
            (Group::Changed, "endra", terms.changed_tiltak, terms.no_changed_tiltak),
            (Group::Ended, "avslutta", terms.ended_tiltak, terms.no_ended_tiltak),
        ];
        for (group, name, title, none) in groups {
            self.heading(heading(2, HeadingKind::Part, title.into(), Anchor::account_group(name)));
            let before = self.blocks.len();
            for (delmål, tiltak, path) in plan.walk().tiltak() {
                self.push_account_of_tiltak(group, &path, delmål, tiltak);
            }
            if self.blocks.len() == before {
                self.push_paragraph(none);
            }
        }
    }

    /// What has changed from the plan before besides the tiltak: the parties, the delmål, the money, the numbers.
    fn account_of_plan(&mut self, before: &Plan) {
        let words = self.handling;
        let none = |lines: Vec<Text>, same: &str| if lines.is_empty() { vec![same.into()] } else { lines };
        let parts = [
            (words.account_of_parties, "partar", none(self.parties_in_and_out(before), words.same_parties)),
            (words.account_of_delmål, "delmål", none(self.delmål_changes(before), words.same_delmål)),
            (words.account_of_money, "finansiering", none(self.money_by_year(before), words.same_money)),
            (words.account_of_purposes, "formål", self.money_by_purpose(before)),
            (words.account_of_numbers, "nummer", self.new_numbers(before)),
            (words.account_of_decisions, "vedtak", self.account_of_decisions()),
        ];
        for (title, what, lines) in parts {
            if lines.is_empty() {
                continue;
            }
            self.heading(heading(2, HeadingKind::Part, title.into(), Anchor::account_group(what)));
            let mut lines = lines.into_iter().map(|line| self.with_hard_spaces(line)).collect::<Vec<_>>();
            match lines.len() {
                1 => {
                    let line = lines.remove(0);
                    let stop = if line.words().ends_with('.') { "" } else { "." };
                    self.push_paragraph(line.and(stop));
                }
                _ => {
                    let ended = |line: Text| {
                        let stop = if line.words().ends_with('.') { "" } else { "." };
                        vec![Block::paragraph(Role::Body, line.and(stop))]
                    };
                    let items = lines.into_iter().map(ended).collect();
                    self.blocks.push(Block::List(List { start: None, whole: false, items }));
                }
            }
        }
    }

    /// The delmål of the plan before that one of this plan is: by the number that it says it had, by its title, or by its
    /// number.
    fn former_delmål<'o>(&self, before: &'o Plan, own: &Delmål) -> Option<&'o Delmål> {
        let numbered = |number: u16| before.delmål.iter().find(move |other| other.nummer == number);
        if let Some(number) = own.var_nummer {
            return numbered(number);
        }
        if own.delt_frå.is_some() || !own.slege_saman_av.is_empty() {
            return None;
        }
        let titled = |title: &str| before.delmål.iter().find(|other| other.tittel == title);
        let taken = |other: &&Delmål| {
            self.plan.delmål.iter().any(|one| {
                one.nummer != own.nummer && (one.tittel == other.tittel || one.var_nummer == Some(other.nummer))
            })
        };
        titled(&own.tittel).or_else(|| numbered(own.nummer).filter(|other| !taken(other)))
    }

    /// Delmål that are new, gone, called or numbered otherwise, divided, merged, or of another weight.
    fn delmål_changes(&self, before: &Plan) -> Vec<Text> {
        let (words, terms) = (self.handling, self.terms);
        let told = DifferenceTerms::of(terms.lang);
        let small = |own: &Delmål| told.delmål(own.nummer, &own.tittel);
        let name = |own: &Delmål| capitalised(&small(own));
        let numbered = |number: &u16| {
            let own = before.delmål.iter().find(|own| own.nummer == *number);
            own.map_or_else(|| format!("{} {number}", terms.delmål_small), small)
        };
        // One that is new in itself has a weight, but none that is another.
        let weights = |was: Option<&Delmål>, own: &Delmål| {
            let weights = [was.and_then(|was| was.vekt), own.vekt];
            let [was, is] = weights.map(|weight| weight.map_or(String::new(), |weight| weight.to_string()));
            (was != is).then(|| format!("{}.", told.weight(own.nummer, &was, &is)))
        };
        let mut lines: Vec<String> = Vec::new();
        let mut gone: Vec<&Delmål> = before.delmål.iter().collect();
        for own in &self.plan.delmål {
            if !own.slege_saman_av.is_empty() {
                gone.retain(|other| !own.slege_saman_av.contains(&other.nummer));
                let all: Vec<String> = own.slege_saman_av.iter().map(numbered).collect();
                lines.push(words.merged_delmål(&name(own), &listing(&all, terms)));
                let former = before
                    .delmål
                    .iter()
                    .find(|other| other.nummer == own.nummer && own.slege_saman_av.contains(&other.nummer));
                lines.extend(weights(former, own));
                continue;
            }
            if let Some(from) = &own.delt_frå {
                lines.push(words.divided_delmål(&name(own), &numbered(from)));
                continue;
            }
            let Some(was) = self.former_delmål(before, own) else {
                lines.push(words.new_delmål(&name(own)));
                continue;
            };
            gone.retain(|other| other.nummer != was.nummer);
            if (&was.tittel, was.nummer) != (&own.tittel, own.nummer) {
                lines.push(words.renamed_delmål(&name(own), &small(was)));
            }
            lines.extend(weights(Some(was), own));
        }
        lines.extend(gone.into_iter().map(|own| words.gone_delmål(&name(own))));
        lines.into_iter().map(Text::plain).collect()
    }

    /// The sums of the years that are other than in the plan before, and that of the whole period.
    fn money_by_year(&self, before: &Plan) -> Vec<Text> {
        let none = || Finansiering { eining: Eining::Kroner, postar: Vec::new() };
        let [was, is] = [before, self.plan].map(|plan| plan.hovud.finansiering.clone().unwrap_or_else(none));
        let years_of_money: BTreeSet<i16> = was.years().into_iter().chain(is.years()).collect();
        let told = DifferenceTerms::of(self.terms.lang);
        let mut lines: Vec<String> = Vec::new();
        let mut sums = |years: &str, amounts: [i64; 2]| {
            let amounts = [to_kroner(&was, amounts[0]), to_kroner(&is, amounts[1])];
            if amounts[0] != amounts[1] {
                lines.push(told.money(years, amounts));
            }
        };
        for year in years_of_money {
            sums(&year.to_string(), [was.sum_in(year), is.sum_in(year)]);
        }
        sums(&self.whole_period(), [was.sum(), is.sum()]);
        // The sums may be the same, and what they are for another.
        if lines.is_empty() && was.postar != is.postar {
            lines.push(self.handling.sums_are_the_same.into());
        }
        lines.into_iter().map(Text::plain).collect()
    }

    /// The purposes and the payers whose sums are other than in the plan before.
    fn money_by_purpose(&self, before: &Plan) -> Vec<Text> {
        let none = || Finansiering { eining: Eining::Kroner, postar: Vec::new() };
        let [was, is] = [before, self.plan].map(|plan| plan.hovud.finansiering.clone().unwrap_or_else(none));
        // The money of a tiltak that has ended since is called otherwise, and is the same.
        let former = |purpose: &Formål| match purpose {
            Formål::Avslutta(title) => {
                let own = before.tiltak().find(|(_, own)| &own.tittel == title);
                own.map_or_else(|| purpose.clone(), |(_, own)| Formål::Tiltak(own.id.clone()))
            }
            Formål::Delmål(number) => Formål::Delmål(self.plan.former_delmål_number(before, *number)),
            _ => purpose.clone(),
        };
        let mut purposes: Vec<&Formål> = Vec::new();
        for post in is.postar.iter().chain(&was.postar) {
            if !purposes.contains(&&post.formål) {
                purposes.push(&post.formål);
            }
        }
        let mut moved: Vec<String> = Vec::new();
        for purpose in purposes {
            let is_here = is.postar.iter().any(|post| post.formål == *purpose);
            let is_renamed = !is_here && is.postar.iter().any(|post| former(&post.formål) == *purpose);
            let (old, new) =
                (was.filtered(|post| post.formål == former(purpose)), is.filtered(|post| &post.formål == purpose));
            let same = |one: &Finansiering, other: &Finansiering| {
                let bare = |own: &Finansiering| {
                    own.postar
                        .iter()
                        .map(|post| (post.kjelde, post.part.clone(), post.beløp.clone()))
                        .collect::<Vec<_>>()
                };
                bare(one) == bare(other)
            };
            if is_renamed || same(&old, &new) {
                continue;
            }
            let name = match purpose {
                // One that is gone is known by the title that it had.
                Formål::Tiltak(id) => {
                    let own = self.plan.tiltak().chain(before.tiltak()).find(|(_, own)| &own.id == id);
                    own.map_or_else(|| id.to_string(), |(_, own)| own.tittel.clone())
                }
                Formål::Delmål(number) => format!("{} {number}", self.terms.delmål),
                Formål::Avslutta(title) => title.clone(),
            };
            let sums = [to_kroner(&old, old.sum()), to_kroner(&new, new.sum())];
            moved.push(match sums[0] == sums[1] {
                true => self.handling.paid_otherwise(&name),
                false => DifferenceTerms::of(self.terms.lang).money_of_purpose(&name, &self.whole_period(), sums),
            });
        }
        let payers = [&is, &was].into_iter().flat_map(|own| own.postar.iter().filter_map(|post| post.part.as_ref()));
        let payers: BTreeSet<&PartId> = payers.collect();
        for payer in payers {
            let [old, new] = [&was, &is].map(|own| own.paid_by(Some(payer))).map(|own| match own.sum() {
                0 => self.handling.nothing.into(),
                sum => format_kr(&own, sum),
            });
            if old != new {
                let plan = if self.plan.part(payer).is_some() { self.plan } else { before };
                moved.push(self.handling.pays_in_all(plan.party_name(payer), &old, &new));
            }
        }
        moved.into_iter().map(Text::plain).collect()
    }

    /// All the years of the agreement, in a sentence.
    fn whole_period(&self) -> String {
        let period = self.plan.hovud.periode;
        DifferenceTerms::of(self.terms.lang).whole_period(&notation::years(period.frå, period.til))
    }

    /// The decisions that changed the plan, with where it is told how.
    fn account_of_decisions(&self) -> Vec<Text> {
        let anchor = Anchor::approvals();
        let told_there = self.references.words(&anchor).map(|reference| {
            let reference = Text::plain(reference).linked(self.references.target(&anchor));
            Text::plain(format!(" ({} ", self.terms.deciding.see)).and(reference).and(")")
        });
        let lines = self.decisions_with_changes(|_| true);
        lines.into_iter().map(|line| line.and(told_there.clone().unwrap_or_default())).collect()
    }

    /// The tiltak that go on under another number.
    fn new_numbers(&self, before: &Plan) -> Vec<Text> {
        let number = |delmål: &Delmål, tiltak: &Tiltak| self.terms.tiltak_reference(delmål.nummer, tiltak.nummer);
        let lines = self.plan.tiltak().filter(|(_, own)| !own.has_ended()).filter_map(|(delmål, own)| {
            let (old, was) = before.tiltak().find(|(_, other)| other.id == own.id)?;
            let (now, was) = (number(delmål, own), number(old, was));
            (now != was).then(|| {
                let title = self.title_of(&own.id).unwrap_or_default();
                Text::around([title], |[title]| self.handling.renumbered(&capitalised(&now), title, &was))
            })
        });
        lines.collect()
    }

    /// What a tiltak was divided from or merged of, in sentences.
    pub(super) fn lineage_sentences(&self, tiltak: &Tiltak) -> Vec<Text> {
        let Some(Rullering::Ny { delt_frå, slege_saman_av, .. }) = &tiltak.rullering else { return Vec::new() };
        let title = |id: &TiltakId| {
            let mut before = self.earlier.predecessor.into_iter().flat_map(Plan::tiltak);
            let before = before.find(|(_, own)| own.id == *id).map(|(_, own)| Text::plain(own.tittel.as_str()));
            before.or_else(|| self.title_of(id)).unwrap_or_else(|| id.to_string().into())
        };
        let divided = delt_frå.iter().map(|id| Text::around([title(id)], |[title]| self.handling.divided_from(title)));
        let merged: Vec<Text> = slege_saman_av.iter().map(|id| Text::plain("«").and(title(id)).and("»")).collect();
        let merged = (!merged.is_empty())
            .then(|| Text::around([Text::listing(merged, self.terms.and)], |[titles]| self.handling.merged_of(titles)));
        divided.chain(merged).collect()
    }

    /// The title of the plan's own tiltak of an id.
    fn title_of(&self, id: &TiltakId) -> Option<Text> {
        let (_, own, path) = self.plan.walk().tiltak().find(|(_, own, _)| own.id == *id)?;
        Some(self.tiltak_title(&path, own, None))
    }

    /// How far a tiltak has come, and the figures that it is measured by, in a sentence each.
    fn account_of_progress(&mut self, path: &Path, tiltak: &Tiltak) {
        let progress = self.progress(path, tiltak);
        self.blocks.extend(progress.map(|text| Block::paragraph(Role::Body, text)));
        if tiltak.indikatorar.is_empty() {
            return;
        }
        let figures = path.field("indikatorar").items(&tiltak.indikatorar).map(|(own, path)| {
            let name = Text::of(path.field("namn"), &own.namn).named(None).capitalised();
            let said = |field: &'static str, figure: &Måling| self.figure_in_year(&path.field(field), figure);
            let aim = self.terms.deciding.aim;
            let first = name.and(": ").and(said("utgangspunkt", &own.utgangspunkt));
            let all = own.siste.iter().fold(first, |all, latest| all.and(", ").and(said("siste", latest)));
            all.and(format!(", {aim} ")).and(said("mål", &own.mål))
        });
        let listed = figures.reduce(|all, one| all.and(". ").and(one)).unwrap_or_default();
        self.push_paragraph(listed.and("."));
    }

    /// What a group says of a tiltak, if it belongs to it.
    fn push_account_of_tiltak(&mut self, group: Group, path: &Path, delmål: &Delmål, tiltak: &Tiltak) {
        match (&tiltak.rullering, group) {
            (Some(Rullering::Ny { saman_med, .. }), Group::New) => {
                self.entry(path, delmål, tiltak);
                let mut words = sentences(self.lineage_sentences(tiltak));
                if !words.is_empty() {
                    words = words.and(" ");
                }
                if let Some(money) = self.state_money(delmål, tiltak) {
                    words = words.and(money);
                }
                let others = saman_med.iter().filter_map(|id| {
                    let anchor = Anchor::tiltak(id.as_str());
                    Some(Text::plain(self.references.words(&anchor)?).linked(&anchor))
                });
                let others: Vec<Text> = others.collect();
                if !others.is_empty() {
                    let space = if words.is_empty() { "" } else { " " };
                    let listed = Text::listing(others, self.terms.and);
                    words = words.and(format!("{space}{} ", self.terms.together_with)).and(listed).and(".");
                }
                if !words.is_empty() {
                    self.push_paragraph(words);
                }
                self.account_of_progress(path, tiltak);
            }
            (Some(Rullering::Endra(words)), Group::Changed) | (Some(Rullering::Avslutta(words)), Group::Ended) => {
                self.entry(path, delmål, tiltak);
                self.push_prose(&path.field("rullering").index(0), words, Role::Body);
                self.account_of_progress(path, tiltak);
            }
            _ => {}
        }
    }

    /// The tiltak by its number and its title, with a link to where it is described; one that has ended is not.
    fn entry(&mut self, path: &Path, delmål: &Delmål, tiltak: &Tiltak) {
        let number = capitalised(&self.terms.tiltak_reference(delmål.nummer, tiltak.nummer));
        let by = path.field("rullering");
        let title = Text::plain(format!("{number}: ")).and(self.tiltak_title(path, tiltak, Some(&by)));
        let was = self.old_number(delmål, tiltak).map_or(String::new(), |was| format!(" ({})", self.terms.was(&was)));
        let title = self.with_hard_spaces(title.and(was));
        let id = tiltak.id.as_str();
        self.heading(Heading {
            link: (!tiltak.has_ended()).then(|| Anchor::tiltak(id)),
            ..heading(3, HeadingKind::Entry, title, Anchor::account_entry(id))
        });
    }

    /// What a tiltak was called in the plan before, where it had another number.
    fn old_number(&self, delmål: &Delmål, tiltak: &Tiltak) -> Option<String> {
        let (before, own) = self.earlier.predecessor?.tiltak().find(|(_, own)| own.id == tiltak.id)?;
        let other = (before.nummer, own.nummer) != (delmål.nummer, tiltak.nummer);
        other.then(|| self.terms.tiltak_reference(before.nummer, own.nummer))
    }

    /// Whether a tiltak has the state's money, in words. Where only its delmål as a whole has, it can't be said of the tiltak.
    fn state_money(&self, delmål: &Delmål, tiltak: &Tiltak) -> Option<&'static str> {
        let posts = self.plan.hovud.finansiering.iter().flat_map(|finansiering| &finansiering.postar);
        let mut from_the_state = posts.filter(|post| post.kjelde == Kjelde::Statleg && post.sum() > 0);
        if from_the_state.clone().any(|post| post.formål == Formål::Tiltak(tiltak.id.clone())) {
            return Some(self.terms.with_state_money);
        }
        (!from_the_state.any(|post| post.formål == Formål::Delmål(delmål.nummer)))
            .then_some(self.terms.without_state_money)
    }
}
