//! Composing: a checked plan and an edition in, the document out. Every word that the program adds is put in here, from
//! `words`; every number, reference and hard space is settled here. How it stands on paper is `paper`'s matter.

mod account;
mod case;
mod decisions;
mod front;
mod news;
mod overview;
mod parties;
mod tables;

use std::collections::BTreeMap;

use crate::document::picture::Pictures;
use crate::document::{
    Affixes, Anchor, Aside, BETWEEN_FACTS, Bar, Block, Caption, Document, Figure, HARD_SPACE, Heading, HeadingKind,
    Link, List, Numbering, Origin, Role, Table, Text,
};
use crate::edition::Edition;
use crate::plan::{
    Dato, Delmål, Deltakarar, Innhald, Organisasjonskart, PartId, Path, Plan, Prosa, Relasjon, Seksjon, Tiltak,
};
use crate::process::approval::IncorporatedChanges;
use crate::prose;
use crate::words::chart;
use crate::words::handling::Handling;
use crate::words::notation::{self, ends_sentence, hard_spaces, long_date, percent};
use crate::words::references::References;
use crate::words::terms::Terms;

/// Composes the document of an edition, or a copy of it for a party. The plan has been checked (`check::check` found no
/// error).
pub fn compose(plan: &Plan, pictures: &Pictures, edition: Edition, to: Option<&PartId>) -> Document {
    compose_with_earlier(plan, pictures, edition, to, &EarlierPlans::default())
}

/// The plans before a plan.
#[derive(Debug, Clone, Copy, Default)]
pub struct EarlierPlans<'a> {
    /// The plan that it follows: the editions that say what is new, and the account, are made of it.
    pub predecessor: Option<&'a Plan>,
    /// Another version, of which any edition is to say what is new.
    pub since: Option<&'a Plan>,
    /// The version that the body of a case paper has handled before.
    pub handled: Option<&'a Plan>,
    /// What decisions with changes changed in the plan.
    pub taken_in: &'a [IncorporatedChanges],
}

/// What the texts of a plan can refer to: the anchor, the words of a reference to it, and the value whose number they tell.
pub fn referable(plan: &Plan) -> Vec<(Anchor, String, Option<Path>)> {
    let references = References::of(plan);
    let told = |anchor: &Anchor| {
        Some((anchor.clone(), references.words(anchor)?.to_string(), references.path(anchor).cloned()))
    };
    references.anchors().filter_map(told).collect()
}

/// Composes the document of an edition, or a copy of it for a party, with what is new since earlier plans. The plan has
/// been checked.
pub fn compose_with_earlier(
    plan: &Plan,
    pictures: &Pictures,
    edition: Edition,
    to: Option<&PartId>,
    earlier: &EarlierPlans,
) -> Document {
    Composer { earlier: *earlier, ..Composer::new(plan, pictures, edition, to) }.document()
}

pub use case::{Attachment, CasePaper, compose_case};
pub use news::News;

struct Composer<'a> {
    plan: &'a Plan,
    pictures: &'a Pictures,
    edition: Edition,
    /// The party that the copy is for.
    to: Option<&'a PartId>,
    /// What follows a reference where the plan that it leads to is another document.
    after_reference: &'static str,
    earlier: EarlierPlans<'a>,
    terms: &'static Terms,
    handling: &'static Handling,
    references: References,
    numbering: Numbering,
    blocks: Vec<Block>,
    /// How many headings have had each anchor.
    anchors: BTreeMap<Anchor, usize>,
}

impl<'a> Composer<'a> {
    fn new(plan: &'a Plan, pictures: &'a Pictures, edition: Edition, to: Option<&'a PartId>) -> Self {
        let terms = Terms::of(plan.hovud.språk);
        let affixes = |before: &str, after: &str| Affixes { before: before.into(), after: after.into() };
        Self {
            plan,
            pictures,
            edition,
            to,
            after_reference: "",
            earlier: EarlierPlans::default(),
            terms,
            handling: Handling::of(plan.hovud.språk.into()),
            references: References::of(plan),
            numbering: Numbering {
                section: affixes("", "."),
                delmål: affixes(terms.delmål_prefix, ":"),
                tiltak: affixes(terms.tiltak_prefix, ":"),
            },
            blocks: Vec::new(),
            anchors: BTreeMap::new(),
        }
    }

    fn document(mut self) -> Document {
        let (plan, contents) = (self.plan, self.edition.contents());
        if contents.proposal {
            self.proposals();
        }
        if let Some(old) = self.earlier.since.or(self.earlier.predecessor.filter(|_| contents.news)) {
            self.push_news(old);
        }
        let mut before = None;
        for (seksjon, path) in plan.walk().seksjonar() {
            if let Some(number) = seksjon.nummer {
                self.push_missing_sections(before, number);
                before = Some(number);
            }
            self.push_section(&path, seksjon);
        }
        if contents.account {
            self.push_account();
        }
        Document {
            meta: self.meta(),
            frame: self.frame(),
            cover: Some(self.cover()),
            contents_title: self.terms.contents.into(),
            numbering: self.numbering,
            blocks: self.blocks,
            changes: None,
        }
    }

    /// Where an edition may have gaps, says which sections the numbers leave out.
    fn push_missing_sections(&mut self, before: Option<u16>, number: u16) {
        let missing = before.map_or(0..0, |before| before.saturating_add(1)..number);
        if let Some(words) = self.missing_sections(missing) {
            self.push_gap(&words);
        }
    }

    /// That there are no sections of some numbers, where an edition may have gaps.
    fn missing_sections(&self, numbers: impl Iterator<Item = u16>) -> Option<String> {
        let numbers = numbers.filter(|_| self.edition.contents().gaps);
        let numbers: Vec<String> = numbers.take(5).map(|number| number.to_string()).collect();
        let words = match numbers.as_slice() {
            [] => return None,
            [one] => self.terms.missing_section(one),
            several => self.terms.missing_sections(&notation::listing(several, self.terms)),
        };
        Some(hard_spaces(&words))
    }

    /// Adds a heading. The second of a name has an anchor of its own.
    fn heading(&mut self, heading: Heading) {
        let mut anchor = heading.anchor.clone();
        while self.anchors.contains_key(&anchor) {
            let count = self.anchors.entry(heading.anchor.clone()).or_insert(0);
            *count += 1;
            anchor = heading.anchor.nth(*count);
        }
        self.anchors.insert(anchor.clone(), 1);
        self.blocks.push(Block::Heading(Heading { anchor, ..heading }));
    }

    /// A heading of the first level that is none of the plan's numbered sections.
    fn chapter(&mut self, title: &str, anchor: Anchor) {
        self.heading(heading(1, HeadingKind::Section, title.into(), anchor));
    }

    fn push_section(&mut self, path: &Path, seksjon: &Seksjon) {
        let (number, title) = (seksjon.nummer, self.text(path.field("tittel"), &seksjon.tittel));
        let anchor = number.map_or_else(|| Anchor::chapter(&seksjon.tittel), Anchor::section);
        self.heading(Heading {
            number,
            label: number.map(|number| self.numbering.section.label(number)),
            ..heading(1, HeadingKind::Section, title, anchor.clone())
        });
        for (innhald, path) in path.field("innhald").items(&seksjon.innhald) {
            match innhald {
                Innhald::Tekst(prosa) => self.push_prose(&path.index(0), prosa, Role::Body),
                Innhald::Mellomtittel(title) => self.part(path.index(0), title, &anchor),
                Innhald::Delmål { overskrift, oversyn } => {
                    if let Some(title) = overskrift {
                        self.part(path.field("overskrift"), title, &anchor);
                    }
                    if *oversyn && !self.plan.delmål.is_empty() {
                        self.blocks.push(Block::Table(self.weights_table()));
                    }
                    let plan = self.plan;
                    for (delmål, path) in plan.walk().delmål() {
                        self.push_delmål(&path, delmål);
                    }
                }
                Innhald::Organisasjonskart => self.push_chart(),
                Innhald::Møteplan => match self.meetings() {
                    Some((table, others)) => {
                        self.blocks.push(Block::Table(table));
                        self.blocks.extend(others.map(|text| Block::paragraph(Role::Body, text)));
                    }
                    None => self.push_gap(self.terms.gaps.handling),
                },
                Innhald::Godkjenningar => {
                    let table = self.approvals();
                    self.table_or_gap(table, self.terms.gaps.handling);
                    self.decision_texts();
                    self.changes_after_approval();
                }
                Innhald::Finansiering => {
                    let finansiering = self.plan.hovud.finansiering.as_ref();
                    if let Some(table) = finansiering.and_then(|own| self.financing_summary(own)) {
                        self.blocks.push(Block::Table(table));
                    }
                    self.table_or_gap(finansiering.map(|own| self.financing(own)), self.terms.gaps.financing);
                    if let Some(table) = finansiering.and_then(|own| self.payers(own)) {
                        self.push_paragraph(self.terms.deciding.payers_intro);
                        self.blocks.push(Block::Table(table));
                    }
                }
                Innhald::Oversyn => self.push_plan_on_a_page(),
                Innhald::Ansvar => {
                    if let Some((intro, table)) = self.responsibilities() {
                        self.blocks.push(Block::paragraph(Role::Body, intro));
                        self.blocks.push(Block::Table(table));
                    }
                }
                Innhald::Forkortingar => {
                    let table = self.abbreviations();
                    self.table_or_gap(table, self.terms.gaps.abbreviations);
                }
            }
        }
    }

    fn table_or_gap(&mut self, table: Option<Table>, gap: &str) {
        match table {
            Some(table) => self.blocks.push(Block::Table(table)),
            None => self.push_gap(gap),
        }
    }

    fn push_gap(&mut self, words: &str) {
        self.blocks.push(Block::paragraph(Role::Gap, Text::strong(words)));
    }

    /// Adds a paragraph of the program's own words.
    fn push_paragraph(&mut self, words: impl Into<Text>) {
        let text = self.with_hard_spaces(words.into());
        self.blocks.push(Block::paragraph(Role::Body, text));
    }

    fn part(&mut self, path: Path, title: &str, section: &Anchor) {
        let anchor = Anchor::part(section, title);
        let title = self.text(path, title);
        self.heading(heading(2, HeadingKind::Part, title, anchor));
    }

    fn push_delmål(&mut self, path: &Path, delmål: &Delmål) {
        let number = delmål.nummer;
        let all = &self.plan.delmål;
        let aside = |vekt| Aside {
            value: self.weight(path, vekt),
            of: self.terms.of_effort.into(),
            shares: all.iter().map(|delmål| delmål.vekt.unwrap_or(0)).collect(),
            own: all.iter().position(|own| own.nummer == number).unwrap_or(0),
        };
        self.heading(Heading {
            number: Some(number),
            label: Some(self.numbering.delmål.label(number)),
            aside: delmål.vekt.map(aside),
            ..heading(2, HeadingKind::Delmål, self.text(path.field("tittel"), &delmål.tittel), Anchor::delmål(number))
        });
        if let Some(prosa) = &delmål.hovudmål {
            let first = self.blocks.len();
            self.push_prose(&path.field("hovudmål"), prosa, Role::Goal);
            if let Some(Block::Paragraph { text, .. }) = self.blocks.get_mut(first) {
                let words = std::mem::take(text);
                *text = Text::strong(format!("{}:", self.terms.hovudmål)).and(" ").and(words);
            }
        }
        if let Some(prosa) = &delmål.innleiing {
            self.push_prose(&path.field("innleiing"), prosa, Role::Body);
        }
        if delmål.current_tiltak().next().is_some() {
            self.push_tiltak_table(path, delmål);
        }
        if let Some(prosa) = &delmål.etter_tabell {
            self.push_prose(&path.field("etter_tabell"), prosa, Role::Body);
        }
        for (tiltak, path) in delmål.placed_tiltak(path).filter(|(tiltak, _)| !tiltak.has_ended()) {
            self.tiltak(&path, tiltak);
        }
    }

    fn push_tiltak_table(&mut self, path: &Path, delmål: &Delmål) {
        let år = self.plan.hovud.år;
        let now = delmål.current_tiltak().any(|tiltak| tiltak.tidsramme.is_prioritised_in(år));
        let later = delmål.current_tiltak().any(|tiltak| !tiltak.tidsramme.is_prioritised_in(år));
        let sentences: Vec<String> = now
            .then(|| self.terms.prioritised(år))
            .into_iter()
            .chain(later.then(|| self.terms.later_note(år)))
            .collect();
        self.blocks.push(Block::paragraph(Role::Body, sentences.join(" ").into()));
        let table = self.tiltak_table(path, delmål);
        self.blocks.push(Block::Table(table));
    }

    fn tiltak(&mut self, path: &Path, tiltak: &Tiltak) {
        let id = tiltak.id.as_str();
        self.heading(Heading {
            number: Some(tiltak.nummer),
            label: Some(self.numbering.tiltak.label(tiltak.nummer)),
            years: self.years_of(tiltak),
            ..heading(3, HeadingKind::Tiltak, self.text(path.field("tittel"), &tiltak.tittel), Anchor::tiltak(id))
        });
        self.push_facts(path, tiltak);
        let progress = self.progress(path, tiltak);
        self.blocks.extend(progress.map(|text| Block::paragraph(Role::Facts, text)));
        let figures = self.figures(path, tiltak);
        self.blocks.extend(figures.map(Block::Table));
        if let Some(prosa) = &tiltak.ingress {
            self.push_prose(&path.field("ingress"), prosa, Role::Lead);
        }
        for (bolk, path) in path.field("bolkar").items(&tiltak.bolkar) {
            let title = self.text(path.field("overskrift"), &bolk.overskrift);
            self.heading(heading(4, HeadingKind::Bolk, title, Anchor::bolk(id, &bolk.overskrift)));
            self.push_prose(&path.field("tekst"), &bolk.tekst, Role::Body);
        }
    }

    /// The period of a tiltak, who is responsible, who takes part and its money, at a glance.
    fn push_facts(&mut self, path: &Path, tiltak: &Tiltak) {
        let mut period = self.tidsramme(&path.field("tidsramme"), tiltak);
        if !tiltak.tidsramme.is_prioritised_in(self.plan.hovud.år) {
            period = period.and(format!(" ({})", self.terms.later.to_lowercase()));
        }
        let lead = self.deltakarar(&path.field("hovudansvarleg"), &tiltak.hovudansvarleg);
        let partners = self.deltakarar(&path.field("samarbeidspartar"), &tiltak.samarbeidspartar);
        let money = self.tiltak_money(tiltak).unwrap_or_default();
        let terms = self.terms;
        let facts = [
            (terms.tidsramme, period),
            (terms.hovudansvarleg, lead),
            (terms.samarbeidspartar, partners),
            (terms.deciding.money, money),
        ];
        let known = facts.into_iter().filter(|(_, words)| !words.is_empty());
        let text = self.facts(known);
        self.blocks.push(Block::paragraph(Role::Facts, text));
    }

    /// Facts, each with its term; one without words is to be filled in.
    fn facts<'t>(&self, facts: impl Iterator<Item = (&'t str, Text)>) -> Text {
        let mut text = Text::default();
        for (term, words) in facts {
            if !text.is_empty() {
                text = text.and(BETWEEN_FACTS);
            }
            text = text.and(Text::strong(format!("{term}:")));
            if !words.is_empty() {
                // A term stands with what it is the term of.
                text = text.and(HARD_SPACE.to_string()).and(self.with_hard_spaces(words));
            }
        }
        text
    }

    /// The years of the plan's period, each with a bar where it is one of the tiltak's; none where they are too many to see.
    fn years_of(&self, tiltak: &Tiltak) -> Vec<Option<Bar>> {
        let period = self.plan.hovud.periode;
        let bar = match tiltak.tidsramme.is_prioritised_in(self.plan.hovud.år) {
            true => Bar::Now,
            false => Bar::Later,
        };
        match (period.frå..=period.til).len() {
            0..=overview::MOST_YEARS => {
                (period.frå..=period.til).map(|year| tiltak.tidsramme.covers(year).then_some(bar)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn tidsramme(&self, path: &Path, tiltak: &Tiltak) -> Text {
        match &tiltak.tidsramme {
            crate::plan::Tidsramme::År { frå, til } => Text::typed(path.clone(), notation::years(*frå, *til)),
            crate::plan::Tidsramme::Seinare(words) => Text::of(path.index(0), words),
        }
    }

    /// The parties of a cell in words: its own, or else the parties' names with commas between.
    fn deltakarar(&self, path: &Path, deltakarar: &Deltakarar) -> Text {
        if let Some(words) = &deltakarar.ordlyd {
            return Text::of(path.field("ordlyd"), words);
        }
        let named = path.field("partar").items(&deltakarar.partar);
        let names = named.filter_map(|(id, by)| self.party(id, Some(&by)));
        let mut text = Text::default();
        for name in names {
            text = if text.is_empty() { name } else { text.and(", ").and(name) };
        }
        if let Some(more) = &deltakarar.tillegg {
            let between = deltakarar.tillegg_separator();
            if !text.is_empty() && !between.is_empty() {
                text = text.and(Text::typed(path.field("tillegg"), between));
            }
            text = text.and(Text::of(path.field("tillegg"), more));
        }
        text.capitalised()
    }

    /// The name of a party of the register; `by` is the value that names it.
    fn party(&self, id: &PartId, by: Option<&Path>) -> Option<Text> {
        let (part, path) = self.plan.part_at(id)?;
        Some(Text::of(path.field("namn"), &part.namn).named(by))
    }

    /// The title of a delmål, where it is told of elsewhere than under its heading.
    fn delmål_title(&self, path: &Path, delmål: &Delmål) -> Text {
        Text::of(path.field("tittel"), &delmål.tittel).named(None)
    }

    /// The title of a tiltak, where it is told of elsewhere than under its heading; `by` is the value that names it.
    fn tiltak_title(&self, path: &Path, tiltak: &Tiltak, by: Option<&Path>) -> Text {
        Text::of(path.field("tittel"), &tiltak.tittel).named(by)
    }

    /// The weight of a delmål.
    fn weight(&self, path: &Path, vekt: u8) -> Text {
        Text::typed(path.field("vekt"), percent(vekt))
    }

    /// A day.
    fn day(&self, path: Path, day: Dato) -> Text {
        Text::typed(path, long_date(day.0, self.terms))
    }

    fn push_chart(&mut self) {
        let Some(kart) = &self.plan.hovud.organisasjonskart else { return self.push_gap(self.terms.gaps.chart) };
        let boxes = chart::nodes(self.plan);
        self.blocks.push(Block::Figure(Figure {
            anchor: Anchor::chart(),
            caption: Caption { label: self.terms.figure.into(), number: 1, was: None, text: self.chart_caption(kart) },
            alt: chart::alternative_text(&boxes, self.terms),
            boxes,
            chart: None,
            mark: None,
        }));
    }

    /// The chart's title and, where a box is dashed, what that means.
    fn chart_caption(&self, kart: &Organisasjonskart) -> Text {
        let title = Text::of(Path::hovud().field("organisasjonskart").field("tittel"), &kart.tittel);
        match kart.nodar.iter().any(|node| node.relasjon == Relasjon::Rådgjevande) {
            true => title.and(format!(" {}", self.terms.dashed)),
            false => title,
        }
    }

    fn push_prose(&mut self, path: &Path, prosa: &Prosa, role: Role) {
        let mut blocks = prose::read_at(Some(path), &prosa.0).blocks;
        for block in &mut blocks {
            self.finish_block(block, path, role);
        }
        self.blocks.append(&mut blocks);
    }

    /// Gives paragraphs of a value their role, references their words and spaces their hardness.
    fn finish_block(&self, block: &mut Block, path: &Path, role: Role) {
        match block {
            Block::Paragraph { role: own, text, .. } => {
                *own = role;
                let mut before = String::new();
                for at in 0..text.0.len() {
                    let said = text.0.get(at + 1).is_some_and(|next| next.text.starts_with(self.after_reference));
                    let run = &mut text.0[at];
                    if let (true, Some(Link::Anchor(anchor))) = (run.text.is_empty(), &run.link) {
                        let words = self.references.words(anchor).unwrap_or_default();
                        // One that begins a sentence begins with a capital letter.
                        run.text = if ends_sentence(&before) { notation::capitalised(words) } else { words.into() };
                        if !said {
                            run.text.push_str(self.after_reference);
                        }
                        let named = |told: &Path| Origin::typed(told.clone()).named(Some(path));
                        run.origin = self.references.path(anchor).map(named);
                    }
                    before.push_str(&run.text);
                    if let Some(Link::Anchor(anchor)) = &mut run.link {
                        *anchor = self.references.target(anchor).clone();
                    }
                }
                text.map_words(hard_spaces);
            }
            Block::List(List { items, .. }) => {
                items.iter_mut().flatten().for_each(|block| self.finish_block(block, path, Role::Body));
            }
            _ => {}
        }
    }

    /// The text of a value of the data, with its spaces hard where they must be.
    fn text(&self, path: Path, value: &str) -> Text {
        self.with_hard_spaces(Text::of(path, value))
    }

    /// Makes the spaces of a text hard where no line may break.
    fn with_hard_spaces(&self, mut text: Text) -> Text {
        text.map_words(hard_spaces);
        text
    }
}

/// A heading without number, figure or link.
fn heading(level: u8, kind: HeadingKind, title: Text, anchor: Anchor) -> Heading {
    Heading {
        level,
        kind,
        number: None,
        label: None,
        title,
        anchor,
        new_page: false,
        new_page_if_low: false,
        tight: false,
        link: None,
        aside: None,
        years: Vec::new(),
        was: None,
        mark: None,
    }
}

#[cfg(test)]
mod tests;
