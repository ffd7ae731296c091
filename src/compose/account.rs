//! The account of the yearly update (*rullering*): the new tiltak, with and without the state's money; the changed ones with
//! the grounds; the ended ones with what they gave.

use super::{Composer, heading};
use crate::document::{Anchor, Heading, HeadingKind, Role, Text};
use crate::plan::{Delmål, Formål, Kjelde, Path, Rullering, Tiltak};
use crate::words::notation::{capitalised, listing};

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

    /// What a group says of a tiltak, if it belongs to it.
    fn tiltak_in(&mut self, group: usize, path: &Path, delmål: &Delmål, tiltak: &Tiltak) {
        match (&tiltak.rullering, group) {
            (Some(Rullering::Ny { saman_med }), 0) => {
                self.entry(path, delmål, tiltak);
                let money = self.terms.state_money[usize::from(!self.has_state_money(tiltak))];
                let mut words = format!("{}.", capitalised(money));
                let anchors = saman_med.iter().map(|id| Anchor::tiltak(id.as_str()));
                let others: Vec<String> =
                    anchors.filter_map(|anchor| self.references.words(&anchor)).map(str::to_string).collect();
                if !others.is_empty() {
                    words += &format!(" {}", (self.terms.together_with)(&listing(&others, self.terms)));
                }
                self.body(words);
            }
            (Some(Rullering::Endra(words)), 1) | (Some(Rullering::Avslutta(words)), 2) => {
                self.entry(path, delmål, tiltak);
                self.prose(&path.field("rullering").index(0), words, Role::Body);
            }
            _ => {}
        }
    }

    /// The tiltak by its number and its title, with a link to where it is described; one that has ended is not.
    fn entry(&mut self, path: &Path, delmål: &Delmål, tiltak: &Tiltak) {
        let number = capitalised(&(self.terms.tiltak_reference)(delmål.nummer, tiltak.nummer));
        let title = Text::plain(format!("{number}: ")).and(Text::of(path.field("tittel"), &tiltak.tittel));
        let title = self.set(title);
        let id = tiltak.id.as_str();
        self.heading(Heading {
            link: (!tiltak.avslutta()).then(|| Anchor::tiltak(id)),
            ..heading(3, HeadingKind::Entry, title, Anchor::account_entry(id))
        });
    }

    fn has_state_money(&self, tiltak: &Tiltak) -> bool {
        let posts = self.plan.hovud.finansiering.iter().flat_map(|finansiering| &finansiering.postar);
        let mut own = posts.filter(|post| post.formål == Formål::Tiltak(tiltak.id.clone()));
        own.any(|post| post.kjelde == Kjelde::Statleg && post.sum() > 0)
    }
}
