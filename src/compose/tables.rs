//! The tables of the document: the log, the overview, the tiltak of a delmål, the meetings, the approvals,
//! the financing.

use super::columns;
use super::notation::{capitalised, hard_spaces, log_date, long_date, number, percent, tidsramme};
use super::references;
use super::terms::Terms;
use crate::document::{Caption, Cell, Column, DateToFillIn, Link, Numbering, Row, Run, Table, Tone};
use crate::plan::{
    Delmål, Deltakarar, Eining, Finansiering, Formål, Kjelde, LoggRad, Organ, OrganHandsaming, Part, PartId, Plan,
    Post, Rolle, Tiltak,
};

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
    Row { tone: Tone::Normal, whole: true, cells }
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
    Row {
        tone: if now { Tone::Normal } else { Tone::Later },
        whole: true,
        cells: vec![
            Cell::text(tiltak.nummer.to_string()),
            Cell { lines: vec![vec![title]], note: (!now).then(|| terms.later.into()), ..Cell::default() },
            words(deltakarar(plan, &tiltak.hovudansvarleg)),
            words(deltakarar(plan, &tiltak.samarbeidspartar)),
            words(tidsramme(&tiltak.tidsramme)),
        ],
    }
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
    let name = Cell { note: own.then(|| terms.own_row.to_string()), ..Cell::text(&part.namn) };
    let tone = if own { Tone::Own } else { Tone::Normal };
    Row { tone, ..row(std::iter::once(name).chain(cells).collect()) }
}

/// The planned meetings, or `None` if none is planned: the parties that have planned any, and the bodies that
/// any of them has planned.
pub fn meetings(plan: &Plan, to: Option<&PartId>, terms: &Terms) -> Option<Table> {
    let planned = |organ: &&OrganHandsaming| organ.planlagt.is_some();
    let rows: Vec<_> = plan
        .hovud
        .handsaming
        .iter()
        .filter(|handsaming| handsaming.organ.iter().any(|organ| planned(&organ)))
        .filter_map(|handsaming| Some((plan.part(&handsaming.part)?, handsaming)))
        .collect();
    if rows.is_empty() {
        return None;
    }
    let mut bodies: Vec<&Organ> = Vec::new();
    for organ in rows.iter().flat_map(|(_, handsaming)| &handsaming.organ).filter(planned) {
        if !bodies.contains(&&organ.organ) {
            bodies.push(&organ.organ);
        }
    }
    let all_municipalities = rows.iter().all(|(part, _)| part.rolle == Rolle::Kommune);
    let head = terms.meeting_party[usize::from(!all_municipalities)];
    let columns = std::iter::once(column(head, Holds::RowHeads))
        .chain(bodies.iter().map(|body| column(capitalised(&body.0), Holds::Text)))
        .collect();
    let rows = rows
        .iter()
        .map(|(part, handsaming)| {
            let dates = bodies.iter().map(|body| {
                let organ = handsaming.organ.iter().find(|organ| &&organ.organ == body);
                let date = organ.and_then(|organ| organ.planlagt);
                Cell::text(date.map_or(String::new(), |date| long_date(date.0, terms)))
            });
            party_row(part, to, dates, terms)
        })
        .collect();
    Some(Table { anchor: Some(references::MEETINGS.into()), ..table(terms.meeting_summary, columns, rows) })
}

/// The parties and their approvals, or `None` if no party handles the plan. A party that has not decided has
/// an empty cell.
pub fn approvals(plan: &Plan, to: Option<&PartId>, terms: &Terms) -> Option<Table> {
    if plan.hovud.handsaming.is_empty() {
        return None;
    }
    let rows = plan
        .hovud
        .handsaming
        .iter()
        .filter_map(|handsaming| Some((plan.part(&handsaming.part)?, handsaming)))
        .map(|(part, handsaming)| {
            let lines = handsaming
                .organ
                .iter()
                .filter_map(|organ| Some((organ, organ.vedtak.as_ref()?)))
                .map(|(organ, vedtak)| {
                    let details: Vec<String> = std::iter::once(organ.organ.0.clone())
                        .chain(vedtak.sak.clone())
                        .chain(terms.utfall(vedtak.utfall).map(str::to_string))
                        .collect();
                    let date = long_date(vedtak.dato.0, terms);
                    vec![Run::plain(format!("{date} ({})", details.join(", ")))]
                })
                .collect::<Vec<_>>();
            let date = lines.is_empty().then(|| DateToFillIn {
                prompt: terms.date_prompt,
                name: format!("{}: {}", terms.approval_heads[1], part.namn),
            });
            party_row(part, to, [Cell { lines, date, ..Cell::default() }], terms)
        })
        .collect();
    let [party, date] = terms.approval_heads;
    Some(Table {
        anchor: Some(references::APPROVALS.into()),
        ..table(terms.approval_summary, vec![column(party, Holds::RowHeads), column(date, Holds::Text)], rows)
    })
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
        Eining::Kroner => ("", terms.financing[0]),
        Eining::TusenKroner => (terms.in_thousands, terms.financing[1]),
    };
    let columns = std::iter::once(column(terms.financing_head, Holds::RowHeads))
        .chain(years.iter().map(|year| column(format!("{year}{unit}"), Holds::Numbers)))
        .chain([column(format!("{}{unit}", terms.sum), Holds::Numbers)])
        .collect();
    let amounts = |tone: Tone, head: String, posts: &Finansiering| Row {
        tone,
        whole: true,
        cells: std::iter::once(Cell::text(hard_spaces(&head, terms)))
            .chain(years.iter().map(|year| Cell::text(number(posts.sum_i(*year)))))
            .chain([Cell::text(number(posts.sum()))])
            .collect(),
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
            rows.push(amounts(Tone::Group, purpose_words(plan, purpose, terms, numbering), &of(posts.clone())));
            let mut sources: Vec<Kjelde> = posts.iter().map(|post| post.kjelde).collect();
            sources.sort_unstable();
            sources.dedup();
            for source in sources {
                let of_source = posts.iter().copied().filter(|post| post.kjelde == source).collect();
                rows.push(amounts(Tone::Detail, terms.kjelde(source).into(), &of(of_source)));
            }
        }
        if let [first, _, ..] = group {
            let nummer = delmål_of(first);
            let posts = finansiering.postar.iter().filter(|post| delmål_of(&post.formål) == nummer).collect();
            let words = format!("{} {} {nummer}", terms.sum, terms.delmål_small);
            rows.push(amounts(Tone::Sum, words, &of(posts)));
        }
    }
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
                format!("{}: {}", (terms.purpose)(delmål.nummer, tiltak.nummer), tiltak.tittel)
            })
        }
    }
}
