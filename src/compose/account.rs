//! The account of the yearly update (*rullering*): the new tiltak, with and without the state's money; the changed ones with
//! the grounds; the ended ones with what they gave.

use super::Composer;
use crate::document::{Block, Heading, HeadingKind, Role, Run};
use crate::plan::{Delmål, Formål, Kjelde, Prosa, Rullering, Tiltak};
use crate::words::notation::capitalised;
use crate::words::references;

impl<'a> Composer<'a> {
    /// The chapter, on a page of its own.
    pub(super) fn account(&mut self) {
        self.chapter(self.terms.account, references::ACCOUNT);
        if let Some(Block::Heading(heading)) = self.blocks.last_mut() {
            heading.new_page = true;
        }
        let plan = self.plan;
        if !plan.følgjer_ein_annan() {
            self.body(self.terms.first_plan);
            return;
        }
        for (index, (title, none)) in self.terms.account_groups.into_iter().enumerate() {
            self.part(title, format!("{}-{index}", references::ACCOUNT));
            let before = self.blocks.len();
            for (delmål, tiltak) in plan.tiltak() {
                match (&tiltak.rullering, index) {
                    (Some(Rullering::Ny { saman_med }), 0) => {
                        self.entry(delmål, tiltak);
                        let money = self.terms.state_money[usize::from(!self.has_state_money(tiltak))];
                        let mut words = format!("{}.", capitalised(money));
                        let others: Vec<String> = saman_med
                            .iter()
                            .filter_map(|id| self.references.words(id.as_str()))
                            .map(str::to_string)
                            .collect();
                        if !others.is_empty() {
                            let listed = crate::words::notation::listing(&others, self.terms);
                            words += &format!(" {}", (self.terms.together_with)(&listed));
                        }
                        self.body(&words);
                    }
                    (Some(Rullering::Endra(words)), 1) | (Some(Rullering::Avslutta(words)), 2) => {
                        self.entry(delmål, tiltak);
                        let words: &'a Prosa = words;
                        self.prose(words, Role::Body);
                    }
                    _ => {}
                }
            }
            if self.blocks.len() == before {
                self.body(none);
            }
        }
    }

    fn body(&mut self, words: &str) {
        let words = self.set(words);
        self.blocks.push(Block::Paragraph { role: Role::Body, runs: vec![Run::plain(words)] });
    }

    /// The tiltak by its number and its title, with a link to where it is described; one that has ended is not.
    fn entry(&mut self, delmål: &Delmål, tiltak: &Tiltak) {
        let number = capitalised(&(self.terms.tiltak_reference)(delmål.nummer, tiltak.nummer));
        self.blocks.push(Block::Heading(Heading {
            level: 3,
            kind: HeadingKind::Entry,
            number: None,
            label: None,
            title: self.heading_words(&format!("{number}: {}", tiltak.tittel), super::LINE, 14.0),
            anchor: format!("{}-{}", references::ACCOUNT, tiltak.id),
            new_page: false,
            link: (!tiltak.avslutta()).then(|| tiltak.id.to_string()),
            aside: None,
        }));
    }

    fn has_state_money(&self, tiltak: &Tiltak) -> bool {
        let posts = self.plan.hovud.finansiering.iter().flat_map(|finansiering| &finansiering.postar);
        let mut own = posts.filter(|post| post.formål == Formål::Tiltak(tiltak.id.clone()));
        own.any(|post| post.kjelde == Kjelde::Statleg && post.sum() > 0)
    }
}
