//! Two versions as one document with marks: what is marked is what has changed, what each version said stands there as it said
//! it, and the Word file gives both.

use std::collections::BTreeMap;
use std::ops::Range;

use handlingsplan::compare::{Redline, redline};
use handlingsplan::document::picture::Pictures;
use handlingsplan::document::{Anchor, Block, Change, Document, Heading, Table, Text};
use handlingsplan::edition::Edition;
use handlingsplan::paper::look::Look;
use handlingsplan::plan::{Bolk, Innhald, Plan, Prosa, Seksjon, Tiltak};
use handlingsplan::words::terms::Terms;

use crate::changes::{composed, plan_of, words, written};

/// What has changed from one plan to another. The Word file must give both.
fn compared(old: &Plan, new: &Plan) -> Redline {
    let [before, after] = [old, new].map(|plan| composed(plan, Edition::Utkast));
    let made = redline(&before, &after, "Prøve");
    if let Err(error) = written(&made, &after) {
        panic!("{error}");
    }
    made
}

/// The entries of the list of changes: where, and what.
fn entries(made: &Redline) -> Vec<String> {
    let changes = made.document.changes.as_ref().unwrap();
    changes.entries.iter().map(|own| format!("{}: {}", own.place.words(), own.what.words())).collect()
}

/// The texts of a document that say something, but for what is of one version alone.
fn lines(document: &Document, without: Option<Change>) -> Vec<String> {
    words(document, without).lines().filter(|line| !line.is_empty()).map(str::to_string).collect()
}

/// All that was put in, or taken out.
fn marked(document: &Document, change: Change) -> String {
    let mut all = String::new();
    for block in document.all_blocks() {
        block.clone().for_each_text_mut(&mut |text| {
            text.0.iter().filter(|run| run.change == Some(change)).for_each(|run| all += &format!("{}|", run.text));
        });
    }
    all
}

/// The words over blocks and after them.
fn labels(document: &Document) -> Vec<String> {
    let mut all = Vec::new();
    for block in document.all_blocks() {
        if let Some(Some(mark)) = block.clone().first_mark_mut() {
            all.extend([&mark.label, &mark.end].into_iter().flatten().map(Text::words));
        }
    }
    all
}

/// A small plan whose first tiltak says something.
fn saying(text: &str) -> Plan {
    let mut plan = plan_of("ny-plan");
    plan.delmål[0].tiltak[0].bolkar = vec![Bolk { overskrift: "Skildring".into(), tekst: Prosa(text.into()) }];
    plan
}

/// A small plan with «Planen på éi side» and tiltak of these numbers, counted from 1.
fn crowded(all: impl Iterator<Item = usize>) -> Plan {
    let mut plan = plan_of("ny-plan");
    let tittel = "Planen på éi side".into();
    plan.hovud.seksjonar.insert(0, Seksjon { nummer: None, tittel, innhald: vec![Innhald::Oversyn] });
    let own = plan.delmål[0].tiltak[0].clone();
    let tiltak = |(id, nummer): (usize, u16)| Tiltak {
        id: ron::from_str(&format!("\"tiltak-{id}\"")).unwrap(),
        nummer,
        tittel: format!("Arbeid med sak {id}"),
        ..own.clone()
    };
    plan.delmål[0].tiltak = all.zip(1..).map(tiltak).collect();
    plan
}

#[test]
fn a_crowded_page_of_the_whole_plan_is_the_same_table_in_both_versions() {
    let all = |range: Range<usize>| crowded(range);
    let without_aim = |mut plan: Plan| {
        plan.delmål[0].hovudmål = None;
        plan
    };
    let with_aim = |mut plan: Plan| {
        plan.delmål[0].hovudmål = Some(Prosa("Fleire skal bu og arbeide her, heile året.".into()));
        plan
    };
    let mut pairs = vec![
        // Half of them gone, and as many new.
        (all(0..26), all(13..39)),
        (all(0..32), crowded((0..12).chain(20..32).chain(40..48))),
        (with_aim(all(0..33)), without_aim(all(0..33))),
    ];
    // One more, from where all have room to where none has.
    pairs.extend((24..40).map(|count| (all(0..count), all(0..count + 1))));
    for (old, new) in pairs {
        let [before, after] = [&old, &new].map(|plan| composed(plan, Edition::Utkast));
        for (before, after) in [(&before, &after), (&after, &before)] {
            let made = redline(before, after, "Prøve");
            let counts = [&old, &new].map(|plan| plan.delmål[0].tiltak.len());
            if let Err(error) = written(&made, after) {
                panic!("{counts:?}: {error}");
            }
        }
    }
}

/// A plan with who does what, a word on the second tiltak, and these tiltak.
fn with_numbers(all: &[usize]) -> Plan {
    let mut plan = crowded(all.iter().copied());
    let section = |tittel: &str, innhald| Seksjon { nummer: None, tittel: tittel.into(), innhald };
    plan.hovud.seksjonar.insert(1, section("Kven gjer kva", vec![Innhald::Ansvar]));
    let text =
        "Dette gjeld [](#tiltak-2) mest.\n\n- [](#tiltak-2)\n\nFørst kjem [](#tiltak-2), og så resten av arbeidet.";
    plan.hovud.seksjonar.insert(2, section("Om rekkjefølgja", vec![Innhald::Tekst(Prosa(text.into()))]));
    plan
}

#[test]
fn numbers_that_followed_are_taken_back_with_the_rest() {
    for new in [[5, 1, 2, 3].as_slice(), &[2, 3, 4], &[3, 2, 1], &[2]] {
        let (old, new) = (with_numbers(&[1, 2, 3]), with_numbers(new));
        for (old, new) in [(&old, &new), (&new, &old)] {
            let [before, after] = [old, new].map(|plan| composed(plan, Edition::Utkast));
            let made = compared(old, new);
            assert_eq!(lines(&made.tracked, Some(Change::Inserted)), lines(&before, None));
            assert_eq!(lines(&made.tracked, Some(Change::Deleted)), lines(&after, None));
            // Who reads is shown what has changed. What was taken out stood there.
            let stood = lines(&before, None).join("\n");
            let marked = marked(&made.document, Change::Deleted);
            assert!(marked.split('|').all(|words| stood.contains(words)), "{marked}");
            let text = made.document.texts().into_iter().find(|text| text.words().starts_with("Først kjem")).unwrap();
            assert!(!text.is_changed(), "{text:?}");
        }
    }
}

#[test]
fn a_tiltak_that_was_moved_is_neither_new_nor_gone() {
    let old = plan_of("eksempel-bokmal-2026");
    let mut new = old.clone();
    let moved = new.delmål[0].tiltak.remove(0);
    let title = moved.tittel.clone();
    new.delmål[1].tiltak.push(moved);
    for delmål in &mut new.delmål {
        delmål.tiltak.iter_mut().zip(1..).for_each(|(own, nummer)| own.nummer = nummer);
    }
    let made = compared(&old, &new);
    let own: Vec<String> = entries(&made).into_iter().filter(|entry| entry.contains(&title)).collect();
    assert_eq!(own.len(), 2, "{own:?}");
    assert!(own[0].ends_with(": er flyttet herfra") && own[1].ends_with(": er flyttet hit"), "{own:?}");
    let labels = labels(&made.document);
    for label in [
        "Flyttet herfra",
        "Flyttet hit",
        "Slutt på teksten som er flyttet herfra",
        "Slutt på teksten som er flyttet hit",
    ] {
        assert!(labels.iter().any(|own| own == label), "{label}: {labels:?}");
    }
    assert!(!labels.iter().any(|own| own == "Nytt" || own == "Tatt ut"), "{labels:?}");
    // So too where the delmål that it stood under is gone.
    new.delmål.remove(0);
    let made = compared(&old, &new);
    assert!(entries(&made).iter().any(|entry| entry.contains(&title) && entry.ends_with(": er flyttet herfra")));
}

/// Two years of the example.
fn two_years() -> Redline {
    compared(&plan_of("eksempel-bokmal-2026"), &plan_of("eksempel-bokmal-2027"))
}

#[test]
fn what_follows_from_the_rest_of_the_plan_and_the_title_page_are_unmarked() {
    let made = two_years();
    let new = composed(&plan_of("eksempel-bokmal-2027"), Edition::Utkast);
    assert_eq!(made.document.cover, new.cover);
    let derived = [Anchor::overview(), Anchor::responsibilities()];
    for anchor in &derived {
        let table = |document: &Document| {
            document.all_blocks().find_map(|block| match block {
                Block::Table(table) if table.anchor.as_ref() == Some(anchor) => Some(table.clone()),
                _ => None,
            })
        };
        let (own, tracked) = (table(&made.document).unwrap(), table(&made.tracked).unwrap());
        assert_eq!(own, table(&new).unwrap());
        assert!(tracked.mark.is_some(), "Word has all marks");
    }
    let list = entries(&made).join("\n");
    for title in ["Forsiden", "Planen på én side", "Hvem gjør hva"] {
        assert!(!list.contains(title), "{list}");
    }
    let unmarked: String = made.document.changes.unwrap().unmarked.iter().map(Text::words).collect();
    assert!(
        unmarked.contains("Forsiden er") && unmarked.contains("«Planen på én side» og «Hvem gjør hva» følger "),
        "{unmarked}"
    );
}

#[test]
fn a_heading_that_is_gone_says_so() {
    let made = two_years();
    let title = |document: &Document| {
        let mut gone = document.all_blocks().filter_map(|block| match block {
            Block::Heading(heading) if heading.is_deleted() && heading.level == 3 => Some(heading.title.words()),
            _ => None,
        });
        gone.next().unwrap()
    };
    assert_eq!(title(&made.document), "Veiledning for gründere – tatt ut");
    // Taken back in Word, it is what it was.
    assert_eq!(title(&made.tracked), "Veiledning for gründere");
}

#[test]
fn an_amount_never_stands_beside_another_in_word() {
    let made = two_years();
    let mut whole = 0;
    for block in made.tracked.all_blocks() {
        let Block::Table(table) = block else { continue };
        for row in &table.rows {
            whole += usize::from(row.change.is_some());
            for (cell, column) in
                row.cells.iter().zip(&table.columns).filter(|(own, column)| column.numbers && own.over == 0)
            {
                // But for what is so short that there is room between.
                let is_long = |line: &Text| line.0.iter().any(|run| run.text.chars().count() > 4);
                let is_whole =
                    |line: &Text| !is_long(line) || line.0.windows(2).all(|two| two[0].change == two[1].change);
                assert!(cell.lines.iter().all(is_whole), "{:?}: {cell:?}", column.head.words());
            }
        }
    }
    assert!(whole > 10);
}

/// The rows of the table whose first column has this head, and what became of each as a whole.
fn rows(document: &Document, head: &str) -> Vec<(String, Option<Change>)> {
    let is_it = |table: &&Table| table.columns.first().is_some_and(|own| own.head.words() == head);
    let tables = document.all_blocks().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let rows = tables.filter(is_it).flat_map(|table| &table.rows);
    rows.map(|row| (row.cells[0].lines.iter().map(Text::words).collect(), row.change)).collect()
}

#[test]
fn a_row_of_both_versions_is_marked_in_its_cells() {
    let made = two_years();
    // The decision of the one that had decided is gone, with its date and its case.
    let approvals = rows(&made.document, "Samarbeidspart");
    assert!(approvals.len() == 3 && approvals.iter().all(|(_, change)| change.is_none()), "{approvals:?}");
    // Shares of two figures have room beside each other, also in Word.
    let shares = rows(&made.tracked, "Delmål");
    let is_same = |(name, change): &&(String, Option<Change>)| name.contains("Flere") && change.is_none();
    assert_eq!(shares.iter().filter(is_same).count(), 2, "{shares:?}");
}

/// What is wrong with the words over stretches and after them: an end ends the stretch that began last.
fn crossed(document: &Document) -> Option<String> {
    let ends = [Change::Inserted, Change::Deleted].into_iter().flat_map(|change| {
        [false, true].map(|moved| {
            let words = Terms::of_lang(document.meta.lang).comparing;
            (words.block_label(change, moved), words.block_end_label(change, moved))
        })
    });
    let ends: BTreeMap<&str, &str> = ends.collect();
    let mut begun = String::new();
    for block in document.all_blocks() {
        let Some(Some(mark)) = block.clone().first_mark_mut().map(|mark| mark.clone()) else { continue };
        if let Some(label) = &mark.label {
            begun = label.words();
        }
        if let Some(end) = mark.end.as_ref().map(Text::words)
            && ends.get(begun.as_str()) != Some(&end.as_str())
        {
            return Some(format!("«{begun}» … «{end}»"));
        }
    }
    None
}

#[test]
fn a_stretch_ends_as_what_it_began_as() {
    let old = plan_of("eksempel-bokmal-2026");
    let new = plan_of("eksempel-bokmal-2027");
    for (old, new) in [(&old, &new), (&new, &old)] {
        for shift in 0..4 {
            let mut new = new.clone();
            // Moved beside what is new and what is gone.
            if let Some(own) = new.delmål[0].tiltak.pop() {
                let at = shift.min(new.delmål[1].tiltak.len());
                new.delmål[1].tiltak.insert(at, own);
            }
            for delmål in &mut new.delmål {
                delmål.tiltak.iter_mut().zip(1..).for_each(|(own, nummer)| own.nummer = nummer);
            }
            let [before, after] = [old, &new].map(|plan| composed(plan, Edition::Utkast));
            let made = redline(&before, &after, "Prøve");
            assert_eq!(crossed(&made.document), None);
            assert!(labels(&made.document).iter().any(|label| label.starts_with("Flyttet")));
        }
    }
}

#[test]
fn no_mark_is_empty() {
    let made = two_years();
    for text in made.document.texts() {
        for stretch in text.0.chunk_by(|one, other| one.change == other.change) {
            let words: String = stretch.iter().map(|run| run.text.as_str()).collect();
            assert!(stretch[0].change.is_none() || !words.trim().is_empty(), "{text:?}");
        }
    }
}

#[test]
fn a_list_that_begins_at_another_number_has_changed() {
    let made = compared(&saying("1. Kartleggje\n2. Byggje"), &saying("3. Kartleggje\n4. Byggje"));
    assert_eq!(entries(&made).len(), 1);
    let starts = |change: Change| {
        let lists = made.tracked.all_blocks().filter_map(|block| match block {
            Block::List(list) => Some(list),
            _ => None,
        });
        let mut of_change = lists.filter(|list| {
            let mut first = list.items[0][0].clone();
            first.first_mark_mut().is_some_and(|mark| mark.as_ref().is_some_and(|mark| mark.change == Some(change)))
        });
        of_change.find_map(|list| list.start)
    };
    assert_eq!([starts(Change::Deleted), starts(Change::Inserted)], [Some(1), Some(3)]);
}

#[test]
fn a_paragraph_that_is_cut_in_two_has_the_same_words() {
    let one = saying("Fyrste setning om bustader i bygda. Andre setning om skular og barnehagar.");
    let two = saying("Fyrste setning om bustader i bygda.\n\nAndre setning om skular og barnehagar.");
    for (old, new, label) in [(&one, &two, "Delt i fleire avsnitt"), (&two, &one, "Slege saman til eitt avsnitt")] {
        let made = compared(old, new);
        for change in [Change::Inserted, Change::Deleted] {
            assert_eq!(marked(&made.document, change), "");
            assert_eq!(marked(&made.tracked, change).replace('|', "").trim(), "");
        }
        assert_eq!(labels(&made.document), [label]);
        assert_eq!(entries(&made).len(), 1);
        assert!(entries(&made)[0].to_lowercase().ends_with(&label.to_lowercase()));
    }
    // One that is new beside it is new.
    let more =
        saying("Fyrste setning om bustader i bygda. Andre setning om skular og barnehagar.\n\nEi tredje setning.");
    assert_eq!(marked(&compared(&one, &more).document, Change::Inserted), "Ei tredje setning.|");
}

#[test]
fn a_heading_whose_weight_or_number_is_gone_keeps_its_words() {
    let old = plan_of("ny-plan");
    let mut new = old.clone();
    new.delmål[0].vekt = None;
    new.hovud.seksjonar[2].nummer = None;
    for (old, new) in [(&old, &new), (&new, &old)] {
        let made = compared(old, new);
        let whole = made
            .document
            .all_blocks()
            .find(|block| matches!(block, Block::Heading(Heading { mark: Some(mark), .. }) if mark.change.is_some()));
        assert_eq!(whole, None);
        assert!(entries(&made).iter().all(|entry| !entry.ends_with(": ")), "{:?}", entries(&made));
    }
}

#[test]
fn a_table_that_is_new_is_told_as_one() {
    let mut new = saying("Noko.");
    let mut old = new.clone();
    let figure = plan_of("eksempel-bokmal-2026");
    let own = figure.tiltak().find(|(_, tiltak)| !tiltak.indikatorar.is_empty()).unwrap().1.indikatorar.clone();
    new.delmål[0].tiltak[0].indikatorar = own;
    old.delmål[0].tiltak[0].indikatorar = Vec::new();
    assert!(entries(&compared(&old, &new)).iter().any(|entry| entry.ends_with("tabellen er ny")));
    assert!(entries(&compared(&new, &old)).iter().any(|entry| entry.ends_with("tabellen er teken ut")));
}

#[test]
fn an_overview_that_was_taken_out_has_no_empty_column_on_the_web_page() {
    let old = crowded(0..3);
    let mut new = old.clone();
    new.hovud.seksjonar.remove(0);
    let page = |old: &Plan, new: &Plan| {
        let made = compared(old, new);
        handlingsplan::html::write(
            &made.document,
            &Pictures::default(),
            &Look::default(),
            &handlingsplan::html::Options::default(),
        )
    };
    let (gone, there) = (page(&old, &new), page(&new, &old));
    for html in [gone, there] {
        assert!(html.contains("Tidsramme") && !html.contains(">Side<"), "{html}");
    }
}
