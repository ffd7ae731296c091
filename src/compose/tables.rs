//! The tables of the document: the log, the overview, the tiltak of a delmål, the meetings, the approvals, the financing.

use super::Composer;
use crate::document::{Anchor, Caption, Cell, Column, FillIn, HARD_SPACE, Row, Share, Table, Text, Tone};
use crate::plan::{
    Dato, Delmål, Finansiering, Formål, Handsaming, Organ, OrganHandsaming, OrganRolle, Part, Path, PlacedOrgan, Post,
    Rolle, Standing, Tiltak, Vedtak,
};
use crate::words::notation::{capitalised, definite_ending, log_date, long_date, number};

/// What a column holds.
pub(super) enum ColumnKind {
    /// The heads of the rows.
    RowHeads,
    /// Text.
    Text,
    /// Numbers.
    Numbers,
}

pub(super) fn column(head: impl Into<Text>, holds: ColumnKind) -> Column {
    Column {
        head: head.into(),
        width: 0.0,
        numbers: matches!(holds, ColumnKind::Numbers),
        row_head: matches!(holds, ColumnKind::RowHeads),
        year: false,
    }
}

pub(super) fn table(summary: &str, columns: Vec<Column>, rows: Vec<Row>) -> Table {
    let summary = summary.into();
    Table {
        anchor: None,
        caption: None,
        summary,
        light: false,
        one_page: false,
        dense: 0,
        whole: false,
        landscape: false,
        columns,
        rows,
        mark: None,
    }
}

pub(super) fn row(cells: Vec<Cell>) -> Row {
    Row {
        tone: Tone::Normal,
        own: false,
        whole: false,
        keep: false,
        signed: false,
        height: 0.0,
        with_names: 0.0,
        anchor: None,
        cells,
        change: None,
    }
}

/// An amount; nothing is a dash, which is heard as a word: zeros would hide the amounts.
pub(super) fn amount(value: i64, none: &str) -> Cell {
    if value == 0 { Cell::dash(none) } else { Cell::text(number(value)) }
}

/// Where the amount of a year stands, if only one of the posts that are meant has any.
fn only_amount(finansiering: &Finansiering, year: i16, is_wanted: impl Fn(&Post) -> bool) -> Option<Path> {
    let all = Path::hovud().field("finansiering").field("postar").items(&finansiering.postar);
    let mut own = all.filter(|(post, _)| post.beløp.contains_key(&year) && is_wanted(post));
    let (_, path) = own.next().filter(|_| own.next().is_none())?;
    Some(path.field("beløp").key(year))
}

/// Words about a day that may not be set.
pub(super) fn on_a_day(day: Option<Text>, say: impl FnOnce(Option<&str>) -> String) -> Text {
    match day {
        Some(day) => Text::around([day], |[day]| say(Some(day))),
        None => say(None).into(),
    }
}

/// The most bodies that have a column each in the table of meetings.
const MAX_BODY_COLUMNS: usize = 3;

/// How many letters a line of a table holds, about.
const LETTERS: usize = 84;

/// About how many letters a column needs, so that no word is broken.
fn letters(table: &Table, index: usize) -> usize {
    let cells =
        table.rows.iter().flat_map(|row| row.cells.get(index)).flat_map(|cell| cell.lines.iter().chain(&cell.notes));
    let texts = cells.chain([&table.columns[index].head]);
    // A date does not break.
    let words = texts.flat_map(|text| text.words().split(' ').map(|word| word.chars().count()).collect::<Vec<_>>());
    words.max().unwrap_or(0) + 2
}

impl Composer<'_> {
    /// The log of versions.
    pub(super) fn log(&self) -> Table {
        let heads = self.terms.log_heads;
        let rows = self.plan.walk().logg().map(|(rad, path)| {
            let number = Text::of(path.field("versjon"), &rad.versjon);
            let number = match &rad.namn {
                Some(name) => number.and(" ").and(Text::of(path.field("namn"), name)),
                None => number,
            };
            row(vec![
                Cell::text(number),
                Cell::text(Text::typed(path.field("dato"), log_date(rad.dato, self.terms))),
                Cell::text(self.text(path.field("status"), &rad.status)),
                Cell::text(Text::of(path.field("endra_av"), &rad.endra_av)),
            ])
        });
        let columns = vec![
            column(heads.version, ColumnKind::RowHeads),
            column(heads.date, ColumnKind::Text),
            column(heads.status, ColumnKind::Text),
            column(heads.changed_by, ColumnKind::Text),
        ];
        Table { light: true, ..table(self.terms.log_summary, columns, rows.collect()) }
    }

    /// The delmål with their weights and how many tiltak each has, now and later.
    pub(super) fn weights_table(&self) -> Table {
        let (plan, terms) = (self.plan, self.terms);
        let år = plan.hovud.år;
        let weighted = plan.delmål.iter().any(|delmål| delmål.vekt.is_some());
        let mut columns = vec![column(terms.delmål, ColumnKind::RowHeads)];
        if weighted {
            columns.push(column(terms.weight, ColumnKind::Numbers));
        }
        columns.push(column(terms.prioritised_in(år), ColumnKind::Numbers));
        columns.push(column(terms.later, ColumnKind::Numbers));
        let rows = plan.walk().delmål().map(|(delmål, path)| {
            let now = delmål.current_tiltak().filter(|tiltak| tiltak.tidsramme.is_prioritised_in(år)).count();
            let title = self.delmål_title(&path, delmål);
            let name = Text::plain(format!("{} ", self.numbering.delmål.label(delmål.nummer))).and(title);
            let mut cells = vec![Cell::text(self.with_hard_spaces(name).linked(&Anchor::delmål(delmål.nummer)))];
            if weighted {
                cells.push(Cell::text(delmål.vekt.map_or("".into(), |vekt| self.weight(&path, vekt))));
            }
            cells.push(Cell::text(now.to_string()));
            cells.push(Cell::text((delmål.current_tiltak().count() - now).to_string()));
            row(cells)
        });
        table(terms.overview_summary, columns, rows.collect())
    }

    /// The tiltak of a delmål.
    pub(super) fn tiltak_table(&self, path: &Path, delmål: &Delmål) -> Table {
        let terms = self.terms;
        let anchor = Anchor::tiltak_table(delmål.nummer);
        let caption = terms.tiltak_caption(delmål.nummer);
        let own = delmål.placed_tiltak(path).filter(|(tiltak, _)| !tiltak.has_ended());
        let rows = own.map(|(tiltak, path)| self.tiltak_row(&path, tiltak)).collect();
        let columns = vec![
            column(terms.number, ColumnKind::Numbers),
            column(terms.tiltak, ColumnKind::RowHeads),
            column(terms.hovudansvarleg, ColumnKind::Text),
            column(terms.samarbeidspartar, ColumnKind::Text),
            column(terms.tidsramme, ColumnKind::Text),
        ];
        Table {
            caption: Some(Caption {
                label: terms.table.into(),
                number: self.references.table(&anchor),
                was: None,
                text: self.with_hard_spaces(caption.as_str().into()),
            }),
            anchor: Some(anchor),
            ..table(&caption, columns, rows)
        }
    }

    fn tiltak_row(&self, path: &Path, tiltak: &Tiltak) -> Row {
        let now = tiltak.tidsramme.is_prioritised_in(self.plan.hovud.år);
        let title = self.with_hard_spaces(self.tiltak_title(path, tiltak, None)).all_strong();
        let partners =
            self.with_hard_spaces(self.deltakarar(&path.field("samarbeidspartar"), &tiltak.samarbeidspartar));
        let cells = vec![
            Cell::text(Text::typed(path.field("nummer"), tiltak.nummer.to_string())),
            Cell::text(title.linked(&Anchor::tiltak(tiltak.id.as_str()))),
            Cell::text(self.with_hard_spaces(self.deltakarar(&path.field("hovudansvarleg"), &tiltak.hovudansvarleg))),
            if partners.is_empty() { Cell::dash(self.terms.spoken.none) } else { Cell::text(partners) },
            Cell {
                notes: (!now).then(|| self.terms.later_mark.into()).into_iter().collect(),
                ..Cell::text(self.with_hard_spaces(self.tidsramme(&path.field("tidsramme"), tiltak)))
            },
        ];
        Row { tone: if now { Tone::Normal } else { Tone::Later }, ..row(cells) }
    }

    /// A party's row; that of the party that the copy is for is marked, in words too. `by` is the value that names the party.
    pub(super) fn party_row(&self, part: &Part, by: Option<&Path>, cells: impl IntoIterator<Item = Cell>) -> Row {
        let own = self.to == Some(&part.id);
        let notes = own.then(|| self.terms.own_row.into()).into_iter().collect();
        let name = Cell { notes, ..Cell::text(self.with_hard_spaces(self.party(&part.id, by).unwrap_or_default())) };
        Row { own, ..row(std::iter::once(name).chain(cells).collect()) }
    }

    /// The name of a body.
    pub(super) fn body_name(&self, body: &PlacedOrgan) -> Text {
        Text::of(body.path.field("organ"), &body.organ.organ.0)
    }

    /// The name of a body in the definite form, where that is known, as it is told of elsewhere than in its own row.
    pub(super) fn definite_body_name(&self, body: &PlacedOrgan) -> Text {
        let ending = definite_ending(&body.organ.organ.0);
        let name = self.body_name(body);
        let name = if ending.is_empty() { name } else { name.and(Text::typed(body.path.field("organ"), ending)) };
        name.named(None)
    }

    /// The day of a decision of a body.
    pub(super) fn decision_day(&self, body: &PlacedOrgan, vedtak: &Vedtak) -> Text {
        match body.vedtak().find(|(own, _)| std::ptr::eq(*own, vedtak)) {
            Some((_, path)) => self.day(path.field("dato"), vedtak.dato),
            None => long_date(vedtak.dato.0, self.terms).into(),
        }
    }

    /// Each party that handles the plan with the handling by its bodies and the path of that.
    pub(super) fn handling_parties(&self) -> impl Iterator<Item = (&Part, &Handsaming, Path)> {
        self.plan.walk().handsaming().filter_map(|(own, path)| Some((self.plan.part(&own.part)?, own, path)))
    }

    /// The planned meetings, or `None` if no body handles the plan: a column for each body where they are three at most and
    /// most parties have them, or else one for those before the decision and one for that which decides. Beside a table with a
    /// column for each body: the parties that have none of those bodies and no day, in a sentence.
    pub(super) fn meetings(&self) -> Option<(Table, Option<Text>)> {
        let terms = self.terms;
        let all: Vec<_> = self.handling_parties().filter(|(_, own, _)| !own.organ.is_empty()).collect();
        if all.is_empty() {
            return None;
        }
        let met = |own: &Handsaming| own.organ.iter().any(|organ| self.has_met(organ));
        let bodies_of = |parties: &[(&Part, &'_ Handsaming, Path)]| {
            let mut bodies: Vec<(Organ, Text)> = Vec::new();
            for (_, handsaming, path) in parties {
                for body in handsaming.placed_organ(path) {
                    if bodies.iter().all(|(own, _)| *own != body.organ.organ) {
                        bodies.push((body.organ.organ.clone(), self.body_name(&body).named(None).capitalised()));
                    }
                }
            }
            bodies
        };
        let with_day: Vec<_> = all.iter().filter(|(_, own, _)| met(own)).cloned().collect();
        let bodies = bodies_of(if with_day.is_empty() { &all } else { &with_day });
        // A party without a day is a row like the others where it has the same bodies.
        let fits = |own: &Handsaming| own.organ.iter().all(|organ| bodies.iter().any(|(body, _)| *body == organ.organ));
        let (parties, others): (Vec<_>, Vec<_>) = all.iter().cloned().partition(|(_, own, _)| fits(own));
        // A body that has decided has met, whether its meeting was planned or not.
        let date = |body: &PlacedOrgan| Cell::text(self.with_hard_spaces(self.meeting_day(body)));
        let head = |parties: &[(&Part, &Handsaming, Path)]| {
            let all_municipalities = parties.iter().all(|(part, ..)| part.rolle == Rolle::Kommune);
            column(
                if all_municipalities { terms.meeting_municipality } else { terms.meeting_party },
                ColumnKind::RowHeads,
            )
        };
        let held: usize = parties.iter().map(|(_, handsaming, _)| handsaming.organ.len()).sum();
        let names = bodies.iter().map(|(_, name)| column(name.clone(), ColumnKind::Text));
        let columns = std::iter::once(head(&parties)).chain(names);
        let rows = parties.iter().map(|(part, handsaming, path)| {
            let own = |body: &Organ| handsaming.placed_organ(path).find(|own| own.organ.organ == *body);
            let day =
                |(body, _): &(Organ, Text)| own(body).map_or(Cell::dash(terms.spoken.no_body), |body| date(&body));
            self.party_row(part, Some(&path.field("part")), bodies.iter().map(day))
        });
        let matrix = table(terms.meeting_summary, columns.collect(), rows.collect());
        // A table of many columns, one that is a third empty, or one so wide that it would have to lie on its side, is turned.
        let many = bodies.len() > MAX_BODY_COLUMNS;
        let mostly_empty = 3 * held < 2 * parties.len() * bodies.len();
        let wide = (0..matrix.columns.len()).map(|index| letters(&matrix, index)).sum::<usize>() > LETTERS;
        let (made, others) = if many || mostly_empty || wide {
            let heads = [terms.meeting_before, terms.meeting_decision].map(|head| column(head, ColumnKind::Text));
            let columns = std::iter::once(head(&all)).chain(heads).collect();
            let rows = all.iter().map(|(part, handsaming, path)| {
                let deciding = handsaming.deciding();
                let (decides, before): (Vec<PlacedOrgan>, Vec<PlacedOrgan>) =
                    handsaming.placed_organ(path).partition(|body| Some(body.index) == deciding);
                let cells = [before, decides].map(|bodies| self.meetings_of(&bodies));
                self.party_row(part, Some(&path.field("part")), cells)
            });
            (table(terms.meeting_summary, columns, rows.collect()), None)
        } else {
            (matrix, self.parties_without_meeting(&others))
        };
        Some((Table { anchor: Some(Anchor::meetings()), ..made }, others))
    }

    /// Bodies with the days on which they handle the plan, a line for each.
    fn meetings_of(&self, bodies: &[PlacedOrgan]) -> Cell {
        let lines: Vec<Text> = bodies
            .iter()
            .map(|body| {
                let name = self.body_name(body).named(None).capitalised();
                self.with_hard_spaces(name.and(": ").and(self.meeting_day(body)))
            })
            .collect();
        if lines.is_empty() { Cell::dash(self.terms.spoken.none) } else { Cell { lines, ..Cell::default() } }
    }

    /// Parties that have no day, with their bodies, in a sentence.
    fn parties_without_meeting(&self, parties: &[(&Part, &Handsaming, Path)]) -> Option<Text> {
        let names = parties.iter().filter_map(|(part, handsaming, path)| {
            let bodies = handsaming.placed_organ(path).map(|body| self.body_name(&body));
            let bodies = Text::listing(bodies.collect(), self.terms.and);
            Some(self.party(&part.id, Some(&path.field("part")))?.and(" (").and(bodies).and(")"))
        });
        let names: Vec<Text> = names.collect();
        (!names.is_empty()).then(|| {
            let listed = Text::listing(names, self.terms.and);
            self.with_hard_spaces(Text::plain(format!("{} ", self.terms.no_meeting)).and(listed).and("."))
        })
    }

    /// Whether a body has planned a meeting, or has had one.
    fn has_met(&self, organ: &OrganHandsaming) -> bool {
        organ.planlagt.is_some() || self.plan.counting_decisions(organ).next().is_some()
    }

    /// When a body handles the plan or has handled it, for the table of meetings.
    fn meeting_day(&self, body: &PlacedOrgan) -> Text {
        let day = |date: Dato| self.planned_day(body, date);
        match self.plan.standing(body.handsaming, body.index) {
            Standing::Waiting(planned) => planned.map_or_else(|| self.terms.not_set.into(), day),
            Standing::CalledOff(planned) => on_a_day(planned.map(day), |day| self.handling.called_off_day(day)),
            Standing::PassedOver => self.handling.not_handled.into(),
            Standing::Done(vedtak) => self.decision_day(body, vedtak),
            Standing::Again(_, None) => self.handling.again(None).into(),
            Standing::Again(_, Some(again)) => Text::around([day(again)], |[day]| self.handling.again_day(day)),
        }
    }

    /// The day of the meeting that a body has planned.
    pub(super) fn planned_day(&self, body: &PlacedOrgan, day: Dato) -> Text {
        self.day(body.path.field("planlagt"), day)
    }

    /// A day without its year where that is the plan's.
    fn short_day(&self, path: &Path, day: Dato) -> Text {
        let whole = long_date(day.0, self.terms);
        let year = format!("{HARD_SPACE}{}", self.plan.hovud.år);
        Text::typed(path.clone(), whole.strip_suffix(&year).unwrap_or(&whole))
    }

    /// A body's decisions on the plan of this year, the oldest first, with their paths.
    pub(super) fn decisions<'o>(&self, body: &PlacedOrgan<'o>) -> Vec<(&'o Vedtak, Path)> {
        body.vedtak().filter(|(vedtak, _)| self.plan.decision_counts(vedtak)).collect()
    }

    /// A decision in words: its date, its case and, unless it goes without saying, its outcome.
    pub(super) fn decision_summary(&self, path: &Path, vedtak: &Vedtak, role: OrganRolle) -> Text {
        let mut said = self.day(path.field("dato"), vedtak.dato);
        if let Some(case) = &vedtak.sak {
            said = said.and(", ").and(Text::of(path.field("sak"), case));
        }
        match self.handling.outcome_of(vedtak.utfall, role) {
            Some(outcome) => said.and(", ").and(Text::typed(path.field("utfall"), outcome)),
            None => said,
        }
    }

    /// Where a body stands with the plan, in words that follow its name.
    pub(super) fn standing_words(&self, body: &PlacedOrgan) -> Text {
        let day = |date: Dato| self.planned_day(body, date);
        let last = || {
            let last = self.decisions(body).pop();
            last.map(|(vedtak, path)| self.decision_summary(&path, vedtak, body.role())).unwrap_or_default()
        };
        match self.plan.standing(body.handsaming, body.index) {
            Standing::Waiting(None) => format!("({})", self.terms.not_set).into(),
            Standing::Waiting(Some(planned)) => day(planned).and(format!(" ({})", self.terms.planned)),
            Standing::CalledOff(planned) => {
                on_a_day(planned.map(day), |day| format!("({})", self.handling.called_off(day)))
            }
            Standing::PassedOver => self.handling.passed_over.into(),
            Standing::Done(_) => last(),
            Standing::Again(_, again) => {
                last().and(on_a_day(again.map(day), |day| format!(" ({})", self.handling.again(day))))
            }
        }
    }

    /// The parties and their approvals, or `None` if no party handles the plan: for each the body that decides, with what
    /// was recommended to it. Where nothing is decided the cells are left for a pen.
    pub(super) fn approvals(&self) -> Option<Table> {
        let terms = self.terms;
        let rows = self.handling_parties().map(|(part, handsaming, path)| Row {
            signed: true,
            ..self.party_row(part, Some(&path.field("part")), self.approval(part, handsaming, &path))
        });
        let mut rows: Vec<Row> = rows.collect();
        // The last row is never alone on a page.
        if let [.., before, _] = rows.as_mut_slice() {
            before.keep = true;
        }
        let heads = terms.approval_heads;
        let columns = vec![
            column(heads.party, ColumnKind::RowHeads),
            column(heads.body, ColumnKind::Text),
            column(heads.date, ColumnKind::Text),
            column(heads.case, ColumnKind::Text),
        ];
        let made = || table(terms.approval_summary, columns, rows.clone());
        (!rows.is_empty()).then(|| Table { anchor: Some(Anchor::approvals()), ..made() })
    }

    /// The body that decides for a party, the date and the case of its decision.
    fn approval(&self, part: &Part, handsaming: &Handsaming, path: &Path) -> [Cell; 3] {
        let terms = self.terms;
        let heads = terms.approval_heads;
        let to_fill_in = |head: &str, date: bool, spoken: &str| Cell {
            fill_in: Some(FillIn { date, name: format!("{head}: {}", part.namn), spoken: spoken.into() }),
            ..Cell::default()
        };
        let date = || to_fill_in(heads.date, true, terms.undecided);
        let case = || to_fill_in(heads.case, false, terms.spoken.no_case);
        let Some(deciding) = handsaming.deciding() else {
            return [to_fill_in(heads.body, false, terms.spoken.not_said), date(), case()];
        };
        let standing = self.plan.standing(handsaming, deciding);
        let bodies: Vec<PlacedOrgan> = handsaming.placed_organ(path).collect();
        let own = &bodies[deciding];
        let recommended = bodies.iter().filter(|body| body.index != deciding).map(|body| {
            let when = match self.plan.standing(handsaming, body.index) {
                Standing::Waiting(Some(planned)) => Text::plain(format!(", {} ", terms.planned))
                    .and(self.short_day(&body.path.field("planlagt"), planned)),
                Standing::Waiting(None) => Text::plain(format!(", {}", terms.not_set)),
                _ => Text::plain(" ").and(self.standing_words(body)),
            };
            let gives = self.handling.gives(body.role());
            let name = match self.plan.standing(handsaming, body.index) {
                Standing::PassedOver => self.definite_body_name(body),
                _ => self.body_name(body),
            };
            Text::plain(format!("{gives}: ")).and(name).and(when)
        });
        let name = || self.body_name(own).capitalised();
        let mut decisions = self.decisions(own);
        // What is only put off, or is to be handled again, is no answer yet.
        let last = decisions.pop_if(|_| !standing.is_open());
        let earlier = decisions
            .iter()
            .map(|(vedtak, path)| name().and(" ").and(self.decision_summary(path, vedtak, OrganRolle::Vedtak)));
        let day = |day: Dato| self.planned_day(own, day);
        let waiting = match standing {
            Standing::Waiting(planned) => planned.map_or_else(
                || terms.not_set.into(),
                |planned| Text::plain(format!("{} ", terms.planned)).and(day(planned)),
            ),
            Standing::CalledOff(planned) => on_a_day(planned.map(day), |day| self.handling.called_off(day)),
            Standing::Again(_, again) => on_a_day(again.map(day), |day| self.handling.again(day)),
            Standing::Done(_) | Standing::PassedOver => Text::default(),
        };
        let waiting = if waiting.is_empty() { waiting } else { Text::plain(" (").and(waiting).and(")") };
        let body = Cell {
            notes: earlier.chain(recommended).map(|note| self.with_hard_spaces(note)).collect(),
            ..Cell::text(self.with_hard_spaces(name().and(waiting)))
        };
        let Some((vedtak, path)) = last else { return [body, date(), case()] };
        let day = self.day(path.field("dato"), vedtak.dato);
        let outcome = self.handling.outcome(vedtak.utfall).map(capitalised);
        let outcome = outcome.map(|outcome| Text::typed(path.field("utfall"), outcome));
        let (day, mut notes): (Text, Vec<Text>) = match vedtak.utfall.adopts() {
            true => (day, outcome.into_iter().collect()),
            false => {
                let outcome = outcome.map_or_else(|| day.clone(), |outcome| outcome.and(" ").and(day.clone()));
                let not_approved = Text::typed(path.field("utfall"), self.handling.not_approved);
                (not_approved, vec![outcome])
            }
        };
        notes.extend(self.decided_version(&path, vedtak, self.terms.version));
        let date = Cell {
            notes: notes.into_iter().map(|note| self.with_hard_spaces(note)).collect(),
            ..Cell::text(self.with_hard_spaces(day))
        };
        let case = vedtak.sak.as_ref().map(|case| Cell::text(self.text(path.field("sak"), case)));
        [body, date, case.unwrap_or_else(|| Cell::dash(terms.spoken.not_said))]
    }

    /// The version that a decision was about after a word for it, where the plan says it.
    pub(super) fn decided_version(&self, path: &Path, vedtak: &Vedtak, word: &str) -> Option<Text> {
        let version = vedtak.versjon.as_ref()?;
        Some(Text::plain(format!("{word} ")).and(Text::of(path.field("versjon"), version)))
    }

    /// The financing: for each purpose its sum and the amounts by source, for each delmål with several purposes their sum,
    /// for each year and in all.
    pub(super) fn financing(&self, finansiering: &Finansiering) -> Table {
        let (plan, terms) = (self.plan, self.terms);
        let years = finansiering.years();
        let words = terms.financing(finansiering.eining);
        let head = format!("{} {}", terms.financing_head, terms.unit(finansiering.eining));
        let columns = std::iter::once(column(head, ColumnKind::RowHeads))
            .chain(years.iter().map(|year| column(year.to_string(), ColumnKind::Numbers)))
            .chain([column(terms.sum, ColumnKind::Numbers)])
            .collect();
        let amounts = |tone: Tone, head: Text, posts: &Finansiering| {
            let cells = std::iter::once(Cell::text(self.with_hard_spaces(head)))
                .chain(years.iter().map(|year| amount(posts.sum_in(*year), terms.spoken.none)))
                .chain([amount(posts.sum(), terms.spoken.none)]);
            Row { tone, ..row(cells.collect()) }
        };
        let mut purposes: Vec<&Formål> = Vec::new();
        for post in &finansiering.postar {
            if !purposes.contains(&&post.formål) {
                purposes.push(&post.formål);
            }
        }
        // Delmål by delmål, first the delmål as a whole, then its tiltak in the order of their numbers.
        let place_of = |purpose: &Formål| match purpose {
            Formål::Delmål(nummer) => (*nummer, 0),
            Formål::Tiltak(id) => {
                let own = plan.tiltak().find(|(_, own)| &own.id == id);
                own.map_or((0, 0), |(delmål, tiltak)| (delmål.nummer, tiltak.nummer))
            }
            // What is no longer in the plan comes last.
            Formål::Avslutta(_) => (u16::MAX, 0),
        };
        let delmål_of = |purpose: &Formål| place_of(purpose).0;
        purposes.sort_by_key(|purpose| place_of(purpose));
        let mut rows: Vec<Row> = Vec::new();
        for group in purposes.chunk_by(|one, other| delmål_of(one) == delmål_of(other)) {
            for purpose in group {
                let posts = finansiering.filtered(|post| &&post.formål == purpose);
                let first = rows.len();
                let several = group.len() > 1 && matches!(purpose, Formål::Delmål(_));
                let head = self.purpose(purpose);
                let head = if several { head.and(format!(" ({})", self.handling.not_of_a_tiltak)) } else { head };
                rows.push(amounts(Tone::Group, head, &posts));
                for source in posts.funding_sources() {
                    let of_source = posts.filtered(|post| post.kjelde == source);
                    // Each party that pays has a row; amounts that name nobody have one.
                    for payer in of_source.payers() {
                        let name = Text::plain(terms.kjelde(source));
                        let name = match payer.and_then(|id| self.party(id, None)) {
                            Some(party) => name.and(": ").and(party),
                            None => name,
                        };
                        let mut made = amounts(Tone::Detail, name, &of_source.paid_by(payer));
                        let is_own = |post: &Post| {
                            post.formål == **purpose && post.kjelde == source && post.part.as_ref() == payer
                        };
                        for (cell, year) in made.cells[1..].iter_mut().zip(&years) {
                            if let Some(path) = only_amount(finansiering, *year, is_own) {
                                cell.lines.iter_mut().for_each(|line| *line = Text::typed(path.clone(), line.words()));
                            }
                        }
                        rows.push(made);
                    }
                }
                // What belongs together stands on one page.
                let last = rows.len() - 1;
                rows[first..last].iter_mut().for_each(|row| row.keep = true);
            }
            if let [first, _, ..] = group
                && delmål_of(first) != u16::MAX
            {
                let nummer = delmål_of(first);
                let posts = finansiering.filtered(|post| delmål_of(&post.formål) == nummer);
                let words = format!("{} {} {nummer}", terms.sum, terms.delmål_small);
                rows.iter_mut().last().into_iter().for_each(|row| row.keep = true);
                rows.push(amounts(Tone::Sum, words.into(), &posts));
            }
        }
        // What comes from where, if it comes from several places for several things.
        if finansiering.funding_sources().len() > 1 && purposes.len() > 1 {
            for source in finansiering.funding_sources() {
                rows.iter_mut().last().into_iter().for_each(|row| row.keep = true);
                let words = terms.deciding.source_sums(&terms.kjelde(source).to_lowercase());
                rows.push(amounts(Tone::Normal, words.into(), &finansiering.filtered(|post| post.kjelde == source)));
            }
        }
        // The total is never alone on a page.
        rows.iter_mut().last().into_iter().for_each(|row| row.keep = true);
        rows.push(amounts(Tone::Sum, terms.sum.into(), finansiering));
        let anchor = Anchor::financing();
        let number = self.references.table(&anchor);
        Table {
            caption: Some(Caption { label: terms.table.into(), number, was: None, text: words.as_str().into() }),
            anchor: Some(anchor),
            ..table(&words, columns, rows)
        }
    }

    /// The money on one page: each delmål and each source with its sum for each year and in all, if it goes to several delmål
    /// or comes from several places.
    pub(super) fn financing_summary(&self, finansiering: &Finansiering) -> Option<Table> {
        let (plan, terms) = (self.plan, self.terms);
        if !plan.has_financing_summary() {
            return None;
        }
        let years = finansiering.years();
        let words = terms.financing_summary(finansiering.eining);
        let head = format!("{} {}", terms.financing_summary_head, terms.unit(finansiering.eining));
        let columns = std::iter::once(column(head, ColumnKind::RowHeads))
            .chain(years.iter().map(|year| column(year.to_string(), ColumnKind::Numbers)))
            .chain([column(terms.sum, ColumnKind::Numbers)]);
        let columns: Vec<Column> = columns.collect();
        let amounts = |tone: Tone, head: Cell, posts: &Finansiering| {
            let cells = std::iter::once(head)
                .chain(years.iter().map(|year| amount(posts.sum_in(*year), terms.spoken.none)))
                .chain([amount(posts.sum(), terms.spoken.none)]);
            Row { tone, ..row(cells.collect()) }
        };
        let named = |words: &str| Cell::text(self.with_hard_spaces(words.into()));
        let all = plan.walk().delmål().map(|(delmål, path)| {
            let own = finansiering.filtered(|post| plan.delmål_of(&post.formål) == Some(delmål.nummer));
            let title = Text::plain(format!("{} ", self.numbering.delmål.label(delmål.nummer)));
            let title = self.with_hard_spaces(title.and(self.delmål_title(&path, delmål)));
            (Cell::text(title.linked(&Anchor::delmål(delmål.nummer))), own)
        });
        let ended = finansiering.filtered(|post| plan.delmål_of(&post.formål).is_none());
        let groups = all.chain([(named(terms.ended_tiltak), ended)]).filter(|(_, own)| !own.postar.is_empty());
        let mut rows: Vec<Row> = groups.map(|(head, own)| amounts(Tone::Normal, head, &own)).collect();
        rows.push(amounts(Tone::Sum, named(terms.sum), finansiering));
        let sources = finansiering.funding_sources();
        let whole = finansiering.sum().max(1);
        for (place, source) in sources.iter().enumerate().filter(|_| sources.len() > 1) {
            let own = finansiering.filtered(|post| post.kjelde == *source);
            let share = Share { place, thousandths: own.sum().saturating_mul(1000) / whole };
            let head = Cell { share: Some(share), ..named(terms.kjelde(*source)) };
            rows.push(amounts(Tone::Normal, head, &own));
        }
        let last = rows.len() - 1;
        rows[..last].iter_mut().for_each(|row| row.keep = true);
        let anchor = Anchor::financing_summary();
        let number = self.references.table(&anchor);
        Some(Table {
            caption: Some(Caption { label: terms.table.into(), number, was: None, text: words.as_str().into() }),
            anchor: Some(anchor),
            ..table(&words, columns, rows)
        })
    }

    pub(super) fn purpose(&self, purpose: &Formål) -> Text {
        let walk = self.plan.walk();
        match purpose {
            Formål::Delmål(nummer) => {
                let own = walk.delmål().find(|(delmål, _)| delmål.nummer == *nummer);
                let title = own.map(|(delmål, path)| self.delmål_title(&path, delmål));
                let label = format!("{} ", self.numbering.delmål.label(*nummer));
                Text::plain(label).and(title.unwrap_or_default())
            }
            Formål::Tiltak(id) => {
                let Some((delmål, tiltak, path)) = walk.tiltak().find(|(_, tiltak, _)| &tiltak.id == id) else {
                    return id.to_string().into();
                };
                let label = format!("{} ", self.terms.purpose(delmål.nummer, tiltak.nummer));
                let ended = if tiltak.has_ended() { format!(" ({})", self.terms.ended) } else { String::new() };
                Text::plain(label).and(self.tiltak_title(&path, tiltak, None)).and(ended)
            }
            Formål::Avslutta(title) => self.handling.ended_purpose(title).into(),
        }
    }
}
