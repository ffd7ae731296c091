//! The facts of a tiltak: a table without lines, a term and its words in each row. Where there are two versions a fact that was
//! put in or taken out is a row of its own, and what is new in one that both have is marked in its words.

use docx_rs::{Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType};

use super::tables::{cell, in_row, ticketed};
use super::{BodyItem, BodyWriter, add_runs, mark_run, plain, runs_of, styled, ticket, with_end_change};
use crate::document::{BETWEEN_FACTS, Change, HARD_SPACE, Run as Words, Text};
use crate::docx::styles::{self, FACT_GAP, FACT_TERM, Heights, twips};

/// The room over the facts that follow others, in points.
const FACT_GROUP_GAP: f64 = 7.0;

/// A fact: what it is called, what it is, and what became of it as a whole.
#[derive(Debug, Clone, PartialEq)]
struct Fact {
    term: Text,
    words: Text,
    change: Option<Change>,
}

impl Fact {
    /// The fact that runs tell; `None` if it has no term.
    fn of(runs: &[Words]) -> Option<Self> {
        let term: Vec<Words> = runs.iter().filter(|run| run.strong).cloned().collect();
        let term =
            Text(term.into_iter().map(|run| Words { text: run.text.replace(':', ""), strong: false, ..run }).collect());
        let mut words = Text(runs.iter().filter(|run| !run.strong).cloned().collect());
        // The space after the term, in each version.
        for version in [Change::Inserted, Change::Deleted] {
            if let Some(first) = words.0.iter_mut().find(|run| run.change != Some(version) && !run.text.is_empty()) {
                first.text = first.text.trim_start_matches([' ', HARD_SPACE]).to_string();
            }
        }
        words.0.retain(|run| !run.text.is_empty());
        let all = || runs.iter().filter(|run| !run.text.is_empty()).map(|run| run.change);
        let change = all().next().flatten().filter(|first| all().all(|own| own == Some(*first)));
        (!term.0.is_empty()).then_some(Self { term, words, change })
    }

    /// What is read of it.
    fn said(&self) -> (String, String) {
        (self.term.words(), self.words.words())
    }

    fn all(mut self, change: Option<Change>) -> Self {
        let texts = [&mut self.term, &mut self.words];
        texts.into_iter().flat_map(|text| &mut text.0).for_each(|run| run.change = change);
        Self { change, ..self }
    }

    /// A fact that both versions have and that says something else now: the one in the place of the other.
    fn instead_of(self, old: Self) -> Self {
        if self.said() == old.said() {
            return self;
        }
        let put_in = self.all(Some(Change::Inserted));
        let words = old.all(Some(Change::Deleted)).words.and(put_in.words);
        Self { term: without_changes(put_in.term), words, change: None }
    }
}

fn without_changes(mut text: Text) -> Text {
    text.0.iter_mut().for_each(|run| run.change = None);
    text
}

/// The text of one version: without what the other alone has, and without marks.
fn without(text: &Text, other: Change) -> Text {
    without_changes(Text(text.0.iter().filter(|run| run.change != Some(other)).cloned().collect()))
}

/// The facts of a text, which has marks or none; `None` if some have no term.
fn split(text: &Text) -> Option<Vec<Fact>> {
    let mut facts: Vec<Vec<Words>> = vec![Vec::new()];
    for run in &text.with_merged_runs().0 {
        for (index, part) in run.text.split(BETWEEN_FACTS).enumerate() {
            if index > 0 {
                facts.push(Vec::new());
            }
            if let Some(own) = facts.last_mut().filter(|_| !part.is_empty()) {
                own.push(Words { text: part.to_string(), ..run.clone() });
            }
        }
    }
    facts.iter().filter(|runs| !runs.is_empty()).map(|runs| Fact::of(runs)).collect()
}

/// The facts of both versions in rows. Those that the marks tell one by one are as they are; else every fact that says
/// something else now is told as a whole.
fn rows(text: &Text) -> Option<Vec<Fact>> {
    let [new, old] = [Change::Deleted, Change::Inserted].map(|other| split(&without(text, other)));
    let (new, old) = (new?, old?);
    let told = |facts: &[Fact], other: Change| {
        let own = facts.iter().filter(|fact| fact.change != Some(other));
        own.map(|fact| (without(&fact.term, other).words(), without(&fact.words, other).words())).collect::<Vec<_>>()
    };
    let is_both = |facts: &Vec<Fact>| {
        let said = |version: &[Fact]| version.iter().map(Fact::said).collect::<Vec<_>>();
        told(facts, Change::Deleted) == said(&new) && told(facts, Change::Inserted) == said(&old)
    };
    split(text).filter(is_both).or_else(|| Some(paired(new.clone(), old.clone())))
}

/// The facts of two versions in rows, those with the same term in one.
fn paired(new: Vec<Fact>, old: Vec<Fact>) -> Vec<Fact> {
    let mut made = Vec::new();
    let mut old = old.into_iter().peekable();
    for fact in new {
        let is_same = |former: &Fact| former.term.words() == fact.term.words();
        if old.clone().any(|former| is_same(&former)) {
            while let Some(gone) = old.next_if(|former| !is_same(former)) {
                made.push(gone.all(Some(Change::Deleted)));
            }
            let former = old.next();
            made.push(former.map_or_else(|| fact.clone(), |former| fact.clone().instead_of(former)));
        } else {
            made.push(fact.all(Some(Change::Inserted)));
        }
    }
    made.extend(old.map(|gone| gone.all(Some(Change::Deleted))));
    made
}

impl BodyWriter<'_> {
    /// The facts as a table; as a paragraph where they have no terms.
    pub(super) fn facts(&mut self, text: &Text, whole: Option<Change>) {
        if let Some(facts) = rows(text).filter(|facts| !facts.is_empty()) {
            return self.facts_table(facts, whole);
        }
        let style = "Tiltaksfakta";
        let paragraph = with_end_change(self.add_text(styled(style), text), whole);
        self.block_paragraph(style, paragraph, false);
    }

    fn facts_table(&mut self, facts: Vec<Fact>, whole: Option<Change>) {
        let space = self.look.around.facts;
        // Two tables without anything between them would be one: what follows facts is more of them.
        let goes_on = self.after_facts && self.room_under_table() > 0.0;
        let mut own = None;
        let mut over = FACT_GROUP_GAP;
        let first = whole.or(facts[0].change);
        let change = first.filter(|_| facts.iter().all(|fact| whole.or(fact.change) == first));
        if goes_on {
            self.table_change = self.table_change.filter(|before| Some(*before) == change);
        } else {
            self.space_before_table(space.above, change);
            self.table_change = change;
            own = Some(ticket("tabell", &self.body.tickets.tables));
            let summary = self.terms.word_names.facts.to_string();
            self.body.tickets.tables.extend(own.clone().map(|ticket| (ticket, summary)));
            over = 0.0;
        }
        let across = twips(self.text_width()) as usize;
        let term = twips(FACT_TERM) as usize;
        let widths = vec![term, across - term];
        self.in_table = true;
        let mut rows = Vec::new();
        let last = facts.len() - 1;
        for (at, fact) in facts.into_iter().enumerate() {
            // They stay with what they are the facts of, and with what is said of it.
            let stays = self.goes_on || at < last;
            let change = whole.or(fact.change);
            let before = std::mem::take(&mut over);
            let spaced = |style: &str| {
                let heights = Heights { before, ..styles::heights_of(self.look, style) };
                let paragraph = if stays { styled(style).keep_next(true) } else { styled(style) };
                if before > 0.0 { paragraph.line_spacing(styles::spacing(heights)) } else { paragraph }
            };
            let of_term = add_runs(ticketed(spaced("Faktaledd"), own.take()), runs_of(&fact.term));
            let of_words = self.fact_words(spaced("Tiltaksfakta"), &fact.words, change);
            let cells = [in_row(of_term, change, true), in_row(of_words, change, false)];
            let cells = cells.into_iter().zip(&widths).map(|(paragraph, width)| cell(*width).add_paragraph(paragraph));
            rows.push(TableRow::new(cells.collect::<Vec<TableCell>>()).cant_split());
        }
        self.in_table = false;
        if let Some(BodyItem::Table(table)) = self.last_part().filter(|_| goes_on).map(|at| &mut self.body.parts[at]) {
            **table = rows.into_iter().fold((**table).clone(), Table::add_row);
            return;
        }
        let mut table = Table::without_borders(rows)
            .set_grid(widths)
            .style(styles::FACTS_TABLE)
            .layout(TableLayoutType::Fixed)
            .width(across, WidthType::Dxa);
        table.property = table.property.clear_all_border();
        self.body.parts.push(BodyItem::Table(Box::new(table)));
        (self.under_table, self.after_facts) = (space.below - FACT_GAP, true);
    }

    /// The words of a fact; dots where they are to be filled in.
    fn fact_words(&mut self, paragraph: Paragraph, words: &Text, change: Option<Change>) -> Paragraph {
        match words.is_empty() {
            true => paragraph.add_run(mark_run(plain(super::tables::TO_FILL_IN).style(styles::PROMPT), change)),
            false => self.add_text(paragraph, words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(runs: &[(&str, Option<Change>)]) -> Text {
        let run = |(text, change): &(&str, Option<Change>)| {
            let strong = text.ends_with(':');
            Words { text: (*text).into(), strong, change: *change, ..Words::default() }
        };
        Text(runs.iter().map(run).collect())
    }

    fn told(runs: &[(&str, Option<Change>)]) -> Vec<String> {
        let sign = |change: Option<Change>| match change {
            None => "",
            Some(Change::Inserted) => "+",
            Some(Change::Deleted) => "-",
        };
        let all =
            |text: &Text| text.0.iter().map(|run| format!("{}{}", sign(run.change), run.text)).collect::<Vec<_>>();
        let told = rows(&text(runs)).unwrap();
        told.iter().map(|fact| format!("{}|{}", all(&fact.term).join(" "), all(&fact.words).join(" "))).collect()
    }

    const IN: Option<Change> = Some(Change::Inserted);
    const OUT: Option<Change> = Some(Change::Deleted);

    #[test]
    fn a_fact_is_a_row() {
        assert_eq!(told(&[("A:", None), (" a\u{a0}· ", None), ("B:", None), ("\u{a0}b", None)]), ["A|a", "B|b"]);
        assert_eq!(rows(&text(&[("Fritt.", None)])), None);
    }

    #[test]
    fn what_became_of_a_fact_is_said_of_its_row_or_its_words() {
        let both = [("A:", None), (" a ", None), ("b", OUT), ("c", IN), ("\u{a0}· ", IN), ("C:", IN), (" c", IN)];
        assert_eq!(told(&both), ["A|a  -b +c", "+C|+c"]);
        let gone = [("A:", OUT), (" a\u{a0}· ", OUT), ("B:", None), (" b", None)];
        assert_eq!(told(&gone), ["-A|-a", "B|b"]);
    }

    #[test]
    fn facts_that_marks_cut_across_are_told_as_a_whole() {
        // The old: "A: a", "B: b"; the new: "A: b".
        let cut = [("A:", None), (" a\u{a0}· ", OUT), ("B:", OUT), (" b", None)];
        assert_eq!(told(&cut), ["A|-a +b", "-B|-b"]);
        // A sign between facts in two pieces.
        let pieces = [
            ("A:", None),
            (" a", None),
            ("\u{a0}", None),
            ("· ", OUT),
            ("B:", OUT),
            (" b\u{a0}", OUT),
            ("· ", None),
            ("C:", None),
            (" c", None),
        ];
        assert_eq!(told(&pieces), ["A|a", "-B|-b", "C|c"]);
    }
}
