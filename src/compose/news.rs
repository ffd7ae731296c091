//! What is new since an earlier plan, for those who decide: a list of what matters most to them, each with a link to where it is
//! described, and under a heading of its own the rest.

use super::{Composer, EarlierPlans, heading};
use crate::document::{Anchor, Block, HeadingKind, List, Role, Text};
use crate::plan::Plan;
use crate::process::changes::{ChangeSentence, Difference, Importance, telling};

/// How many changes stand before the others.
pub(super) const MAX_FIRST: usize = 10;

/// What is told to a body of what is new since the plan that it is to compare with, made once for all attempts to fit it in.
#[derive(Debug)]
pub struct News<'a> {
    pub(super) before: &'a Plan,
    pub(super) told: Vec<ChangeSentence>,
    pub(super) differences: Vec<Difference>,
}

impl<'a> News<'a> {
    /// What is new, if there is an earlier plan.
    pub fn of(plan: &Plan, earlier: &EarlierPlans<'a>) -> Option<Self> {
        let before = earlier.since.or(earlier.handled).or(earlier.predecessor)?;
        let (told, differences) = telling(before, plan);
        Some(Self { before, told, differences })
    }

    /// Whether it is since the plan that a body is to compare with.
    pub fn is_since(&self, earlier: &EarlierPlans) -> bool {
        let before = earlier.since.or(earlier.handled).or(earlier.predecessor);
        before.is_some_and(|before| std::ptr::eq(before, self.before))
    }
}

impl Composer<'_> {
    /// Adds the chapter on what is new since an earlier plan.
    pub(super) fn push_news(&mut self, before: &Plan) {
        self.chapter(&self.terms.news(&self.earlier_plan_name(before)), Anchor::news());
        let (told, _) = telling(before, self.plan);
        let (first, rest): (Vec<&ChangeSentence>, Vec<&ChangeSentence>) =
            told.iter().partition(|own| own.importance < Importance::Amounts);
        let (first, more) = first.split_at(first.len().min(MAX_FIRST));
        if first.is_empty() && rest.iter().all(|own| own.importance == Importance::Aside) {
            self.push_paragraph(self.terms.nothing_new);
        }
        self.push_change_sentences(first);
        let rest: Vec<&ChangeSentence> = more.iter().copied().chain(rest).collect();
        if !first.is_empty() && !rest.is_empty() {
            let title = self.terms.other_changes.into();
            self.heading(heading(2, HeadingKind::Part, title, Anchor::news_group("andre")));
        }
        self.push_change_sentences(&rest);
    }

    /// Adds sentences: one as a paragraph, several as a list.
    pub(super) fn push_change_sentences(&mut self, told: &[&ChangeSentence]) {
        let told = told.iter().copied();
        let mut items: Vec<Vec<Block>> =
            told.map(|own| vec![Block::paragraph(Role::Body, self.change_text(own).and("."))]).collect();
        match items.len() {
            0 => {}
            1 => self.blocks.append(&mut items[0]),
            _ => self.blocks.push(Block::List(List { start: None, whole: false, items })),
        }
    }

    /// What an earlier plan is called.
    pub(super) fn earlier_plan_name(&self, before: &Plan) -> String {
        match before.hovud.år == self.plan.hovud.år {
            true => format!("{} {}", self.terms.version, before.hovud.versjon).to_lowercase(),
            false => self.terms.plan_of(before.hovud.år),
        }
    }

    /// The words of what has changed, with links to what is described; it has no full stop.
    pub(super) fn change_text(&self, told: &ChangeSentence) -> Text {
        let names = told.named.iter().map(|own| match &own.anchor {
            Some(anchor) => Text::strong(&*own.words).linked(anchor),
            None => Text::strong(&*own.words),
        });
        let names = Text::listing(names.collect(), self.terms.and);
        self.with_hard_spaces(Text::plain(&*told.before).and(names).and(told.after.trim_end_matches('.')))
    }
}
