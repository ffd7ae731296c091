//! Composing: a checked plan and an edition in, the document out. Every word that the program adds is put in
//! here, from `terms`; every number, reference and space is settled here; no writer decides any of it.

mod account;
mod chart_words;
mod front;
mod tables;

use crate::document::picture::Pictures;
use crate::document::{
    Affixes, Block, Caption, Document, Figure, Heading, HeadingKind, Link, List, Numbering, Role, Run,
};
use crate::edition::Edition;
use crate::paper::fonts;
use crate::paper::{breaks, chart, columns, flow};
use crate::plan::{Delmål, Innhald, Organisasjonskart, PartId, Plan, Prosa, Relasjon, Seksjon, Tiltak};
use crate::prose;
use crate::words::notation::{ends_sentence, hard_spaces, percent};
use crate::words::references::References;
use crate::words::terms::Terms;
use crate::words::{notation, references};

/// The width of a line of text, in points, with a little for kerning.
const LINE: f64 = columns::TEXT_WIDTH - 6.0;
/// How far a list is indented, at most, in points; a quoted paragraph or a goal is indented less.
const LIST_INDENT: f64 = 24.0;
/// How far a goal is indented, in points.
const GOAL_INDENT: f64 = 12.0;
/// A financing table of more posts may go on over the page.
const MANY_POSTS: usize = 10;
/// The most lines of a list that stays on one page.
const SHORT_LIST: usize = 7;
/// The size of running text, in points.
const BODY_SIZE: f64 = 11.5;

/// Composes the document of an edition, or a copy of it for a party. The plan has been checked (`check::check` found no
/// error).
pub fn compose(plan: &Plan, pictures: &Pictures, edition: Edition, to: Option<&PartId>) -> Document {
    Composer::new(plan, pictures, edition, to).document()
}

struct Composer<'a> {
    plan: &'a Plan,
    pictures: &'a Pictures,
    edition: Edition,
    /// The party that the copy is for.
    to: Option<&'a PartId>,
    terms: &'static Terms,
    references: References,
    numbering: Numbering,
    blocks: Vec<Block>,
}

impl<'a> Composer<'a> {
    fn new(plan: &'a Plan, pictures: &'a Pictures, edition: Edition, to: Option<&'a PartId>) -> Self {
        let terms = Terms::of(plan.hovud.språk);
        Self {
            plan,
            pictures,
            edition,
            to,
            terms,
            references: References::of(plan),
            numbering: Numbering {
                section: Affixes { before: "", after: "." },
                delmål: Affixes { before: terms.delmål_prefix, after: ":" },
                tiltak: Affixes { before: terms.tiltak_prefix, after: ":" },
            },
            blocks: Vec::new(),
        }
    }

    fn document(mut self) -> Document {
        let (plan, contents) = (self.plan, self.edition.contents());
        if let Some(proposal) = plan.hovud.framlegg.as_ref().filter(|_| contents.proposal) {
            self.chapter(self.terms.proposal, references::PROPOSAL);
            self.prose(proposal, Role::Body);
        }
        let first = self.blocks.len();
        let (mut before, mut begins_page) = (None, false);
        for seksjon in &plan.hovud.seksjonar {
            self.missing_sections(before, seksjon.nummer);
            let at = self.blocks.len();
            self.section(seksjon);
            // What comes after the delmål would else read as part of the last of them, and after the financing it would stand
            // under a table of several pages.
            if let (true, Some(Block::Heading(heading))) = (begins_page, self.blocks.get_mut(at)) {
                heading.new_page = true;
            }
            begins_page = seksjon.innhald.iter().any(|innhald| match innhald {
                Innhald::Delmål { .. } => !plan.delmål.is_empty(),
                Innhald::Finansiering => {
                    plan.hovud.finansiering.as_ref().is_some_and(|own| own.postar.len() > MANY_POSTS)
                }
                _ => false,
            });
            before = Some(seksjon.nummer);
        }
        if let Some(Block::Heading(heading)) = self.blocks.get_mut(first) {
            heading.new_page = first > 0;
        }
        if contents.account {
            self.account();
        }
        flow::keep_introductions(&mut self.blocks);
        self.blocks = flow::sideways(self.blocks);
        Document {
            meta: self.meta(),
            frame: self.frame(),
            cover: self.cover(),
            contents_title: self.terms.contents.into(),
            numbering: self.numbering,
            blocks: self.blocks,
        }
    }

    /// Where an edition may have gaps, says which sections the numbers leave out.
    fn missing_sections(&mut self, before: Option<u16>, number: u16) {
        let Some(before) = before.filter(|_| self.edition.contents().gaps) else { return };
        let numbers: Vec<String> =
            (before.saturating_add(1)..number).take(5).map(|number| number.to_string()).collect();
        let words = match numbers.as_slice() {
            [] => return,
            [one] => (self.terms.missing_sections[0])(one),
            several => (self.terms.missing_sections[1])(&notation::listing(several, self.terms)),
        };
        let words = self.set(&words);
        self.gap(&words);
    }

    /// A heading of the first level that is none of the plan's numbered sections.
    fn chapter(&mut self, title: &str, anchor: &str) {
        self.blocks.push(Block::Heading(Heading {
            level: 1,
            kind: HeadingKind::Section,
            number: None,
            label: None,
            title: title.into(),
            anchor: anchor.into(),
            new_page: false,
            link: None,
            aside: None,
        }));
    }

    fn section(&mut self, seksjon: &Seksjon) {
        self.blocks.push(Block::Heading(Heading {
            level: 1,
            kind: HeadingKind::Section,
            number: Some(seksjon.nummer),
            label: Some(self.numbering.section.label(seksjon.nummer)),
            title: self.heading_words(&seksjon.tittel, LINE, 24.0),
            anchor: references::section(seksjon.nummer),
            new_page: false,
            link: None,
            aside: None,
        }));
        for (index, innhald) in seksjon.innhald.iter().enumerate() {
            match innhald {
                Innhald::Tekst(prosa) => self.prose(prosa, Role::Body),
                Innhald::Mellomtittel(title) => self.part(title, format!("pkt-{}-{index}", seksjon.nummer)),
                Innhald::Delmål { overskrift, oversyn } => {
                    if let Some(title) = overskrift {
                        self.part(title, format!("pkt-{}-{index}", seksjon.nummer));
                    }
                    if *oversyn && !self.plan.delmål.is_empty() {
                        self.blocks.push(Block::Table(tables::overview(self.plan, self.terms, &self.numbering)));
                    }
                    let plan = self.plan;
                    for delmål in &plan.delmål {
                        self.delmål(delmål);
                    }
                }
                Innhald::Organisasjonskart => self.chart(),
                Innhald::Møteplan => {
                    let table = tables::meetings(self.plan, self.to, self.terms);
                    let planned = table.is_some();
                    self.table_or_gap(table, self.terms.gaps[2]);
                    if let Some(words) = tables::without_meeting(self.plan, self.terms).filter(|_| planned) {
                        let runs = vec![Run::plain(self.set(&words))];
                        self.blocks.push(Block::Paragraph { role: Role::Body, runs });
                    }
                }
                Innhald::Godkjenningar => {
                    let table = tables::approvals(self.plan, self.to, self.terms);
                    self.table_or_gap(table, self.terms.gaps[2]);
                }
                Innhald::Finansiering => {
                    let table = self.plan.hovud.finansiering.as_ref().map(|finansiering| {
                        let number = self.references.table(references::FINANCING);
                        tables::financing(self.plan, finansiering, self.terms, &self.numbering, number)
                    });
                    self.table_or_gap(table, self.terms.gaps[0]);
                }
            }
        }
    }

    fn table_or_gap(&mut self, table: Option<crate::document::Table>, gap: &str) {
        match table {
            Some(table) => self.blocks.push(Block::Table(table)),
            None => self.gap(gap),
        }
    }

    fn gap(&mut self, words: &str) {
        self.blocks.push(Block::Paragraph { role: Role::Gap, runs: vec![Run::strong(words)] });
    }

    fn part(&mut self, title: &str, anchor: String) {
        self.blocks.push(Block::Heading(Heading {
            level: 2,
            kind: HeadingKind::Part,
            number: None,
            label: None,
            title: self.heading_words(title, LINE, 16.0),
            anchor,
            new_page: false,
            link: None,
            aside: None,
        }));
    }

    fn delmål(&mut self, delmål: &Delmål) {
        self.blocks.push(Block::Heading(Heading {
            level: 2,
            kind: HeadingKind::Delmål,
            number: Some(delmål.nummer),
            label: Some(self.numbering.delmål.label(delmål.nummer)),
            // Beside it stands the weight.
            title: self.heading_words(&delmål.tittel, LINE - 110.0, 20.0),
            anchor: references::delmål(delmål.nummer),
            new_page: true,
            link: None,
            aside: delmål.vekt.map(|vekt| (percent(vekt), self.terms.of_effort.to_string())),
        }));
        if let Some(prosa) = &delmål.innleiing {
            self.prose(prosa, Role::Body);
        }
        if let Some(prosa) = &delmål.hovudmål {
            let first = self.blocks.len();
            self.prose(prosa, Role::Goal);
            if let Some(Block::Paragraph { runs, .. }) = self.blocks.get_mut(first) {
                runs.insert(0, Run::plain(" "));
                runs.insert(0, Run::strong(format!("{}:", self.terms.hovudmål)));
            }
        }
        if delmål.gjeldande().next().is_some() {
            self.tiltak_table(delmål);
        }
        if let Some(prosa) = &delmål.etter_tabell {
            self.prose(prosa, Role::Body);
        }
        for tiltak in delmål.gjeldande() {
            self.tiltak(tiltak);
        }
    }

    fn tiltak_table(&mut self, delmål: &Delmål) {
        let år = self.plan.hovud.år;
        let now = delmål.gjeldande().any(|tiltak| tiltak.tidsramme.prioritert_i(år));
        let later = delmål.gjeldande().any(|tiltak| !tiltak.tidsramme.prioritert_i(år));
        let sentences: Vec<String> = now
            .then(|| (self.terms.prioritised)(år))
            .into_iter()
            .chain(later.then(|| self.terms.grey.to_string()))
            .collect();
        self.blocks.push(Block::Paragraph { role: Role::Body, runs: vec![Run::plain(sentences.join(" "))] });
        let number = self.references.table(&references::tiltak_table(delmål.nummer));
        let table = tables::tiltak(self.plan, delmål, self.terms, number);
        self.blocks.push(Block::Table(table));
    }

    fn tiltak(&mut self, tiltak: &Tiltak) {
        self.blocks.push(Block::Heading(Heading {
            level: 3,
            kind: HeadingKind::Tiltak,
            number: Some(tiltak.nummer),
            label: Some(self.numbering.tiltak.label(tiltak.nummer)),
            title: self.heading_words(&tiltak.tittel, LINE, 14.0),
            anchor: tiltak.id.to_string(),
            new_page: false,
            link: None,
            aside: None,
        }));
        self.facts(tiltak);
        if let Some(prosa) = &tiltak.ingress {
            self.prose(prosa, Role::Lead);
        }
        for (index, bolk) in tiltak.bolkar.iter().enumerate() {
            self.blocks.push(Block::Heading(Heading {
                level: 4,
                kind: HeadingKind::Bolk,
                number: None,
                label: None,
                title: self.heading_words(&bolk.overskrift, LINE, 11.5),
                anchor: format!("{}--{}", tiltak.id, index + 1),
                new_page: false,
                link: None,
                aside: None,
            }));
            self.prose(&bolk.tekst, Role::Body);
        }
    }

    /// The period and the lead of a tiltak, at a glance.
    fn facts(&mut self, tiltak: &Tiltak) {
        let mut period = notation::tidsramme(&tiltak.tidsramme);
        if !tiltak.tidsramme.prioritert_i(self.plan.hovud.år) {
            period += &format!(" ({})", self.terms.later.to_lowercase());
        }
        let facts = [
            (self.terms.tidsramme, period),
            (self.terms.hovudansvarleg, tables::deltakarar(self.plan, &tiltak.hovudansvarleg)),
        ];
        let mut runs = Vec::new();
        for (term, words) in facts.iter().filter(|(_, words)| !words.is_empty()) {
            if !runs.is_empty() {
                runs.push(Run::plain(" · "));
            }
            runs.push(Run::strong(format!("{term}:")));
            runs.push(Run::plain(format!(" {}", self.set(words))));
        }
        breaks::breakable_runs(&mut runs, LINE, BODY_SIZE);
        self.blocks.push(Block::Paragraph { role: Role::Facts, runs });
    }

    fn chart(&mut self) {
        let kart = self.plan.hovud.organisasjonskart.as_ref();
        match kart.and_then(|kart| Some((kart, chart::layout(kart)?))) {
            Some((kart, drawing)) => self.blocks.push(Block::Figure(Figure {
                anchor: references::CHART.into(),
                caption: Caption { label: self.terms.figure, number: 1, text: self.chart_caption(kart) },
                alt: chart_words::alternative_text(kart, self.terms),
                chart: drawing,
            })),
            None => self.gap(self.terms.gaps[1]),
        }
    }

    /// The chart's title and, where a box is dashed, what that means.
    fn chart_caption(&self, kart: &Organisasjonskart) -> String {
        match kart.nodar.iter().any(|node| node.relasjon == Relasjon::Rådgjevande) {
            true => format!("{} {}", kart.tittel, self.terms.dashed),
            false => kart.tittel.clone(),
        }
    }

    fn prose(&mut self, prosa: &Prosa, role: Role) {
        let mut blocks = prose::read(&prosa.0).blocks;
        for block in &mut blocks {
            let indent = match block {
                Block::Paragraph { .. } if role == Role::Goal => GOAL_INDENT,
                Block::Paragraph { .. } => 0.0,
                _ => LIST_INDENT,
            };
            self.settle(block, role, LINE - indent);
        }
        self.blocks.append(&mut blocks);
    }

    /// Gives paragraphs their role, references their words, spaces their hardness, and words that are wider than
    /// `width` points their breaks.
    fn settle(&self, block: &mut Block, role: Role, width: f64) {
        match block {
            Block::Paragraph { role: own, runs } => {
                *own = role;
                let mut before = String::new();
                for run in runs.iter_mut() {
                    if let (true, Some(Link::Anchor(anchor))) = (run.text.is_empty(), &run.link) {
                        let words = self.references.words(anchor).unwrap_or_default();
                        // One that begins a sentence begins with a capital letter.
                        run.text = if ends_sentence(&before) { notation::capitalised(words) } else { words.into() };
                    }
                    before.push_str(&run.text);
                }
                self.set_runs(runs);
                breaks::breakable_runs(runs, width, BODY_SIZE);
                breaks::keep_last_word(runs, width, BODY_SIZE);
            }
            Block::List(list) => {
                for block in list.items.iter_mut().flatten() {
                    self.settle(block, Role::Body, width - LIST_INDENT);
                }
                // A list in a list is kept as that is.
                list.whole = width > LINE - 2.0 * LIST_INDENT && lines(list, width) <= SHORT_LIST;
            }
            _ => {}
        }
    }

    /// Sets the hard spaces of runs that stand side by side, across their borders too.
    fn set_runs(&self, runs: &mut [Run]) {
        let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
        let set = self.set(&whole);
        let mut chars = set.chars();
        for run in runs {
            run.text = chars.by_ref().take(run.text.chars().count()).collect();
        }
    }

    fn set(&self, text: &str) -> String {
        hard_spaces(text, self.terms)
    }

    /// A heading's words, with breaks in what is too long for the line at its size in points.
    fn heading_words(&self, text: &str, width: f64, size: f64) -> String {
        breaks::breakable(&self.set(text), width, size, true).into_owned()
    }
}

/// About how many lines a list has.
fn lines(list: &List, width: f64) -> usize {
    let of_block = |block: &Block| match block {
        Block::Paragraph { runs, .. } => {
            let text: String = runs.iter().map(|run| run.text.as_str()).collect();
            fonts::wrap(&text, width, BODY_SIZE, false).0.len()
        }
        Block::List(list) => lines(list, width - LIST_INDENT),
        _ => SHORT_LIST + 1,
    };
    list.items.iter().flatten().map(of_block).sum()
}

#[cfg(test)]
mod tests;
