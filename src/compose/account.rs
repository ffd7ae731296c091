//! The account of the yearly update (*rullering*): the new tiltak, with and without the state's money; the changed ones with
//! the grounds; the ended ones with what they gave.

use super::{Composer, heading};
use crate::document::{Anchor, Block, Heading, HeadingKind, Role, Text};
use crate::plan::{Delmål, Formål, Kjelde, Måling, Path, Rullering, Tiltak};
use crate::words::notation::{self, capitalised};

/// The groups, by what became of their tiltak, in the order of `Terms::account_groups`.
const GROUPS: [&str; 3] = ["nye", "endra", "avslutta"];

impl Composer<'_> {
    /// The chapter.
    pub(super) fn account(&mut self) {
        self.chapter(self.terms.account, Anchor::account());
        let plan = self.plan;
        if !plan.følgjer_ein_annan() {
            self.body(self.terms.first_plan);
            return;
        }
        for (group, (title, none)) in self.terms.account_groups.into_iter().enumerate() {
            self.heading(heading(2, HeadingKind::Part, title.into(), Anchor::account_group(GROUPS[group])));
            let before = self.blocks.len();
            for (at, delmål) in plan.delmål.iter().enumerate() {
                for (index, tiltak) in delmål.tiltak.iter().enumerate() {
                    self.tiltak_in(group, &Path::delmål(at).field("tiltak").index(index), delmål, tiltak);
                }
            }
            if self.blocks.len() == before {
                self.body(none);
            }
        }
    }

    /// How far a tiltak has come, and the figures that it is measured by, in a sentence each.
    fn account_of_progress(&mut self, path: &Path, tiltak: &Tiltak) {
        let progress = self.progress(path, tiltak);
        self.blocks.extend(progress.map(|text| Block::paragraph(Role::Body, text)));
        if tiltak.indikatorar.is_empty() {
            return;
        }
        let figures = tiltak.indikatorar.iter().enumerate().map(|(index, own)| {
            let name = Text::of(path.field("indikatorar").index(index).field("namn"), &own.namn);
            let said = |figure: &Måling| format!("{} ({})", notation::figure(figure.verdi), figure.år);
            let latest = own.siste.as_ref().map_or(String::new(), |latest| format!(", {}", said(latest)));
            let aim = self.terms.deciding.aim;
            name.and(format!(": {}{latest}, {aim} {}", said(&own.utgangspunkt), said(&own.mål)))
        });
        let listed = figures.reduce(|all, one| all.and("; ").and(one)).unwrap_or_default();
        self.body(listed.and("."));
    }

    /// What a group says of a tiltak, if it belongs to it.
    fn tiltak_in(&mut self, group: usize, path: &Path, delmål: &Delmål, tiltak: &Tiltak) {
        match (&tiltak.rullering, group) {
            (Some(Rullering::Ny { saman_med }), 0) => {
                self.entry(path, delmål, tiltak);
                let mut words = Text::default();
                if let Some(money) = self.state_money(delmål, tiltak) {
                    words = words.and(format!("{}.", capitalised(money)));
                }
                let others = saman_med.iter().filter_map(|id| {
                    let anchor = Anchor::tiltak(id.as_str());
                    Some(Text::plain(self.references.words(&anchor)?).linked(&anchor))
                });
                let others: Vec<Text> = others.collect();
                if !others.is_empty() {
                    let [before, after] = self.terms.together_with;
                    let space = if words.is_empty() { "" } else { " " };
                    let listed = Text::listing(others, self.terms.and);
                    words = words.and(format!("{space}{before}")).and(listed).and(after);
                }
                if !words.is_empty() {
                    self.body(words);
                }
                self.account_of_progress(path, tiltak);
            }
            (Some(Rullering::Endra(words)), 1) | (Some(Rullering::Avslutta(words)), 2) => {
                self.entry(path, delmål, tiltak);
                self.prose(&path.field("rullering").index(0), words, Role::Body);
                self.account_of_progress(path, tiltak);
            }
            _ => {}
        }
    }

    /// The tiltak by its number and its title, with a link to where it is described; one that has ended is not.
    fn entry(&mut self, path: &Path, delmål: &Delmål, tiltak: &Tiltak) {
        let number = capitalised(&(self.terms.tiltak_reference)(delmål.nummer, tiltak.nummer));
        let title = Text::plain(format!("{number}: ")).and(Text::of(path.field("tittel"), &tiltak.tittel));
        let was = self.old_number(delmål, tiltak).map_or(String::new(), |was| format!(" ({})", (self.terms.was)(&was)));
        let title = self.set(title.and(was));
        let id = tiltak.id.as_str();
        self.heading(Heading {
            link: (!tiltak.avslutta()).then(|| Anchor::tiltak(id)),
            ..heading(3, HeadingKind::Entry, title, Anchor::account_entry(id))
        });
    }

    /// What a tiltak was called in the plan before, where it had another number.
    fn old_number(&self, delmål: &Delmål, tiltak: &Tiltak) -> Option<String> {
        let (before, own) = self.earlier.follows?.tiltak().find(|(_, own)| own.id == tiltak.id)?;
        let other = (before.nummer, own.nummer) != (delmål.nummer, tiltak.nummer);
        other.then(|| (self.terms.tiltak_reference)(before.nummer, own.nummer))
    }

    /// Whether a tiltak has the state's money, in words. Where only its delmål as a whole has, it can't be said of the tiltak.
    fn state_money(&self, delmål: &Delmål, tiltak: &Tiltak) -> Option<&'static str> {
        let posts = self.plan.hovud.finansiering.iter().flat_map(|finansiering| &finansiering.postar);
        let mut from_the_state = posts.filter(|post| post.kjelde == Kjelde::Statleg && post.sum() > 0);
        let [with, without] = self.terms.state_money;
        if from_the_state.clone().any(|post| post.formål == Formål::Tiltak(tiltak.id.clone())) {
            return Some(with);
        }
        (!from_the_state.any(|post| post.formål == Formål::Delmål(delmål.nummer))).then_some(without)
    }
}
