//! The account of the yearly update (*rullering*): the new tiltak, with and without the state's money; the changed ones with
//! the grounds; the ended ones with what they gave.

use super::Composer;
use super::references;
use crate::document::{Block, Role, Run};
use crate::plan::{Delmål, Formål, Kjelde, Prosa, Rullering, Tiltak};

impl<'a> Composer<'a> {
    /// The chapter, on a page of its own.
    pub(super) fn account(&mut self) {
        self.chapter(self.terms.account, references::ACCOUNT);
        if let Some(Block::Heading(heading)) = self.blocks.last_mut() {
            heading.new_page = true;
        }
        let plan = self.plan;
        for (index, (title, none)) in self.terms.account_groups.into_iter().enumerate() {
            self.part(title, format!("{}-{index}", references::ACCOUNT));
            let before = self.blocks.len();
            for (delmål, tiltak) in plan.tiltak() {
                match (&tiltak.rullering, index) {
                    (Some(Rullering::Ny { saman_med }), 0) => {
                        let money = self.terms.state_money[usize::from(!self.has_state_money(tiltak))];
                        self.entry(delmål, tiltak, Some(money));
                        let others: Vec<String> = saman_med
                            .iter()
                            .filter_map(|id| self.references.words(id.as_str()))
                            .map(str::to_string)
                            .collect();
                        if !others.is_empty() {
                            let listed = super::notation::listing(&others, self.terms);
                            let words = self.set(&(self.terms.together_with)(&listed));
                            self.blocks.push(Block::Paragraph { role: Role::Body, runs: vec![Run::plain(words)] });
                        }
                    }
                    (Some(Rullering::Endra(words)), 1) | (Some(Rullering::Avslutta(words)), 2) => {
                        self.entry(delmål, tiltak, None);
                        let words: &'a Prosa = words;
                        self.prose(words, Role::Body);
                    }
                    _ => {}
                }
            }
            if self.blocks.len() == before {
                self.blocks.push(Block::Paragraph { role: Role::Body, runs: vec![Run::plain(none)] });
            }
        }
    }

    /// The tiltak by its number and its title, and a remark.
    fn entry(&mut self, delmål: &Delmål, tiltak: &Tiltak, remark: Option<&str>) {
        let number = (self.terms.tiltak_reference)(delmål.nummer, tiltak.nummer);
        let mut words = super::notation::capitalised(&number);
        if !tiltak.avslutta() {
            words += &format!(": {}", tiltak.tittel);
        } else {
            // Its number is that of the plan before.
            words = tiltak.tittel.clone();
        }
        let mut runs = vec![Run::strong(self.set(&words))];
        runs.extend(remark.map(|remark| Run::plain(self.set(&format!(" ({remark})")))));
        self.blocks.push(Block::Paragraph { role: Role::Intro, runs });
    }

    fn has_state_money(&self, tiltak: &Tiltak) -> bool {
        let posts = self.plan.hovud.finansiering.iter().flat_map(|finansiering| &finansiering.postar);
        let mut own = posts.filter(|post| post.formål == Formål::Tiltak(tiltak.id.clone()));
        own.any(|post| post.kjelde == Kjelde::Statleg && post.sum() > 0)
    }
}
