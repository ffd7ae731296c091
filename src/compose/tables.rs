//! The tables of the document: the log, the overview, the tiltak of a delmål, the meetings, the approvals,
//! the financing.

use crate::document::{Caption, Cell, Column, FillIn, Link, Numbering, Row, Run, Table, Tone};
use crate::paper::columns;
use crate::plan::{
    Delmål, Deltakarar, Eining, Finansiering, Formål, Handsaming, Kjelde, LoggRad, Organ, OrganHandsaming, Part,
    PartId, Plan, Post, Rolle, Tiltak, Vedtak,
};
use crate::words::notation::{capitalised, hard_spaces, listing, log_date, long_date, number, percent, tidsramme};
use crate::words::references;
use crate::words::terms::Terms;

/// What a column holds.
enum Holds {
    /// The heads of the rows.
    RowHeads,
    /// Text.
    Text,
    /// Numbers.
    Numbers,
}

fn column(head: impl Into<String>, holds: Holds) -> Column {
    Column {
        head: head.into(),
        width: 0.0,
        numbers: matches!(holds, Holds::Numbers),
        row_head: matches!(holds, Holds::RowHeads),
    }
}

fn table(summary: &str, columns: Vec<Column>, rows: Vec<Row>) -> Table {
    fitted(summary, false, columns, rows)
}

fn fitted(summary: &str, light: bool, columns: Vec<Column>, rows: Vec<Row>) -> Table {
    let mut table = Table {
        anchor: None,
        caption: None,
        summary: summary.into(),
        light,
        whole: false,
        landscape: false,
        columns,
        rows,
    };
    columns::fit(&mut table);
    table
}

fn row(cells: Vec<Cell>) -> Row {
    Row { tone: Tone::Normal, whole: true, keep: false, height: 0.0, cells }
}

/// The log of versions.
pub fn log(logg: &[LoggRad], terms: &Terms) -> Table {
    let [version, date, status, by] = terms.log_heads;
    let rows = logg
        .iter()
        .map(|rad| {
            let name = rad.namn.as_ref().map_or(String::new(), |name| format!(" {name}"));
            row(vec![
                Cell::text(format!("{}{name}", rad.versjon)),
                Cell::text(log_date(rad.dato, terms)),
                Cell::text(hard_spaces(&rad.status, terms)),
                Cell::text(&rad.endra_av),
            ])
        })
        .collect();
    let columns = vec![
        column(version, Holds::RowHeads),
        column(date, Holds::Text),
        column(status, Holds::Text),
        column(by, Holds::Text),
    ];
    fitted(terms.log_summary, true, columns, rows)
}

/// The delmål with their weights and how many tiltak each has, now and later.
pub fn overview(plan: &Plan, terms: &Terms, numbering: &Numbering) -> Table {
    let år = plan.hovud.år;
    let weighted = plan.delmål.iter().any(|delmål| delmål.vekt.is_some());
    let mut columns = vec![column(terms.delmål, Holds::RowHeads)];
    if weighted {
        columns.push(column(terms.weight, Holds::Numbers));
    }
    columns.push(column((terms.prioritised_in)(år), Holds::Numbers));
    columns.push(column(terms.later, Holds::Numbers));
    let rows = plan
        .delmål
        .iter()
        .map(|delmål| {
            let now = delmål.gjeldande().filter(|tiltak| tiltak.tidsramme.prioritert_i(år)).count();
            let name = format!("{} {}", numbering.delmål.label(delmål.nummer), delmål.tittel);
            let link = Run {
                link: Some(Link::Anchor(references::delmål(delmål.nummer))),
                ..Run::plain(hard_spaces(&name, terms))
            };
            let mut cells = vec![Cell { lines: vec![vec![link]], ..Cell::default() }];
            if weighted {
                cells.push(Cell::text(delmål.vekt.map_or(String::new(), percent)));
            }
            cells.push(Cell::text(now.to_string()));
            cells.push(Cell::text((delmål.gjeldande().count() - now).to_string()));
            row(cells)
        })
        .collect();
    table(terms.overview_summary, columns, rows)
}

/// The tiltak of a delmål.
pub fn tiltak(plan: &Plan, delmål: &Delmål, terms: &Terms, table_number: usize) -> Table {
    let caption = (terms.tiltak_caption)(delmål.nummer);
    let rows = delmål.gjeldande().map(|tiltak| tiltak_row(plan, tiltak, terms)).collect();
    let columns = vec![
        column(terms.number, Holds::Numbers),
        column(terms.tiltak, Holds::RowHeads),
        column(terms.hovudansvarleg, Holds::Text),
        column(terms.samarbeidspartar, Holds::Text),
        column(terms.tidsramme, Holds::Text),
    ];
    Table {
        anchor: Some(references::tiltak_table(delmål.nummer)),
        caption: Some(Caption { label: terms.table, number: table_number, text: hard_spaces(&caption, terms) }),
        ..table(&caption, columns, rows)
    }
}

fn tiltak_row(plan: &Plan, tiltak: &Tiltak, terms: &Terms) -> Row {
    let now = tiltak.tidsramme.prioritert_i(plan.hovud.år);
    let title =
        Run { link: Some(Link::Anchor(tiltak.id.to_string())), ..Run::strong(hard_spaces(&tiltak.tittel, terms)) };
    let words = |text: String| Cell::text(hard_spaces(&text, terms));
    let cells = vec![
        Cell::text(tiltak.nummer.to_string()),
        Cell {
            lines: vec![vec![title]],
            notes: (!now).then(|| terms.later.into()).into_iter().collect(),
            ..Cell::default()
        },
        words(deltakarar(plan, &tiltak.hovudansvarleg)),
        words(deltakarar(plan, &tiltak.samarbeidspartar)),
        words(tidsramme(&tiltak.tidsramme)),
    ];
    Row { tone: if now { Tone::Normal } else { Tone::Later }, ..row(cells) }
}

/// The parties of a cell in words: its own, or else the parties' names with commas between.
pub fn deltakarar(plan: &Plan, deltakarar: &Deltakarar) -> String {
    if let Some(words) = &deltakarar.ordlyd {
        return words.clone();
    }
    let names: Vec<&str> =
        deltakarar.partar.iter().filter_map(|id| plan.part(id)).map(|part| part.namn.as_str()).collect();
    let mut words = names.join(", ");
    if let Some(more) = &deltakarar.tillegg {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(more);
    }
    capitalised(&words)
}

/// A party's row; that of the party that the copy is for is marked, in words too.
fn party_row(part: &Part, to: Option<&PartId>, cells: impl IntoIterator<Item = Cell>, terms: &Terms) -> Row {
    let own = to == Some(&part.id);
    let notes = own.then(|| terms.own_row.to_string()).into_iter().collect();
    let name = Cell { notes, ..Cell::text(hard_spaces(&part.namn, terms)) };
    let tone = if own { Tone::Own } else { Tone::Normal };
    Row { tone, ..row(std::iter::once(name).chain(cells).collect()) }
}

/// The parties with a meeting that is planned.
fn with_meetings(plan: &Plan) -> Vec<(&Part, &Handsaming)> {
    let planned = |handsaming: &&Handsaming| handsaming.organ.iter().any(|organ| organ.planlagt.is_some());
    let parties = plan.hovud.handsaming.iter().filter(planned);
    parties.filter_map(|handsaming| Some((plan.part(&handsaming.part)?, handsaming))).collect()
}

/// The planned meetings, or `None` if none is planned: the parties that have planned any, with a column for each body where
/// most of them have the same bodies, or else with a row for each.
pub fn meetings(plan: &Plan, to: Option<&PartId>, terms: &Terms) -> Option<Table> {
    let parties = with_meetings(plan);
    let mut bodies: Vec<&Organ> = Vec::new();
    for organ in parties.iter().flat_map(|(_, handsaming)| &handsaming.organ) {
        if !bodies.contains(&&organ.organ) {
            bodies.push(&organ.organ);
        }
    }
    let date = |organ: &OrganHandsaming| {
        let date = organ.planlagt.map(|date| long_date(date.0, terms));
        Cell::text(date.unwrap_or_else(|| terms.not_set.into()))
    };
    let all_municipalities = parties.iter().all(|(part, _)| part.rolle == Rolle::Kommune);
    let head = column(terms.meeting_party[usize::from(!all_municipalities)], Holds::RowHeads);
    let held: usize = parties.iter().map(|(_, handsaming)| handsaming.organ.len()).sum();
    let columns = std::iter::once(head).chain(bodies.iter().map(|body| column(capitalised(&body.0), Holds::Text)));
    let rows = parties.iter().map(|(part, handsaming)| {
        let dates = bodies
            .iter()
            .map(|body| handsaming.organ.iter().find(|organ| &&organ.organ == body).map_or(Cell::text("–"), date));
        party_row(part, to, dates, terms)
    });
    let matrix = table(terms.meeting_summary, columns.collect(), rows.collect());
    // A table that is half empty, or so wide that it would have to lie on its side, is turned.
    let mostly_empty = 4 * held < 3 * parties.len() * bodies.len();
    let made = if parties.is_empty() {
        return None;
    } else if mostly_empty || matrix.landscape {
        let [organ, day] = terms.meeting_rows;
        let columns = vec![
            column(terms.meeting_party[usize::from(!all_municipalities)], Holds::RowHeads),
            column(organ, Holds::Text),
            column(day, Holds::Text),
        ];
        let rows = parties.iter().flat_map(|(part, handsaming)| {
            let last = handsaming.organ.len();
            handsaming.organ.iter().enumerate().map(move |(index, organ)| {
                let cells = [Cell::text(capitalised(&organ.organ.0)), date(organ)];
                Row { keep: index + 1 < last, ..party_row(part, to, cells, terms) }
            })
        });
        table(terms.meeting_summary, columns, rows.collect())
    } else {
        matrix
    };
    Some(Table { anchor: Some(references::MEETINGS.into()), ..made })
}

/// The parties that have not planned any meeting, with their bodies, in a sentence.
pub fn without_meeting(plan: &Plan, terms: &Terms) -> Option<String> {
    let none = plan.hovud.handsaming.iter().filter(|own| own.organ.iter().all(|organ| organ.planlagt.is_none()));
    let names: Vec<String> = none
        .filter_map(|handsaming| {
            let bodies: Vec<String> = handsaming.organ.iter().map(|organ| organ.organ.0.clone()).collect();
            Some(format!("{} ({})", plan.part(&handsaming.part)?.namn, listing(&bodies, terms)))
        })
        .collect();
    (!names.is_empty()).then(|| format!("{} {}.", terms.no_meeting, listing(&names, terms)))
}

/// How high a row is in which somebody signs and stamps: 10 mm.
const ROOM_FOR_A_STAMP: f64 = 28.4;

/// The parties and their approvals, or `None` if no party handles the plan: for each the body that decides, with what was
/// recommended to it. Where nothing is decided the cells are left for a pen.
pub fn approvals(plan: &Plan, to: Option<&PartId>, terms: &Terms) -> Option<Table> {
    let parties = plan.hovud.handsaming.iter().filter_map(|own| Some((plan.part(&own.part)?, own)));
    let rows: Vec<Row> = parties
        .map(|(part, handsaming)| Row {
            height: ROOM_FOR_A_STAMP,
            ..party_row(part, to, approval(plan, part, handsaming, terms), terms)
        })
        .collect();
    let [party, body, date, case] = terms.approval_heads;
    let columns = vec![
        column(party, Holds::RowHeads),
        column(body, Holds::Text),
        column(date, Holds::Text),
        column(case, Holds::Text),
    ];
    (!rows.is_empty())
        .then(|| Table { anchor: Some(references::APPROVALS.into()), ..table(terms.approval_summary, columns, rows) })
}

/// The body that decides for a party, the date and the case of its decision.
fn approval(plan: &Plan, part: &Part, handsaming: &Handsaming, terms: &Terms) -> [Cell; 3] {
    let to_fill_in = |index: usize| Cell {
        fill_in: Some(FillIn {
            date: index == 2,
            name: format!("{}: {}", terms.approval_heads[index], part.namn),
            spoken: terms.undecided,
        }),
        ..Cell::default()
    };
    let Some((deciding, recommending)) = handsaming.organ.split_last() else {
        return [to_fill_in(1), to_fill_in(2), to_fill_in(3)];
    };
    let said = |vedtak: &Vedtak| {
        let date = long_date(vedtak.dato.0, terms);
        let more = vedtak.sak.iter().map(String::as_str).chain(terms.utfall(vedtak.utfall));
        more.fold(date, |said, more| format!("{said}, {more}"))
    };
    let planned = |organ: &OrganHandsaming| {
        let date = organ.planlagt.map(|date| format!("{} {}", terms.planned, long_date(date.0, terms)));
        date.unwrap_or_else(|| terms.not_set.into())
    };
    let recommended = recommending.iter().map(|organ| {
        let last = plan.gjeldande_vedtak(organ).next_back();
        let when = last.map_or_else(|| format!("({})", planned(organ)), said);
        format!("{}: {} {when}", terms.recommended, organ.organ.0)
    });
    let mut decisions: Vec<&Vedtak> = plan.gjeldande_vedtak(deciding).collect();
    let last = decisions.pop();
    let earlier = decisions.into_iter().map(|vedtak| capitalised(&format!("{} {}", deciding.organ.0, said(vedtak))));
    let waiting = if last.is_none() { format!(" ({})", planned(deciding)) } else { String::new() };
    let body = Cell {
        notes: earlier.chain(recommended).map(|note| hard_spaces(&note, terms)).collect(),
        ..Cell::text(hard_spaces(&format!("{}{waiting}", capitalised(&deciding.organ.0)), terms))
    };
    let Some(vedtak) = last else { return [body, to_fill_in(2), to_fill_in(3)] };
    let date = Cell {
        notes: terms.utfall(vedtak.utfall).map(capitalised).into_iter().collect(),
        ..Cell::text(long_date(vedtak.dato.0, terms))
    };
    let case = vedtak.sak.as_ref().map_or_else(|| Cell::text("–"), |case| Cell::text(hard_spaces(case, terms)));
    [body, date, case]
}

/// The financing: for each purpose its sum and the amounts by source, for each delmål with several purposes their sum, for
/// each year and in all.
pub fn financing(
    plan: &Plan,
    finansiering: &Finansiering,
    terms: &Terms,
    numbering: &Numbering,
    table_number: usize,
) -> Table {
    let years = finansiering.år();
    let (unit, words) = match finansiering.eining {
        Eining::Kroner => (terms.in_kroner, terms.financing[0]),
        Eining::TusenKroner => (terms.in_thousands, terms.financing[1]),
    };
    let columns = std::iter::once(column(format!("{}{unit}", terms.financing_head), Holds::RowHeads))
        .chain(years.iter().map(|year| column(year.to_string(), Holds::Numbers)))
        .chain([column(terms.sum, Holds::Numbers)])
        .collect();
    // Nothing is a dash: zeros would hide the amounts.
    let amount = |value: i64| Cell::text(if value == 0 { "–".into() } else { number(value) });
    let amounts = |tone: Tone, head: String, posts: &Finansiering| {
        let cells = std::iter::once(Cell::text(hard_spaces(&head, terms)))
            .chain(years.iter().map(|year| amount(posts.sum_i(*year))))
            .chain([amount(posts.sum())]);
        Row { tone, ..row(cells.collect()) }
    };
    let of =
        |posts: Vec<&Post>| Finansiering { eining: finansiering.eining, postar: posts.into_iter().cloned().collect() };
    let mut purposes: Vec<&Formål> = Vec::new();
    for post in &finansiering.postar {
        if !purposes.contains(&&post.formål) {
            purposes.push(&post.formål);
        }
    }
    // Delmål by delmål, each in the order of the data.
    let delmål_of = |purpose: &Formål| match purpose {
        Formål::Delmål(nummer) => *nummer,
        Formål::Tiltak(id) => plan.tiltak().find(|(_, own)| &own.id == id).map_or(0, |(delmål, _)| delmål.nummer),
    };
    purposes.sort_by_key(|purpose| delmål_of(purpose));
    let mut rows = Vec::new();
    for group in purposes.chunk_by(|one, other| delmål_of(one) == delmål_of(other)) {
        for purpose in group {
            let posts: Vec<&Post> = finansiering.postar.iter().filter(|post| &&post.formål == purpose).collect();
            let first = rows.len();
            rows.push(amounts(Tone::Group, purpose_words(plan, purpose, terms, numbering), &of(posts.clone())));
            let mut sources: Vec<Kjelde> = posts.iter().map(|post| post.kjelde).collect();
            sources.sort_unstable();
            sources.dedup();
            for source in sources {
                let of_source = posts.iter().copied().filter(|post| post.kjelde == source).collect();
                rows.push(amounts(Tone::Detail, terms.kjelde(source).into(), &of(of_source)));
            }
            // What belongs together stands on one page.
            let last = rows.len() - 1;
            rows[first..last].iter_mut().for_each(|row| row.keep = true);
        }
        if let [first, _, ..] = group {
            let nummer = delmål_of(first);
            let posts = finansiering.postar.iter().filter(|post| delmål_of(&post.formål) == nummer).collect();
            let words = format!("{} {} {nummer}", terms.sum, terms.delmål_small);
            rows.iter_mut().last().into_iter().for_each(|row| row.keep = true);
            rows.push(amounts(Tone::Sum, words, &of(posts)));
        }
    }
    // The total is never alone on a page.
    rows.iter_mut().last().into_iter().for_each(|row| row.keep = true);
    rows.push(amounts(Tone::Sum, terms.sum.into(), finansiering));
    Table {
        anchor: Some(references::FINANCING.into()),
        caption: Some(Caption { label: terms.table, number: table_number, text: words.into() }),
        ..table(words, columns, rows)
    }
}

fn purpose_words(plan: &Plan, purpose: &Formål, terms: &Terms, numbering: &Numbering) -> String {
    match purpose {
        Formål::Delmål(nummer) => {
            let title = plan.delmål.iter().find(|delmål| delmål.nummer == *nummer);
            let title = title.map_or("", |delmål| &delmål.tittel);
            format!("{} {title}", numbering.delmål.label(*nummer))
        }
        Formål::Tiltak(id) => {
            plan.tiltak().find(|(_, tiltak)| &tiltak.id == id).map_or(id.to_string(), |(delmål, tiltak)| {
                let ended = if tiltak.avslutta() { format!(" ({})", terms.ended) } else { String::new() };
                format!("{}: {}{ended}", (terms.purpose)(delmål.nummer, tiltak.nummer), tiltak.tittel)
            })
        }
    }
}
