use std::path::Path;

use super::*;
use crate::check::check;
use crate::data::load;
use crate::document::Tone;
use crate::finding::Severity;

fn plan(name: &str) -> Plan {
    load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)).plan.unwrap()
}

/// The document as lines that can be read: what each block is, and its words.
fn outline(document: &Document) -> String {
    let cover = document.cover.as_ref().unwrap();
    let mut lines = vec![
        format!("meta      {} | {} | {}", document.meta.title, document.meta.subject, document.meta.file_stem),
        format!(
            "frame     {} | {} | {}",
            document.frame.headers[0].words(),
            document.frame.version.words(),
            document.frame.edition.words()
        ),
        format!("cover     {} | {} | {}", cover.mark.words(), cover.title.words(), cover.agreement.words()),
        format!("parties   {}", cover.parties.iter().map(Text::words).collect::<Vec<_>>().join(" | ")),
    ];
    if let Some(log) = &cover.log {
        lines.push(format!("log       {} {}", log.title.words(), log.note.words()));
        table(&log.table, &mut lines);
    }
    for block in &document.blocks {
        lines_of(block, "", &mut lines);
    }
    lines.join("\n").replace('\u{a0}', "_")
}

fn lines_of(block: &Block, indent: &str, lines: &mut Vec<String>) {
    match block {
        Block::Heading(heading) => {
            let label = heading.label.as_ref().map_or(String::new(), |label| format!("{label} "));
            let aside = heading
                .aside
                .as_ref()
                .map_or(String::new(), |own| format!(" | {} {}", own.value.words(), own.of.words()));
            lines.push(format!(
                "{indent}heading {} {label}{}{aside}  #{}",
                heading.level,
                heading.title.words(),
                heading.anchor
            ));
        }
        Block::Paragraph { role, text, .. } => {
            lines.push(format!("{indent}{:<9} {}", format!("{role:?}").to_lowercase(), words(text)));
        }
        Block::List(list) => {
            for (index, item) in list.items.iter().enumerate() {
                let mark = list.start.map_or("-".into(), |start| format!("{}.", start + index as u64));
                lines.push(format!("{indent}{mark}"));
                for block in item {
                    lines_of(block, &format!("{indent}    "), lines);
                }
            }
        }
        Block::Table(data) => table(data, lines),
        Block::Figure(figure) => lines.push(format!(
            "figure    {} {}: {} | {}",
            figure.caption.label,
            figure.caption.number,
            figure.caption.text.words(),
            figure.alt
        )),
        Block::Sideways { blocks } => {
            lines.push("sideways".into());
            blocks.iter().for_each(|block| lines_of(block, "    ", lines));
        }
    }
}

fn words(text: &Text) -> String {
    text.with_merged_runs()
        .0
        .iter()
        .map(|run| {
            let mark = if run.strong {
                "**"
            } else if run.emph {
                "*"
            } else {
                ""
            };
            let link = match &run.link {
                None => String::new(),
                Some(Link::Anchor(anchor)) => format!("(#{anchor})"),
                Some(Link::Url(address)) => format!("({address})"),
                Some(Link::Page(anchor)) => format!("(side #{anchor})"),
            };
            format!("{mark}{}{mark}{link}", run.text)
        })
        .collect()
}

fn table(data: &Table, lines: &mut Vec<String>) {
    let heads: Vec<String> = data.columns.iter().map(|column| column.head.words()).collect();
    lines.push(format!("table     {}", heads.join(" | ")));
    for row in &data.rows {
        let cells: Vec<String> = row
            .cells
            .iter()
            .map(|cell| {
                let text: Vec<String> = cell.lines.iter().map(words).collect();
                let note = cell.notes.iter().map(|note| format!(" [{}]", note.words())).collect::<String>();
                format!("{}{note}", text.join(" / "))
            })
            .collect();
        lines.push(format!("  {:<7} {}", format!("{:?}", row.tone).to_lowercase(), cells.join(" | ")));
    }
    if let Some(caption) = &data.caption {
        lines.push(format!("caption   {} {}: {}", caption.label, caption.number, caption.text.words()));
    }
}

#[test]
fn the_example_plan_is_composed_as_it_should_be() {
    let document = compose(&plan("eksempel-bokmal-2026"), &Pictures::default(), Edition::Utkast, None);
    insta::assert_snapshot!(outline(&document));
}

#[test]
fn the_other_editions_are_composed_as_they_should_be() {
    // Where they differ from the draft: the front, the proposal, the account.
    let plan = plan("eksempel-bokmal-2026");
    let lines = |edition| {
        let document = compose(&plan, &Pictures::default(), edition, None);
        outline(&document).lines().map(str::to_string).collect::<Vec<_>>()
    };
    let draft = lines(Edition::Utkast);
    let own = |edition| {
        let all = lines(edition).into_iter().filter(|line| !draft.contains(line));
        all.collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(own(Edition::Politisk));
    insta::assert_snapshot!(own(Edition::Kdd));
}

#[test]
fn later_tiltak_are_grey_and_said_to_be_so() {
    let plan = plan("vest-telemark-2025");
    let document = compose(&plan, &Pictures::default(), Edition::Utkast, None);
    let tables: Vec<&Table> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) if table.caption.is_some() => Some(table),
            _ => None,
        })
        .collect();
    assert_eq!(tables.iter().map(|table| table.rows.len()).collect::<Vec<_>>(), [6, 4, 4]);
    for row in tables.iter().flat_map(|table| &table.rows) {
        let said = row.cells.iter().any(|cell| cell.notes == [Text::plain("seinare")]);
        assert_eq!(row.tone == Tone::Later, said);
        assert_eq!(words(&row.cells[4].lines[0]).starts_with("2025"), row.tone == Tone::Normal);
    }
}

#[test]
fn every_link_leads_to_an_anchor_that_is_printed() {
    for name in ["vest-telemark-2025", "eksempel-bokmal-2026", "ny-plan"] {
        let document = compose(&plan(name), &Pictures::default(), Edition::Endeleg, None);
        let json = serde_json::to_value(&document).unwrap();
        let (mut links, mut anchors) = (Vec::new(), Vec::new());
        collect(&json, &mut links, &mut anchors);
        assert!(!links.is_empty());
        for link in links {
            assert!(anchors.contains(&link), "{name}: {link}");
        }
        let mut unique = anchors.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), anchors.len());
    }
}

/// The anchors that runs lead to, and the anchors of blocks.
fn collect(value: &serde_json::Value, links: &mut Vec<String>, anchors: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, links, anchors)),
        serde_json::Value::Object(fields) => {
            if let Some(anchor) = fields.get("anchor").and_then(|anchor| anchor.as_str()) {
                // A link is an object with nothing but its anchor.
                let list = if fields.len() == 1 { &mut *links } else { &mut *anchors };
                list.push(anchor.into());
            }
            fields.values().for_each(|field| collect(field, links, anchors));
        }
        _ => {}
    }
}

#[test]
fn the_plans_of_the_repository_are_without_errors_until_they_are_final() {
    for name in ["vest-telemark-2025", "eksempel-bokmal-2026", "ny-plan"] {
        for edition in [Edition::Utkast, Edition::Politisk] {
            let findings = check(&plan(name), edition);
            assert!(findings.iter().all(|finding| finding.severity == Severity::Warning), "{name}: {findings:?}");
        }
        let findings = check(&plan(name), Edition::Endeleg);
        assert!(findings.iter().any(|finding| finding.code == "HP052"), "{name} is not approved: {findings:?}");
    }
}
