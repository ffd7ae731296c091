//! What was decided, in words: the texts of decisions, what they changed, and what was changed after them.

use super::Composer;
use super::news::MAX_FIRST;
use crate::document::{Block, Role, Text};
use crate::plan::{Path, Utfall, Vedtak};
use crate::process::approval::versions_of_changes;

impl Composer<'_> {
    /// Adds, under the table of approvals, what was changed after them and who agreed to it.
    pub(super) fn changes_after_approval(&mut self) {
        let plan = self.plan;
        for (index, (own, path)) in plan.walk().etter_vedtak().enumerate() {
            if index == 0 {
                let title = self.handling.changed_after;
                self.blocks.push(Block::paragraph(Role::Body, Text::strong(format!("{title}:"))));
            }
            self.push_prose(&path.field("tekst"), &own.tekst, Role::Body);
            let words = [
                Text::of(path.field("samtykke"), &own.samtykke),
                self.day(path.field("dato"), own.dato),
                Text::of(path.field("versjon"), &own.versjon),
            ];
            let consent = Text::around(words, |[who, day, version]| self.handling.consent(who, day, version));
            self.push_paragraph(consent);
        }
    }

    /// Adds, under the table of approvals, the texts of decisions. A copy has those of its party, and what others
    /// changed.
    pub(super) fn decision_texts(&mut self) {
        let plan = self.plan;
        let has_words = |vedtak: &Vedtak| vedtak.tekst.is_some() || vedtak.endring.is_some();
        let mut all = Vec::new();
        for (handsaming, own) in plan.walk().handsaming() {
            let id = &handsaming.part;
            let is_own = self.to.is_none_or(|to| to == id);
            for body in handsaming.placed_organ(&own) {
                for (vedtak, path) in self.decisions(&body) {
                    // What another party's body changed in the plan is everybody's.
                    if !has_words(vedtak) || !is_own && vedtak.endring.is_none() {
                        continue;
                    }
                    let name = self.definite_body_name(&body).capitalised();
                    let party = self.party(id, Some(&own.field("part"))).unwrap_or_default();
                    let said = self.decision_summary(&path, vedtak, body.role());
                    let title = self.within(name, party).and(", ").and(said).and(":");
                    all.push((self.with_hard_spaces(title.all_strong()), path, vedtak));
                }
            }
        }
        let versions: Vec<_> = all.iter().map(|(_, _, vedtak)| versions_of_changes(plan, vedtak)).collect();
        for (at, (title, path, vedtak)) in all.into_iter().enumerate() {
            self.blocks.push(Block::paragraph(Role::Body, title));
            self.decision_words(&path, vedtak);
            // What several decisions have in common is told with the last.
            if let Some(own) = versions[at].filter(|own| !versions[at + 1..].contains(&Some(*own))) {
                self.changes_taken_in(own, MAX_FIRST);
            }
        }
    }

    /// The decisions of the bodies that decide which changed the plan and are wanted: the version that took that in too.
    pub(super) fn decisions_with_changes(&self, is_wanted: impl Fn(&Vedtak) -> bool) -> Vec<Text> {
        let lines = self.plan.walk().handsaming().filter_map(|(handsaming, path)| {
            let body = handsaming.placed_organ(&path).nth(handsaming.deciding()?)?;
            let party = self.party(&handsaming.part, Some(&path.field("part")))?;
            let (vedtak, path) = self.decisions(&body).pop().filter(|(vedtak, _)| is_wanted(vedtak))?;
            let version = vedtak.teke_inn_i.as_ref().filter(|_| vedtak.utfall == Utfall::Endra)?;
            let words = [
                self.within(self.definite_body_name(&body).capitalised(), party),
                self.day(path.field("dato"), vedtak.dato),
                Text::of(path.field("teke_inn_i"), version),
            ];
            Some(Text::around(words, |[body, day, version]| self.handling.decided_with_changes(body, day, version)))
        });
        lines.collect()
    }

    /// Adds what differs between the version that was decided on and the one that took the changes in, so many things at most.
    pub(super) fn changes_taken_in(&mut self, (from, to): (&str, &str), room: usize) {
        let Some(own) = self.earlier.taken_in.iter().find(|own| (&*own.from, &*own.to) == (from, to)) else { return };
        if room == 0 {
            return;
        }
        self.push_paragraph(self.handling.changed_between(from, to));
        let (first, others) = own.told.split_at(own.told.len().min(room));
        self.push_change_sentences(&first.iter().collect::<Vec<_>>());
        if !others.is_empty() {
            self.push_paragraph(self.handling.also_changed(others.len()));
        }
    }

    /// The words of a decision, what it changed, and which version took that in.
    pub(super) fn decision_words(&mut self, path: &Path, vedtak: &Vedtak) {
        if let Some(words) = &vedtak.tekst {
            self.push_prose(&path.field("tekst"), words, Role::Body);
        }
        if let Some(words) = &vedtak.endring {
            self.push_prose(&path.field("endring"), words, Role::Body);
        }
        if let Some(version) = &vedtak.teke_inn_i {
            let version = Text::of(path.field("teke_inn_i"), version);
            self.push_paragraph(Text::around([version], |[version]| format!("{}.", self.handling.taken_in(version))));
        }
    }
}
