//! The parts of the page: the title, the contents, the blocks, text with its emphasis, links and marks.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, html};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::{Sibling, chart};
use crate::document::picture::Pictures;
use crate::document::{
    Anchor, BETWEEN_FACTS, BREAK, Bar, Block, Caption, Cell, Change, Column, Cover, Document, Figure, Heading,
    HeadingKind, Link, List, Log, Mark, Role, Row, Run, Table, Text, Tone, split_names, split_words,
};
use crate::words::dates::find_dates;
use crate::words::terms::Terms;
use crate::words::web::Web;

/// The most parties that are named right under the title: more are folded, for the plan is to begin on the first screen of a phone.
const MAX_OPEN_PARTIES: usize = 8;

/// The fewest columns that make a table one of cards on a phone.
const MIN_CARD_COLUMNS: usize = 3;

/// The fewest tiltak of a plan that has a link back to the contents after each of them.
const MIN_LONG_PLAN: usize = 10;

/// The longest name, or stretch of dates, that is kept on one line, in letters: a longer one may be wider than a phone.
const MAX_WHOLE_NAME: usize = 24;

/// What can't stand in an address as it is.
const IN_ADDRESS: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`');

/// What stands in links that people wrote, and is no part of any address.
const IN_LINK: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'{').add(b'}').add(b'|').add(b'^').add(b'\\');

/// An address as it can stand in a page.
fn link(url: &str) -> String {
    utf8_percent_encode(url, IN_LINK).to_string()
}

/// A file's name as an address.
fn address(name: &str) -> String {
    utf8_percent_encode(name, IN_ADDRESS).to_string()
}

pub(super) struct PageWriter<'a> {
    document: &'a Document,
    terms: &'static Terms,
    web: &'static Web,
    /// Whether runs say where they come from.
    origins: bool,
    /// What abbreviations stand for.
    abbreviations: BTreeMap<String, String>,
    /// The title of the tiltak that a heading within one belongs to.
    tiltak_of: BTreeMap<Anchor, String>,
}

/// "Tabell 1: Tiltak", the words of the caption as they are made.
fn captioned(caption: &Caption, words: Markup) -> Markup {
    html! { (caption.label) " " (caption.number) ": " (words) }
}

/// The anchor of a mark, which the list of changes leads to.
fn anchor_of(mark: &Option<Mark>) -> Option<&str> {
    mark.as_ref()?.anchor.as_ref().map(Anchor::as_str)
}

/// The marks of a list's paragraphs, those of the lists in it too.
fn marks_in(list: &List) -> Vec<Option<&Mark>> {
    let marks = list.items.iter().flatten().flat_map(|block| match block {
        Block::Paragraph { mark, .. } => vec![mark.as_ref()],
        Block::List(list) => marks_in(list),
        _ => Vec::new(),
    });
    marks.collect()
}

/// The title of a heading in the new version; of one that is gone, as it was.
fn title_of(heading: &Heading) -> String {
    if heading.is_deleted() { heading.title.words() } else { heading.title.new_version_words() }
}

/// What became of the whole of a block.
fn change_of(mark: &Option<Mark>) -> Option<Change> {
    mark.as_ref().and_then(|mark| mark.change)
}

impl<'a> PageWriter<'a> {
    pub(super) fn new(document: &'a Document, terms: &'static Terms, web: &'static Web, origins: bool) -> Self {
        let mut abbreviations = BTreeMap::new();
        for block in document.all_blocks() {
            let Block::Table(table) = block else { continue };
            if table.anchor.as_ref() == Some(&Anchor::abbreviations()) {
                for row in &table.rows {
                    if let [short, full] = row.cells.as_slice() {
                        abbreviations.insert(words_of(short), words_of(full));
                    }
                }
            }
        }
        let mut tiltak_of = BTreeMap::new();
        let mut tiltak = None;
        for block in document.all_blocks() {
            let Block::Heading(heading) = block else { continue };
            match heading.kind {
                HeadingKind::Tiltak => tiltak = Some(title_of(heading)),
                HeadingKind::Bolk => tiltak_of.extend(tiltak.clone().map(|title| (heading.anchor.clone(), title))),
                _ => tiltak = None,
            }
        }
        Self { document, terms, web, origins, abbreviations, tiltak_of }
    }

    /// The title page; a case paper's title stands in its text.
    pub(super) fn header(&self, pictures: &Pictures, siblings: &[Sibling]) -> Markup {
        let Some(cover) = &self.document.cover else { return html! {} };
        html! {
            header {
                div.band.light[cover.light] {
                    p.mark.parts { (self.parts(&cover.mark)) }
                    h1 { (self.text(&cover.title)) }
                    p.agreement {
                        @if let Some(subtitle) = &cover.subtitle { "– " (self.text(subtitle)) " " }
                        (self.text(&cover.agreement))
                    }
                    p { (self.text(&cover.period)) }
                    @if let Some(decisions) = &cover.decisions { p { (self.text(decisions)) } }
                    @if let Some(changes) = &self.document.changes { p.compared { (self.text(&changes.compared)) } }
                    @if let Some(note) = &cover.note { p.remark { (self.text(note)) } }
                }
                @if !siblings.is_empty() { (self.files(siblings)) }
                (self.cover_details(cover, pictures))
            }
        }
    }

    /// The links to the other files of the document.
    fn files(&self, siblings: &[Sibling]) -> Markup {
        let size = |bytes: usize| format!("{}\u{a0}KB", bytes.div_ceil(1000));
        html! {
            p.files {
                (self.web.download)
                @for file in siblings {
                    " " a href=(address(&file.name)) download { (file.kind) " (" (size(file.size)) ")" }
                }
            }
        }
    }

    fn cover_details(&self, cover: &Cover, pictures: &Pictures) -> Markup {
        html! {
            @if !cover.logos.is_empty() {
                p.logos {
                    @for logo in &cover.logos {
                        @if let Some(own) = pictures.logos.iter().find(|own| own.picture.file == logo.file) {
                            img src=(format!("data:image/png;base64,{}", STANDARD.encode(&own.png)))
                                alt=(logo.alt) width=(pixels(logo.width)) height=(pixels(logo.height));
                        }
                    }
                }
            }
            @let parties = html! { ul.parties { @for name in &cover.parties { li { (self.text(name)) } } } };
            @if cover.parties.len() > MAX_OPEN_PARTIES || cover.addressee.is_some() {
                details.parties { summary { (self.web.parties) } (parties) }
            } @else {
                (parties)
            }
            @if let Some(own) = &cover.addressee {
                div.addressee {
                    p.title { (self.text(&own.title)) }
                    @for line in &own.lines { p { (self.text(line)) } }
                }
            }
        }
    }

    /// What the title page says of the document itself: it stands after the plan, which the reader came for.
    pub(super) fn about(&self) -> Markup {
        let Some(cover) = &self.document.cover else { return html! {} };
        html! {
            (self.to_contents())
            @for line in &cover.colophon { p.colophon { (self.text(line)) } }
            @if let Some(log) = &cover.log { (self.log(log)) }
        }
    }

    fn log(&self, log: &Log) -> Markup {
        html! {
            details.log {
                summary { strong { (self.text(&log.title)) } " " (self.text(&log.note)) }
                (self.table(&log.table))
            }
        }
    }

    /// A link back to the contents list, where that does not stand beside the text.
    fn to_contents(&self) -> Markup {
        html! { p.to-contents { a href="#side--liste" { (self.web.to_top) } } }
    }

    /// The contents list, folded on narrow screens.
    pub(super) fn contents(&self) -> Markup {
        if self.document.cover.is_none() {
            return html! {};
        }
        let headings = self.document.all_blocks().filter_map(|block| match block {
            Block::Heading(heading) if heading.is_listed() => Some(heading),
            _ => None,
        });
        let all: Vec<&Heading> = headings.collect();
        let title = self.document.contents_title.words();
        let entries = self.entries(&all, 1);
        // Beside the text where there is room, folded where there is not; one of the two is shown. A link into what is folded
        // unfolds it.
        html! {
            nav aria-label=(title) {
                div.beside { p.nav-title { (title) } (entries) }
                details { summary { (title) } div #side--liste { (entries) } }
            }
        }
    }

    /// The entries of a level with those under each.
    fn entries(&self, headings: &[&Heading], level: u8) -> Markup {
        let mut items: Vec<(&Heading, &[&Heading])> = Vec::new();
        let mut at = 0;
        while at < headings.len() {
            let after = headings[at + 1..].iter().position(|other| other.level <= headings[at].level);
            let end = after.map_or(headings.len(), |after| at + 1 + after);
            items.push((headings[at], &headings[at + 1..end]));
            at = end;
        }
        html! {
            ul class=(format!("level-{level}")) {
                @for (heading, under) in items {
                    li {
                        a href=(format!("#{}", heading.anchor)) { (with_whole_names(&heading.new_version_words(), |part| html! { (part) })) }
                        @if !under.is_empty() { (self.entries(under, level + 1)) }
                    }
                }
            }
        }
    }

    /// The text of a link to a heading: its title, for a part of a tiltak after the tiltak's. A deleted heading has its
    /// old title.
    fn link_text(&self, heading: &Heading) -> String {
        let title = if heading.is_deleted() { title_of(heading) } else { heading.new_version_words() };
        match self.tiltak_of.get(&heading.anchor) {
            Some(tiltak) => format!("{title}» – «{tiltak}"),
            None => title,
        }
    }

    /// The list of changes, where versions are compared.
    pub(super) fn changes(&self) -> Markup {
        let Some(changes) = &self.document.changes else { return html! {} };
        html! {
            section.changes aria-labelledby="side--endringar" {
                div.head.section {
                    h2 #side--endringar { (self.text(&changes.title)) }
                    (self.link_to_itself("side--endringar", &changes.title.words()))
                }
                @for line in &changes.legend { p { (self.text(line)) } }
                @if !changes.entries.is_empty() {
                    ol {
                        @for entry in &changes.entries {
                            @let said = html! { strong { (self.text(&entry.place)) } ": " (self.text(&entry.what)) };
                            li { a href=(format!("#{}", entry.anchor)) { (said) } }
                        }
                    }
                }
                @if !changes.unmarked.is_empty() {
                    p { strong { (changes.signs.unmarked) } }
                    ul { @for line in &changes.unmarked { li { (self.text(line)) } } }
                }
            }
        }
    }

    pub(super) fn blocks(&self) -> Vec<Markup> {
        let kind_of = |block: &Block| match block {
            Block::Heading(heading) => Some(heading.kind),
            _ => None,
        };
        let tiltak = self.document.all_blocks().filter(|block| kind_of(block) == Some(HeadingKind::Tiltak));
        let is_long = tiltak.count() >= MIN_LONG_PLAN;
        let mut within = None;
        let blocks = self.document.all_blocks().map(|block| {
            let ends = kind_of(block).is_some_and(|kind| ends_before(kind, &mut within, is_long));
            html! {
                @if ends { (self.to_contents()) }
                (self.block(block))
            }
        });
        blocks.collect()
    }

    fn block(&self, block: &Block) -> Markup {
        match block {
            Block::Heading(heading) => self.marked(&heading.mark, self.heading(heading)),
            Block::Paragraph { role, text, mark } => self.marked(mark, self.paragraph(*role, text, change_of(mark))),
            Block::List(list) => self.list(list),
            Block::Table(table) => self.marked(&table.mark, self.table(table)),
            Block::Figure(figure) => self.marked(&figure.mark, self.figure(figure)),
            Block::Sideways { blocks } => html! { @for block in blocks { (self.block(block)) } },
        }
    }

    /// A block with its mark: what the list of changes leads to, the word over it and after it.
    fn marked(&self, mark: &Option<Mark>, body: Markup) -> Markup {
        let Some(mark) = mark else { return body };
        let class = match mark.change {
            Some(Change::Inserted) => "marked put-in",
            Some(Change::Deleted) => "marked taken-out",
            None => "marked",
        };
        html! {
            div class=(class) id=[mark.anchor.as_ref().map(Anchor::as_str)] {
                @if let Some(label) = &mark.label { p.change-word { (self.text(label)) ":" } }
                (body)
                @if let Some(end) = &mark.end { p.change-word { (self.text(end)) "." } }
            }
        }
    }

    fn heading(&self, heading: &Heading) -> Markup {
        let id = heading.anchor.as_str();
        let whole = change_of(&heading.mark);
        let inner = html! {
            @if let Some(label) = &heading.label { span.label { (label) } " " }
            @match &heading.link {
                Some(link) => a href=(format!("#{link}")) { (self.text_in(&heading.title, whole.is_none(), false)) },
                None => (self.text_in(&heading.title, whole.is_none(), false)),
            }
        };
        let class = match heading.kind {
            HeadingKind::Section => "section",
            HeadingKind::Part => "part",
            HeadingKind::Delmål => "delmaal",
            HeadingKind::Tiltak => "tiltak",
            HeadingKind::Bolk => "bolk",
            HeadingKind::Entry => "entry",
        };
        // Under the title on the title page, where there is one.
        let level = heading.level + u8::from(self.document.cover.is_some());
        html! {
            div class=(format!("head {class}")) {
                @match level {
                    1 => h1 id=(id) { (inner) },
                    2 => h2 id=(id) { (inner) },
                    3 => h3 id=(id) { (inner) },
                    4 => h4 id=(id) { (inner) },
                    _ => h5 id=(id) { (inner) },
                }
                // The title and the small headings are many tab stops or none that anybody needs.
                @if matches!(level, 2..=4) {
                    (self.link_to_itself(id, &self.link_text(heading)))
                }
                @if let Some(aside) = &heading.aside {
                    p.aside { strong { (self.text(&aside.value)) } " " (self.text(&aside.of)) }
                }
            }
        }
    }

    /// The link that a heading has to itself.
    fn link_to_itself(&self, id: &str, words: &str) -> Markup {
        html! { a.self href=(format!("#{id}")) aria-label=(self.web.to_itself(words)) { span aria-hidden="true" { "#" } } }
    }

    fn paragraph(&self, role: Role, text: &Text, whole: Option<Change>) -> Markup {
        let class = match role {
            Role::Body | Role::Intro => None,
            Role::Lead => Some("lead"),
            Role::Facts => return self.facts(text, whole),
            Role::Goal => Some("goal"),
            Role::Gap => Some("gap"),
        };
        html! { p class=[class] { (self.text_in(text, whole.is_none(), true)) } }
    }

    /// The facts of a tiltak, a line each: what it is called and what it is. A page can't be filled in: what paper leaves to
    /// a pen is left out.
    fn facts(&self, text: &Text, whole: Option<Change>) -> Markup {
        let is_told = |(called, own): &(Text, Text)| called.is_empty() || !own.words().trim().is_empty();
        let facts: Vec<(Text, Text)> =
            split_at(text, BETWEEN_FACTS).map(|fact| split_fact(&fact)).filter(is_told).collect();
        if facts.is_empty() {
            return html! {};
        }
        html! {
            p.facts {
                @for (index, (called, own)) in facts.iter().enumerate() {
                    // For those who get the words alone.
                    @if index > 0 { span.between { (BETWEEN_FACTS) } }
                    span.fact {
                        @if !called.is_empty() { span.called { (self.text_in(called, whole.is_none(), true)) } " " }
                        span { (self.text_in(own, whole.is_none(), true)) }
                    }
                }
            }
        }
    }

    /// A text of parts with signs between them, which are drawn where two stand on one line.
    fn parts(&self, text: &Text) -> Markup {
        html! {
            @for (index, part) in split_at(text, BETWEEN_PARTS).enumerate() {
                @if index > 0 { span.between { (BETWEEN_PARTS) } }
                span { (self.text(&part)) }
            }
        }
    }

    /// A list with the bar and the words of what has changed in it; one in another list has neither.
    fn list(&self, list: &List) -> Markup {
        let marks = marks_in(list);
        let changes: Vec<Option<Change>> = marks.iter().map(|mark| mark.and_then(|mark| mark.change)).collect();
        let change = changes.first().copied().flatten().filter(|first| changes.iter().all(|own| *own == Some(*first)));
        let first = marks.first().copied().flatten();
        let words = |text: fn(&Mark) -> &Option<Text>| first.and_then(|mark| text(mark).clone());
        let mark = marks.iter().any(Option::is_some).then(|| Mark {
            change,
            label: words(|mark| &mark.label),
            end: words(|mark| &mark.end),
            // Its paragraphs have their own.
            anchor: None,
        });
        self.marked(&mark, self.items(list))
    }

    fn items(&self, list: &List) -> Markup {
        let items = html! {
            @for item in &list.items {
                li {
                    @for block in item {
                        @match block {
                            Block::Paragraph { text, mark, .. } if item.len() == 1 => {
                                span id=[anchor_of(mark)] { (self.text(text)) }
                            },
                            Block::Paragraph { text, mark, .. } => {
                                p id=[anchor_of(mark)] { (self.text(text)) }
                            },
                            Block::List(inner) => (self.items(inner)),
                            other => (self.block(other)),
                        }
                    }
                }
            }
        };
        match list.start {
            None => html! { ul { (items) } },
            Some(1) => html! { ol { (items) } },
            Some(start) => html! { ol start=(start) { (items) } },
        }
    }

    /// A table in a region that scrolls by itself where it is wider than the screen.
    fn table(&self, table: &Table) -> Markup {
        // The page's numbers are paper's, and a year's bar stands beside the period in words.
        let seen: Vec<bool> = (0..table.columns.len()).map(|at| !is_print_only(table, at)).collect();
        // The caption says the rest.
        let name = match &table.caption {
            Some(caption) => format!("{} {}", caption.label, caption.number),
            None => self.terms.table.into(),
        };
        let id = table.anchor.as_ref().map(Anchor::as_str);
        let whole = change_of(&table.mark);
        // On a phone a row is a card. What is no table to the eye is one to those who listen by its roles alone.
        let cards = seen.iter().filter(|seen| **seen).count() >= MIN_CARD_COLUMNS;
        let role = |role: &'static str| cards.then_some(role);
        let classes = [(table.light, "light"), (cards, "cards"), (table.one_page, "one-page")];
        let classes: Vec<&str> = classes.iter().filter(|(is, _)| *is).map(|(_, class)| *class).collect();
        html! {
            div.scroll role="group" tabindex="0" aria-label=(name) {
                table role=[role("table")] class=[(!classes.is_empty()).then(|| classes.join(" "))] id=[id] {
                    @match &table.caption {
                        Some(own) => caption { (captioned(own, self.text_in(&own.text, whole.is_none(), false))) },
                        None => caption.vh { (table.summary) },
                    }
                    thead role=[role("rowgroup")] {
                        tr role=[role("row")] {
                            @for (column, _) in table.columns.iter().zip(&seen).filter(|(_, seen)| **seen) {
                                th role=[role("columnheader")] scope="col" class=[column.numbers.then_some("number")] {
                                    (self.text_in(&column.head, whole.is_none(), false))
                                }
                            }
                        }
                    }
                    tbody role=[role("rowgroup")] {
                        @for at in 0..table.rows.len() { (self.row(table, at, (&seen, cards), whole)) }
                    }
                }
            }
        }
    }

    fn row(&self, table: &Table, at: usize, (seen, cards): (&[bool], bool), whole: Option<Change>) -> Markup {
        let row = &table.rows[at];
        let role = |role: &'static str| cards.then_some(role);
        let tone = match row.tone {
            Tone::Normal => None,
            Tone::Later => Some("later"),
            Tone::Group => Some("group"),
            Tone::Detail => Some("detail"),
            Tone::Sum => Some("sum"),
        };
        let classes: Vec<&str> = tone.into_iter().chain(row.own.then_some("own")).collect();
        let class = (!classes.is_empty()).then(|| classes.join(" "));
        // The period stands right after what the row is of.
        let head = table.columns.iter().position(|column| column.row_head);
        let beside = head.map(|head| head + 1);
        let says = |cell: &Cell| cell.lines.iter().any(|line| !line.is_empty());
        let sign = row.visible_cells().find(|(cell, columns)| Some(columns.start) == head && says(cell));
        let sign = sign.or_else(|| row.visible_cells().find(|(cell, _)| says(cell))).map(|(_, columns)| columns.start);
        let splits = splits_sum(table, at);
        // What they stand for is said in their own list.
        let explained = table.anchor.as_ref() != Some(&Anchor::abbreviations());
        let cells = row.visible_cells().filter_map(|(cell, columns)| {
            let across = seen[columns.clone()].iter().filter(|seen| **seen).count();
            (across > 0).then(|| {
                let change = row.change.filter(|_| whole.is_none());
                let said = change.filter(|_| Some(columns.start) == sign);
                let body = html! { (self.cell(cell, row.change.or(whole), said, explained)) @if beside == Some(columns.start) { (self.bars(table, row)) } };
                let column = &table.columns[columns.start];
                let span = (across > 1).then_some(across);
                let number = (column.numbers && cell.over == 0).then_some("number");
                if column.row_head || cell.over > 0 {
                    html! { th role=[role("rowheader")] scope="row" colspan=[span] class=[number] { @if splits { span.of { (self.web.of_which) } " " } (body) } }
                } else {
                    // What comes before the row's head is its number, and needs no name on a card.
                    let called = (cards && head.is_none_or(|head| columns.start > head)).then(|| column_name(column));
                    let none = called.is_some() && says_none(cell, row.change.or(whole).is_some());
                    let classes: Vec<&str> = number.into_iter().chain(none.then_some("none")).collect();
                    let class = (!classes.is_empty()).then(|| classes.join(" "));
                    html! { td role=[role("cell")] data-head=[called] colspan=[span] class=[class] { (body) } }
                }
            })
        });
        // What was taken out may be there again.
        let id = row.anchor.as_ref().filter(|_| row.change.or(whole) != Some(Change::Deleted)).map(Anchor::as_str);
        html! { tr role=[role("row")] class=[class] id=[id] { @for cell in cells { (cell) } } }
    }

    /// The bars of the years of a row, beside its period, for the eye alone.
    fn bars(&self, table: &Table, row: &Row) -> Markup {
        let years: Vec<usize> = (0..table.columns.len()).filter(|at| table.columns[*at].year).collect();
        let bars: Vec<(usize, Bar)> =
            years.iter().enumerate().filter_map(|(place, at)| Some((place, row.cells.get(*at)?.bar?))).collect();
        let Some((from, bar)) = bars.first() else { return html! {} };
        let class = if *bar == Bar::Now { "now" } else { "later" };
        html! {
            svg.bar viewBox=(format!("0 0 {} 1", years.len())) preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                rect.track width=(years.len()) height="1" {}
                rect class=(class) x=(from) width=(bars.len()) height="1" vector-effect="non-scaling-stroke" {}
            }
        }
    }

    fn cell(&self, cell: &Cell, whole: Option<Change>, said: Option<Change>, explained: bool) -> Markup {
        let signs = self.document.changes.as_ref().map(|changes| &changes.signs);
        let around = said.zip(signs).map(|(change, signs)| match change {
            Change::Inserted => &signs.inserted,
            Change::Deleted => &signs.deleted,
        });
        html! {
            @if let Some([before, _]) = around { span.sign { (before) } }
            @if let (Some(spoken), [dash]) = (cell.spoken(), cell.lines.as_slice()) {
                span aria-hidden="true" { (self.text_in(dash, false, false)) }
                span.vh { (spoken) }
            } @else {
                @for (index, line) in cell.lines.iter().enumerate() {
                    @if index > 0 { br; }
                    (self.text_in(line, whole.is_none(), explained))
                }
            }
            @if let Some([_, after]) = around { span.sign { (after) } }
            @if let (Some(fill_in), true) = (&cell.fill_in, cell.lines.is_empty()) { span.note.unfilled { (fill_in.spoken) } }
            @for note in &cell.notes { span.note { (self.text_in(note, whole.is_none(), false)) } }
        }
    }

    fn figure(&self, figure: &Figure) -> Markup {
        html! {
            figure id=(figure.anchor) {
                (chart::drawing(figure))
                div.boxes {
                    p.vh { (self.web.as_list) }
                    (chart::list(figure, self.terms.chart.advisory, &|text| self.text_in(text, true, false)))
                }
                @if !figure.caption.text.is_empty() {
                    figcaption { (captioned(&figure.caption, self.text(&figure.caption.text))) }
                }
            }
        }
    }

    fn text(&self, text: &Text) -> Markup {
        self.text_in(text, true, true)
    }

    /// Text with its emphasis, its links and its marks; with the words around what has changed if `signs`.
    fn text_in(&self, text: &Text, signs: bool, with_abbreviations: bool) -> Markup {
        let runs = if self.origins { Cow::Borrowed(text) } else { Cow::Owned(text.with_merged_runs()) };
        let signs = self.document.changes.as_ref().map(|changes| &changes.signs).filter(|_| signs);
        html! {
            @for stretch in runs.0.chunk_by(|one, other| one.change == other.change) {
                @let runs = html! { @for run in stretch { (self.run(run, with_abbreviations)) } };
                @let signs = signs.filter(|_| stretch.iter().any(|run| !run.text.trim().is_empty()));
                @match stretch[0].change {
                    None => (runs),
                    Some(Change::Inserted) => {
                        @if let Some(signs) = signs { span.sign { (signs.inserted[0]) } }
                        ins { (runs) }
                        @if let Some(signs) = signs { span.sign { (signs.inserted[1]) } }
                    },
                    Some(Change::Deleted) => {
                        @if let Some(signs) = signs { span.sign { (signs.deleted[0]) } }
                        del { (runs) }
                        @if let Some(signs) = signs { span.sign { (signs.deleted[1]) } }
                    },
                }
            }
        }
    }

    fn run(&self, run: &Run, with_abbreviations: bool) -> Markup {
        let words = match run.lang {
            None => self.with_dates(&run.text, with_abbreviations && run.link.is_none()),
            Some(_) => html! { (run.text) },
        };
        let words = match self.origin(run) {
            Some(origin) => html! { span data-origin=(origin) { (words) } },
            None => words,
        };
        let words = match run.lang {
            Some(lang) => html! { span lang=(lang) { (words) } },
            None => words,
        };
        let words = if run.emph {
            html! { em { (words) } }
        } else {
            words
        };
        let words = if run.strong {
            html! { strong { (words) } }
        } else {
            words
        };
        match &run.link {
            Some(Link::Anchor(anchor)) => html! { a href=(format!("#{anchor}")) { (words) } },
            // On paper an address is printed after what leads to it, unless it is that.
            Some(Link::Url(url)) => {
                html! { a class=[(run.text == *url).then_some("bare")] href=(link(url)) { (words) } }
            }
            // A page has no number here.
            Some(Link::Page(_)) => html! {},
            None => words,
        }
    }

    /// Where a run comes from, if the page is to say that.
    fn origin(&self, run: &Run) -> Option<String> {
        let origin = run.origin.as_ref().filter(|_| self.origins)?;
        // A path and numbers are always written.
        serde_json::to_string(origin).ok()
    }

    /// Text with its dates in `time` elements. A line does not end within "22. mai–12. juni".
    fn with_dates(&self, text: &str, with_abbreviations: bool) -> Markup {
        let plain = |part: &str| {
            if with_abbreviations {
                self.with_abbreviations(part)
            } else {
                html! { (part) }
            }
        };
        let words = |part: &str| with_whole_names(part, plain);
        let dates = find_dates(text);
        let spans: Vec<_> = dates.chunk_by(|(one, _), (next, _)| &text[one.end..next.start] == "–").collect();
        let place = |span: &[(Range<usize>, String)]| span[0].0.start..span[span.len() - 1].0.end;
        let mut ends = std::iter::once(0).chain(spans.iter().map(|span| place(span).end));
        html! {
            @for (span, before) in spans.iter().zip(&mut ends) {
                (words(&text[before..place(span).start]))
                @let made = html! {
                    @for (index, (range, date)) in span.iter().enumerate() {
                        @if index > 0 { "–" }
                        time datetime=(date) { (text[range.clone()]) }
                    }
                };
                @if span.len() > 1 && text[place(span)].chars().count() <= MAX_WHOLE_NAME { span.name { (made) } } @else { (made) }
            }
            (words(&text[ends.next().unwrap_or_default()..]))
        }
    }

    /// Text with its abbreviations in `abbr` elements. One with a hyphen is known as a whole, or by its parts.
    fn with_abbreviations(&self, text: &str) -> Markup {
        let parts = split_words(text, |c| !c.is_whitespace()).into_iter().flat_map(|part| {
            // An address stands as it is.
            if part.contains(['@', '/']) { vec![part] } else { split_words(part, |c| c.is_alphanumeric() || c == '-') }
        });
        let parts = parts.flat_map(|part| match self.abbreviations.get(part) {
            None if !part.contains(['@', '/']) => split_words(part, char::is_alphanumeric),
            _ => vec![part],
        });
        html! {
            @for part in parts {
                @match self.abbreviations.get(part) {
                    Some(full) => abbr title=(full) { (part) },
                    None => (part),
                }
            }
        }
    }
}

/// What stands between the parts of the line over the title.
const BETWEEN_PARTS: &str = " · ";

/// The parts of a text between which a sign stands.
fn split_at(text: &Text, sign: &str) -> impl Iterator<Item = Text> {
    let words: String = text.0.iter().map(|run| run.text.as_str()).collect();
    let letters = |words: &str| words.chars().filter(|c| *c != BREAK).count();
    let mut at = 0;
    let parts = words.split(sign).map(|part| {
        let (start, end) = (at, at + letters(part));
        at = end + letters(sign);
        text.part(start..end)
    });
    parts.collect::<Vec<_>>().into_iter()
}

/// A fact's name and what it is, without the blank between them.
fn split_fact(fact: &Text) -> (Text, Text) {
    let words = |runs: &[Run]| runs.iter().flat_map(|run| run.text.chars()).filter(|c| *c != BREAK).collect::<Vec<_>>();
    let (all, called) = (words(&fact.0), fact.0.iter().take_while(|run| run.strong).count());
    let called = words(&fact.0[..called]).len();
    let blank = all.get(called).is_some_and(|c| called > 0 && c.is_whitespace());
    (fact.part(0..called), fact.part(called + usize::from(blank)..all.len()))
}

/// A text whose names a hyphen does not split at the end of a line.
fn with_whole_names(text: &str, words: impl Fn(&str) -> Markup) -> Markup {
    html! {
        @for (part, is_whole) in split_names(text) {
            // A longer name may be wider than a phone.
            @if is_whole && part.chars().count() <= MAX_WHOLE_NAME { span.name { (words(part)) } } @else { (words(part)) }
        }
    }
}

/// Whether a column is only for print: a year's, or that of the page numbers.
fn is_print_only(table: &Table, at: usize) -> bool {
    let Column { year, .. } = &table.columns[at];
    let is_page = |run: &Run| matches!(run.link, Some(Link::Page(_)));
    let texts = || table.rows.iter().filter_map(move |row| row.cells.get(at)).flat_map(|cell| &cell.lines);
    // What was taken out leads to no page any more: nothing stands under the head then.
    let is_empty = table.one_page && texts().next().is_some() && texts().all(Text::is_empty);
    *year || is_empty || texts().any(|line| line.0.iter().any(is_page))
}

/// Whether a cell has nothing but a dash, and that is no news.
fn says_none(cell: &Cell, row_is_marked: bool) -> bool {
    let is_dash = |line: &Text| line.words() == "–" && (row_is_marked || !line.is_changed());
    matches!(cell.lines.as_slice(), [line] if is_dash(line)) && cell.notes.is_empty()
}

/// Whether a row is the first of those that a sum before them is made of.
fn splits_sum(table: &Table, at: usize) -> bool {
    table.anchor.as_ref() == Some(&Anchor::financing_summary())
        && table.rows[at].tone == Tone::Normal
        && at.checked_sub(1).is_some_and(|before| table.rows[before].tone == Tone::Sum)
}

/// What a column is called: in the new version, if it is there.
fn column_name(column: &Column) -> String {
    let now = column.head.new_version_words();
    if now.is_empty() { column.head.words() } else { now }
}

fn words_of(cell: &Cell) -> String {
    cell.lines.iter().map(Text::words).collect::<Vec<_>>().join(" ")
}

/// Whether a way back to the contents stands before a heading: the delmål `within` which it stands ends there, or in a long plan
/// the tiltak.
fn ends_before(next: HeadingKind, within: &mut Option<HeadingKind>, is_long: bool) -> bool {
    match next {
        HeadingKind::Section | HeadingKind::Part => within.take().is_some(),
        HeadingKind::Delmål => within.replace(next).is_some(),
        HeadingKind::Tiltak => within.replace(next) == Some(HeadingKind::Tiltak) && is_long,
        HeadingKind::Bolk | HeadingKind::Entry => false,
    }
}

/// Points as the pixels of a web page.
fn pixels(points: f64) -> u32 {
    (points * 96.0 / 72.0).round() as u32
}
