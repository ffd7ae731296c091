//! The plan on one page: each delmål with its weight and its main aim, its tiltak with their periods, in words and as bars
//! over the years of the agreement, and when which kind of body decides.

use jiff::civil::Date;

use super::Composer;
use super::tables::{ColumnKind, column, row, table};
use crate::document::{Anchor, Bar, Block, Cell, Column, Link, Role, Row, Run, Table, Text, Tone};
use crate::plan::texts::texts;
use crate::plan::{Dato, Delmål, Framdrift, Måling, OrganRolle, Path, PlacedOrgan, Standing, Tiltak};
use crate::prose;
use crate::words::notation::{days, is_abbreviation, years};

impl Composer<'_> {
    /// Adds the plan on one page, with the words before and after it.
    pub(super) fn push_plan_on_a_page(&mut self) {
        let Some(intro) = self.plan_on_a_page_intro() else { return };
        self.push_paragraph(intro);
        let made = self.plan_on_a_page_table(true, true);
        self.blocks.push(Block::Table(made));
        if let Some(text) = self.handling_schedule() {
            self.blocks.push(Block::paragraph(Role::Body, text));
        }
    }

    /// A sentence on how many delmål and tiltak there are, and what the bars and the grey mean; `None` if there are
    /// none.
    pub(super) fn plan_on_a_page_intro(&self) -> Option<String> {
        let plan = self.plan;
        let all: Vec<&Tiltak> = plan.delmål.iter().flat_map(Delmål::current_tiltak).collect();
        if all.is_empty() {
            return None;
        }
        let words = self.terms.deciding;
        let period = plan.hovud.periode;
        let later = all.iter().any(|own| !own.tidsramme.is_prioritised_in(plan.hovud.år));
        let counted = words.overview(plan.delmål.len(), all.len(), &years(period.frå, period.til));
        Some(format!(
            "{counted}{}",
            if later { format!(" {}", self.terms.later_note(plan.hovud.år)) } else { String::new() }
        ))
    }

    /// The table of the plan on one page. A case paper has no page numbers, and may have the delmål alone.
    pub(super) fn plan_on_a_page_table(&self, with_pages: bool, with_tiltak: bool) -> Table {
        let (plan, terms) = (self.plan, self.terms);
        let period = plan.hovud.periode;
        let with_status = plan.has_framdrift() && with_tiltak;
        let with_role = self.to.is_some() && with_tiltak;
        let mut columns = vec![
            column(terms.number, ColumnKind::Numbers),
            column(terms.tiltak, ColumnKind::RowHeads),
            column(terms.tidsramme, ColumnKind::Text),
        ];
        if with_role {
            // A case paper is the party's own: it is not spoken to in it.
            let words = terms.deciding;
            columns.push(column(if with_pages { words.own_role } else { words.case.role }, ColumnKind::Text));
        }
        if with_status {
            columns.push(column(terms.deciding.status, ColumnKind::Text));
        }
        // A period that is the wrong way round is told by a rule. Of many years there is no room for bars, and what they show
        // stands in words.
        let span: Vec<i16> = (period.frå..=period.til).take(MOST_YEARS + 1).collect();
        let span = if span.len() > MOST_YEARS || !with_tiltak { Vec::new() } else { span };
        let name = |year: &i16| match span.len() > YEARS_IN_FULL {
            true => format!("’{:02}", year.rem_euclid(100)),
            false => year.to_string(),
        };
        columns.extend(span.iter().map(|year| Column { year: true, ..column(name(year), ColumnKind::Text) }));
        if with_pages {
            columns.push(column(terms.page, ColumnKind::Numbers));
        }
        let mut rows = Vec::new();
        for (delmål, path) in plan.walk().delmål() {
            let page = with_pages.then(|| page_of(&Anchor::delmål(delmål.nummer)));
            let mut cells = vec![self.delmål_cell(&path, delmål, columns.len() - 1 - usize::from(with_pages))];
            cells.resize(columns.len() - usize::from(with_pages), Cell::default());
            cells.extend(page);
            rows.push(Row { tone: Tone::Group, keep: with_tiltak, ..row(cells) });
            if !with_tiltak {
                continue;
            }
            for (tiltak, path) in delmål.placed_tiltak(&path).filter(|(own, _)| !own.has_ended()) {
                rows.push(self.plan_on_a_page_row(&path, (delmål, tiltak), &span, (with_status, with_pages)));
            }
        }
        let made = table(terms.deciding.overview_summary, columns, rows);
        Table { anchor: with_pages.then(Anchor::overview), one_page: true, ..made }
    }

    /// A delmål with its weight, and its main aim under it.
    fn delmål_cell(&self, path: &Path, delmål: &Delmål, over: usize) -> Cell {
        let label = format!("{} ", self.numbering.delmål.label(delmål.nummer));
        let title = Text::plain(label).and(self.delmål_title(path, delmål));
        let weight = |vekt| {
            Text::around([self.weight(path, vekt)], |[weight]| format!(" – {}", self.terms.deciding.weight(weight)))
        };
        let weight = delmål.vekt.map(weight).unwrap_or_else(|| "".into());
        let linked = self.with_hard_spaces(title).linked(&Anchor::delmål(delmål.nummer));
        let aim = delmål.hovudmål.as_ref().map(|prosa| self.first_paragraph(&path.field("hovudmål"), &prosa.0));
        Cell {
            over,
            notes: aim.into_iter().filter(|aim| !aim.is_empty()).collect(),
            ..Cell::text(linked.and(self.with_hard_spaces(weight)))
        }
    }

    /// The first paragraph of prose, plain.
    fn first_paragraph(&self, path: &Path, words: &str) -> Text {
        let first = prose::read_at(Some(path), words).blocks.into_iter().next();
        let Some(mut block @ Block::Paragraph { .. }) = first else { return Text::default() };
        self.finish_block(&mut block, path, Role::Goal);
        let Block::Paragraph { text, .. } = block else { return Text::default() };
        let plain = |run: Run| Run { strong: false, emph: false, link: None, ..run };
        Text(text.0.into_iter().map(plain).collect()).as_repetition()
    }

    fn plan_on_a_page_row(
        &self,
        path: &Path,
        (delmål, tiltak): (&Delmål, &Tiltak),
        span: &[i16],
        (status, page): (bool, bool),
    ) -> Row {
        let now = tiltak.tidsramme.is_prioritised_in(self.plan.hovud.år);
        let anchor = Anchor::tiltak(tiltak.id.as_str());
        let own = self.own_participation(tiltak);
        let period = self.tidsramme(&path.field("tidsramme"), tiltak);
        let period = if now { period } else { period.and(format!(" ({})", self.terms.later_mark)) };
        let mut cells = vec![
            Cell::text(format!("{}.{}", delmål.nummer, tiltak.nummer)),
            Cell::text(self.with_hard_spaces(self.tiltak_title(path, tiltak, None)).linked(&anchor)),
            Cell::text(self.with_hard_spaces(period)),
        ];
        if self.to.is_some() {
            cells.push(own.map_or_else(|| Cell::dash(self.terms.spoken.no_role), Cell::text));
        }
        if status {
            let said = tiltak.framdrift.as_ref().map(|own| self.status(path, own));
            cells.push(said.map_or_else(|| Cell::dash(self.terms.spoken.not_said), Cell::text));
        }
        let bar = if now { Bar::Now } else { Bar::Later };
        cells.extend(
            span.iter().map(|year| Cell { bar: tiltak.tidsramme.covers(*year).then_some(bar), ..Cell::default() }),
        );
        if page {
            cells.push(page_of(&anchor));
        }
        Row { tone: if now { Tone::Normal } else { Tone::Later }, own: own.is_some(), ..row(cells) }
    }

    /// A sentence on when each kind of body handles the plan, with a reference to the table of meetings.
    fn handling_schedule(&self) -> Option<Text> {
        let words = self.terms.deciding;
        let kinds = self.body_kinds(|_| true);
        let all_done = kinds.iter().all(BodyKind::is_done);
        let title = if all_done { words.all_handled } else { words.way_on };
        let text = Text::strong(format!("{title}:")).and(" ").and(self.schedule_of(kinds, !all_done)?);
        let anchor = Anchor::meetings();
        let text = match self.references.words(&anchor) {
            Some(reference) => {
                let reference = Text::plain(reference).linked(self.references.target(&anchor));
                text.and(format!(" ({} ", words.see)).and(reference).and(")")
            }
            None => text,
        };
        Some(self.with_hard_spaces(text.and(".")))
    }

    /// A sentence on the meetings that are to come on a day or after it.
    pub(super) fn way_on_from(&self, day: Option<Dato>) -> Option<Text> {
        let mut kinds = self.body_kinds(|_| true);
        for kind in &mut kinds {
            kind.met.clear();
            kind.coming.retain(|own| day.is_none_or(|day| *own >= day.0));
        }
        let title = Text::strong(format!("{}:", self.terms.deciding.way_on));
        let text = title.and(" ").and(self.schedule_of(kinds, false)?);
        Some(self.with_hard_spaces(text.and(".")))
    }

    /// For the title page: when those that decide have yet to do so, or that all have adopted the plan.
    pub(super) fn next_decisions(&self) -> Option<Text> {
        let (plan, words) = (self.plan, self.handling);
        if plan.is_adopted() {
            return Some(words.all_adopted.into());
        }
        let mut kinds = self.body_kinds(|body| body.role() == OrganRolle::Vedtak);
        kinds.iter_mut().for_each(|kind| kind.met.clear());
        let text = Text::plain(format!("{}: ", words.gives(OrganRolle::Vedtak))).and(self.schedule_of(kinds, false)?);
        Some(self.with_hard_spaces(text))
    }

    /// The kinds of those bodies for which a condition holds.
    fn body_kinds(&self, is_wanted: impl Fn(&PlacedOrgan) -> bool) -> Vec<BodyKind> {
        let plan = self.plan;
        let mut kinds: Vec<BodyKind> = Vec::new();
        for body in plan.walk().organ().filter(is_wanted) {
            let (name, key) = (self.body_name(&body).named(None), body.organ.organ.0.to_lowercase());
            let at = kinds.iter().position(|kind| kind.key == key).unwrap_or_else(|| {
                let definite = self.definite_body_name(&body);
                kinds.push(BodyKind { key, name, definite, met: Vec::new(), coming: Vec::new(), missing: 0 });
                kinds.len() - 1
            });
            let kind = &mut kinds[at];
            // A meeting that was never held is none, one that was held is told by its own day, and where the plan is
            // handled again, that is what is to come.
            match plan.standing(body.handsaming, body.index) {
                Standing::Done(vedtak) => kind.met.push(vedtak.dato.0),
                open if open.is_open() => match open.meeting() {
                    Some(day) => kind.coming.push(day.0),
                    None => kind.missing += 1,
                },
                _ => {}
            }
        }
        kinds
    }

    /// When each kind of body handles the plan, and how many have, where that is asked for; `None` if there are none.
    fn schedule_of(&self, mut kinds: Vec<BodyKind>, with_count: bool) -> Option<Text> {
        let words = self.terms.deciding;
        // One that had no day, and has no more to do, is not told of.
        kinds.retain(|kind| !kind.met.is_empty() || !kind.coming.is_empty() || kind.missing > 0);
        if kinds.is_empty() {
            return None;
        }
        // In the order of the days; those without come after them, and those that are done last.
        let day = |kind: &BodyKind| kind.met.iter().chain(&kind.coming).min().copied().unwrap_or(Date::MAX);
        kinds.sort_by_key(|kind| (kind.is_done(), day(kind)));
        let mut text = Text::default();
        for (index, kind) in kinds.into_iter().enumerate() {
            let stretch = |dates: &[Date]| {
                let (from, to) = (dates.iter().min()?, dates.iter().max()?);
                Some(days(*from, *to, self.terms))
            };
            let whole: Vec<Date> = kind.met.iter().chain(&kind.coming).copied().collect();
            let (met, all) = (kind.met.len(), kind.met.len() + kind.coming.len() + kind.missing);
            text = text.and(if index > 0 { ", " } else { "" });
            let Some(when) = stretch(&whole) else {
                text = text.and(match kind.missing {
                    1 => Text::around([kind.definite], |[body]| self.handling.day_not_set(body)),
                    _ => Text::around([kind.name], |[bodies]| self.handling.days_not_set(bodies)),
                });
                continue;
            };
            let handled = (met > 0 && with_count).then(|| self.handling.handled_count(met, all));
            let missing = (kind.missing > 0).then(|| words.without_day(kind.missing));
            let more = handled.into_iter().chain(missing).collect::<Vec<_>>().join(", ");
            let more = if more.is_empty() { more } else { format!(" ({more})") };
            text = text.and(kind.name).and(format!(" {when}{more}"));
        }
        Some(text)
    }

    /// The abbreviations of the register and the plan's own, in the order of the alphabet.
    pub(super) fn abbreviations(&self) -> Option<Table> {
        let walk = self.plan.walk();
        let parties = walk.partar().filter_map(|(part, path)| match (&part.fullt, &part.kort) {
            (Some(full), _) => {
                let (field, short) = part.abbreviation();
                Some((Text::of(path.field(field), short), self.text(path.field("fullt"), full)))
            }
            (None, Some(short)) if is_abbreviation(short) && self.is_used(short) => {
                Some((Text::of(path.field("kort"), short), self.text(path.field("namn"), &part.namn)))
            }
            _ => None,
        });
        let others = walk
            .forkortingar()
            .map(|(own, path)| (Text::of(path.field("kort"), &own.kort), self.text(path.field("fullt"), &own.fullt)));
        let mut all: Vec<(Text, Text)> = parties.chain(others).collect();
        all.sort_by_key(|(short, _)| alphabetical(&short.words()));
        let words = self.terms.deciding;
        let columns =
            vec![column(words.abbreviation, ColumnKind::RowHeads), column(words.abbreviated, ColumnKind::Text)];
        let rows: Vec<Row> =
            all.into_iter().map(|(short, full)| row(vec![Cell::text(short), Cell::text(full)])).collect();
        let made = |rows| table(words.abbreviation_summary, columns, rows);
        (!rows.is_empty()).then(|| Table { anchor: Some(Anchor::abbreviations()), ..made(rows) })
    }

    /// Whether a short name stands in the plan's texts.
    fn is_used(&self, short: &str) -> bool {
        let stands = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == short);
        texts(self.plan).iter().any(|text| !text.names_a_party && stands(text.text))
    }

    /// How far a tiltak has come, in words.
    pub(super) fn progress(&self, path: &Path, tiltak: &Tiltak) -> Option<Text> {
        let own = tiltak.framdrift.as_ref()?;
        let words = self.terms.deciding;
        let (status, day) = (self.status(path, own), self.day(path.field("framdrift").field("dato"), own.dato));
        let said = Text::plain(" ").and(status.capitalised()).and(" (").and(day).and(").");
        let text = Text::strong(format!("{}:", words.progress)).and(said);
        Some(self.with_hard_spaces(match &own.tekst {
            Some(more) => text.and(" ").and(Text::of(path.field("framdrift").field("tekst"), more)),
            None => text,
        }))
    }

    /// The status of a tiltak.
    fn status(&self, path: &Path, own: &Framdrift) -> Text {
        Text::typed(path.field("framdrift").field("status"), self.terms.deciding.framdrift(own.status))
    }

    /// A measured figure with its year.
    pub(super) fn figure(&self, path: &Path, own: &Måling) -> Text {
        let figure = Text::typed(path.field("verdi"), crate::words::notation::figure(own.verdi));
        figure.and(" (").and(Text::typed(path.field("år"), own.år.to_string())).and(")")
    }

    /// A measured figure with its year, in a sentence.
    pub(super) fn figure_in_year(&self, path: &Path, own: &Måling) -> Text {
        let figure = Text::typed(path.field("verdi"), crate::words::notation::figure(own.verdi));
        figure.and(" i ").and(Text::typed(path.field("år"), own.år.to_string()))
    }

    /// What a tiltak is measured by.
    pub(super) fn figures(&self, path: &Path, tiltak: &Tiltak) -> Option<Table> {
        let words = self.terms.deciding;
        let figure = |path: Path, own: &Måling| Cell::text(self.with_hard_spaces(self.figure(&path, own)));
        let rows: Vec<Row> = path
            .field("indikatorar")
            .items(&tiltak.indikatorar)
            .map(|(own, path)| {
                let unit = own.eining.as_ref().map(|unit| Text::of(path.field("eining"), unit));
                let name = self.text(path.field("namn"), &own.namn);
                let name = match unit {
                    Some(unit) => name.and(" (").and(unit).and(")"),
                    None => name,
                };
                let latest = own
                    .siste
                    .as_ref()
                    .map_or_else(|| Cell::dash(self.terms.spoken.not_measured), |own| figure(path.field("siste"), own));
                let [first, aim] = [("utgangspunkt", &own.utgangspunkt), ("mål", &own.mål)]
                    .map(|(field, own)| figure(path.field(field), own));
                row(vec![Cell::text(name), first, aim, latest])
            })
            .collect();
        let heads = words.figure_heads;
        let columns = vec![
            column(heads.what, ColumnKind::RowHeads),
            column(heads.at_first, ColumnKind::Numbers),
            column(heads.aim, ColumnKind::Numbers),
            column(heads.latest, ColumnKind::Numbers),
        ];
        let made = |rows| table(words.figure_summary, columns, rows);
        let anchor = Anchor::figures(tiltak.id.as_str());
        (!rows.is_empty()).then(|| Table { anchor: Some(anchor), ..made(rows) })
    }
}

/// A kind of body: its name in the data, the days that are known, how many are not, and whether all have had it.
struct BodyKind {
    key: String,
    name: Text,
    definite: Text,
    /// The days on which bodies of this kind have handled the plan.
    met: Vec<Date>,
    /// The days on which bodies of this kind are to handle the plan.
    coming: Vec<Date>,
    /// How many bodies of this kind are to handle the plan and have no day yet.
    missing: usize,
}

impl BodyKind {
    /// Whether no body of this kind is to handle the plan any more.
    fn is_done(&self) -> bool {
        self.coming.is_empty() && self.missing == 0
    }
}

/// The most years that have a column each.
pub(super) const MOST_YEARS: usize = 8;
/// The most years that are written with four digits.
const YEARS_IN_FULL: usize = 5;

/// The page that something stands on.
fn page_of(anchor: &Anchor) -> Cell {
    Cell::text(Text(vec![Run { link: Some(Link::Page(anchor.clone())), ..Run::default() }]))
}

/// Words as they are sorted: æ, ø and å come last, capitals count as small letters.
fn alphabetical(words: &str) -> Vec<u32> {
    let place = |c: char| match c {
        'æ' => 'z' as u32 + 1,
        'ø' => 'z' as u32 + 2,
        'å' => 'z' as u32 + 3,
        other => other as u32,
    };
    words.to_lowercase().chars().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::alphabetical;

    #[test]
    fn norwegian_letters_come_last_in_their_order() {
        let mut words = ["Åmot", "ØF", "USN", "æ", "kdd", "KS"];
        words.sort_by_key(|word| alphabetical(word));
        assert_eq!(words, ["kdd", "KS", "USN", "æ", "ØF", "Åmot"]);
    }
}
