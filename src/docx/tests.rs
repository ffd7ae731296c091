//! What validators of Word files don't look at.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

use super::*;
use crate::document::{Block, Document, Heading, List, Mark, Role};
use crate::edition::Edition;
use crate::make::build::load_and_compose;
use crate::pdf::{Template, figure_pictures};
use xml::{Element, Node};

const PLANS: [&str; 3] = ["vest-telemark-2025", "eksempel-bokmal-2026", "ny-plan"];

fn docx(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
    let composed = load_and_compose(&folder, Edition::Utkast).unwrap();
    let figures = figure_pictures(composed.paged(), &Template::embedded()).unwrap();
    write(composed.paged(), &composed.pictures, &figures, &PageNumbers::default(), None).unwrap()
}

/// The Word file of what is changed in the example; the program itself proves that it gives both versions.
fn redline(change: impl FnOnce(&mut crate::plan::Plan)) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/eksempel-bokmal-2026");
    let checked = crate::make::build::load_and_check(&folder, Edition::Utkast);
    let old = checked.plan.as_deref().unwrap().clone();
    let mut new = old.clone();
    change(&mut new);
    let [old, new] = [&old, &new].map(|plan| crate::compose::compose(plan, &checked.pictures, Edition::Utkast, None));
    let made = crate::compare::redline(&old, &new, "Prøve");
    let look = crate::paper::look::Look::default();
    let paged = crate::paper::typeset(made.document.clone(), &look).typeset_version(made.tracked.clone(), &look);
    let set = |document: &Document| paged.typeset_version(document.clone(), &look);
    let figures: Figures = paged.document().figures().map(|figure| (figure.anchor.clone(), vec![0])).collect();
    let versions = BothVersions { after: set(&new), before: set(&made.before), logos: checked.pictures.logos.clone() };
    write(&paged, &checked.pictures, &figures, &PageNumbers::default(), Some(&versions)).unwrap()
}

fn parts(docx: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().to_string(), bytes)
        })
        .collect()
}

fn part(docx: &[u8], name: &str) -> Element {
    let (_, bytes) = parts(docx).into_iter().find(|(own, _)| own == name).unwrap();
    Element::parse(&bytes).unwrap()
}

/// Every element with a name, wherever it stands.
fn all<'a>(element: &'a Element, name: &str, found: &mut Vec<&'a Element>) {
    for child in element.elements() {
        if child.name == name {
            found.push(child);
        }
        all(child, name, found);
    }
}

fn find<'a>(element: &'a Element, name: &str) -> Vec<&'a Element> {
    let mut found = Vec::new();
    all(element, name, &mut found);
    found
}

fn values<'a>(elements: &[&'a Element], attribute: &str) -> Vec<&'a str> {
    elements.iter().filter_map(|element| element.get(attribute)).collect()
}

fn assert_unique(values: &[&str]) {
    let unique: BTreeSet<_> = values.iter().collect();
    assert_eq!(unique.len(), values.len(), "{values:?}");
}

#[test]
fn every_name_resolves() {
    for name in PLANS {
        let docx = docx(name);
        let (document, styles) = (part(&docx, "word/document.xml"), part(&docx, "word/styles.xml"));
        let numbering = part(&docx, "word/numbering.xml");

        let starts = find(&document, "w:bookmarkStart");
        let bookmarks = values(&starts, "w:name");
        assert_unique(&bookmarks);
        assert_unique(&values(&starts, "w:id"));
        let ends = find(&document, "w:bookmarkEnd");
        assert_eq!(values(&starts, "w:id"), values(&ends, "w:id"));
        assert!(bookmarks.iter().all(|bookmark| bookmark.len() <= 40));
        for anchor in values(&find(&document, "w:hyperlink"), "w:anchor") {
            assert!(bookmarks.contains(&anchor), "{name}: {anchor}");
        }

        let known_styles = values(&find(&styles, "w:style"), "w:styleId");
        assert_unique(&known_styles);
        for kind in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
            for style in values(&find(&document, kind), "w:val") {
                assert!(known_styles.contains(&style), "{name}: {style}");
            }
        }
        for kind in ["w:basedOn", "w:next"] {
            for style in values(&find(&styles, kind), "w:val") {
                assert!(known_styles.contains(&style), "{style}");
            }
        }

        let numbers = values(&find(&numbering, "w:num"), "w:numId");
        assert_unique(&numbers);
        for number in values(&find(&document, "w:numId"), "w:val") {
            assert!(numbers.contains(&number), "{name}: {number}");
        }

        let relations = part(&docx, "word/_rels/document.xml.rels");
        let ids = values(&find(&relations, "Relationship"), "Id");
        assert_unique(&ids);
        let used = ["w:hyperlink", "a:blip", "w:headerReference", "w:footerReference"];
        for element in used.iter().flat_map(|kind| find(&document, kind)) {
            for attribute in ["r:id", "r:embed"] {
                if let Some(id) = element.get(attribute) {
                    assert!(ids.contains(&id), "{name}: {id}");
                }
            }
        }
        let files: Vec<String> = parts(&docx).into_iter().map(|(name, _)| name).collect();
        for relation in find(&relations, "Relationship") {
            let target = relation.get("Target").unwrap();
            let outside = relation.get("TargetMode") == Some("External");
            assert!(outside || files.contains(&format!("word/{target}")), "{name}: {target}");
        }
    }
}

#[test]
fn every_cell_ends_with_a_paragraph_and_every_table_has_a_header_row() {
    for name in PLANS {
        let document = part(&docx(name), "word/document.xml");
        for cell in find(&document, "w:tc") {
            assert!(matches!(cell.children.last(), Some(Node::Element(last)) if last.name == "w:p"));
        }
        let tables = find(&document, "w:tbl");
        assert!(!tables.is_empty());
        for table in tables {
            let rows: Vec<&Element> = table.elements().filter(|child| child.name == "w:tr").collect();
            let heads: Vec<bool> = rows.iter().map(|row| !find(row, "w:tblHeader").is_empty()).collect();
            // Facts have their terms in the first column.
            let of_facts = values(&find(table, "w:tblStyle"), "w:val") == [styles::FACTS_TABLE];
            assert!(heads[0] != of_facts && !heads[1..].contains(&true));
            assert_eq!(values(&find(table, "w:tblLook"), "w:firstColumn"), [if of_facts { "1" } else { "0" }]);
            assert!(rows.iter().all(|row| !find(row, "w:cantSplit").is_empty()));
            assert_eq!(find(table, "w:tblDescription").len(), 1);
        }
    }
}

#[test]
fn fields_are_balanced_and_no_paragraph_is_empty() {
    for name in PLANS {
        let document = part(&docx(name), "word/document.xml");
        let kinds = values(&find(&document, "w:fldChar"), "w:fldCharType");
        let mut depth = 0;
        for kind in kinds {
            match kind {
                "begin" => depth += 1,
                "end" => depth -= 1,
                _ => assert!(depth > 0),
            }
            assert!(depth >= 0);
        }
        assert_eq!(depth, 0);
        let body: Vec<&Element> = document.find("w:body").unwrap().elements().collect();
        for (at, paragraph) in body.iter().enumerate().filter(|(_, child)| child.name == "w:p") {
            // Word would make one of two tables that nothing parts.
            let parts = |own: &&Element| own.name == "w:tbl";
            let apart = at > 0 && parts(&body[at - 1]) && body.get(at + 1).is_some_and(parts);
            assert!(apart || !find(paragraph, "w:r").is_empty(), "{name}: an empty paragraph");
        }
        assert!(!body.windows(2).any(|two| two.iter().all(|own| own.name == "w:tbl")), "{name}: two tables as one");
    }
}

#[test]
fn every_picture_has_words_and_an_id_of_its_own() {
    for name in PLANS {
        let document = part(&docx(name), "word/document.xml");
        let pictures = find(&document, "wp:docPr");
        let shapes = find(&document, "wps:cNvPr");
        assert_unique(&[values(&pictures, "id"), values(&shapes, "id")].concat());
        assert_eq!(values(&pictures, "descr").iter().filter(|text| !text.is_empty()).count(), pictures.len());
    }
    // The chart's words stand on the shapes and on the picture that is drawn in their place.
    let document = part(&docx("eksempel-bokmal-2026"), "word/document.xml");
    let texts = values(&find(&document, "wp:docPr"), "descr").join("\n");
    insta::assert_snapshot!(texts, @r"
    Logo: to fjell, en sol og tre bølger
    Organisasjonskart med 3 bokser. Øverst står Styringsgruppe (ordførerne). Under Styringsgruppe står Prosjektleder og Ungdomsråd (rådgivende).
    Organisasjonskart med 3 bokser. Øverst står Styringsgruppe (ordførerne). Under Styringsgruppe står Prosjektleder og Ungdomsråd (rådgivende).
    ");
}

#[test]
fn references_are_fields_that_word_can_keep_up_to_date() {
    let document = part(&docx("eksempel-bokmal-2026"), "word/document.xml");
    let paragraphs = find(&document, "w:p");
    let own = paragraphs.iter().find(|paragraph| text(paragraph).starts_with("Finansieringen står i")).unwrap();
    assert_eq!(
        text(own),
        "Finansieringen står i Tabell\u{a0}4 under pkt.\u{a0}7, og organiseringen i Figur\u{a0}1. Hvem som gjør hva, står i «Hvem gjør hva». Mer om ordningen: en nettside, og kap.\u{a0}553 i SB2026."
    );
    let instructions: Vec<String> = find(own, "w:instrText").into_iter().map(text).collect();
    let kinds: Vec<(bool, bool)> =
        instructions.iter().map(|field| (field.starts_with(" REF _"), field.contains(" \\r "))).collect();
    assert_eq!(kinds, [(true, false), (true, true), (true, false)], "{instructions:?}");
    // What a field prints when it is updated is what its bookmark holds.
    let bookmark = instructions[0].split_whitespace().nth(1).unwrap();
    let caption =
        paragraphs.iter().find(|paragraph| values(&find(paragraph, "w:bookmarkStart"), "w:name") == [bookmark]);
    assert!(text(caption.unwrap()).starts_with("Tabell 4: "));
    let known = values(&find(&document, "w:bookmarkStart"), "w:name");
    for field in find(&document, "w:instrText").into_iter().map(text).filter(|field| field.contains("REF ")) {
        let bookmark = field.split_whitespace().nth(1).unwrap().to_string();
        assert!(known.contains(&bookmark.as_str()), "{field}");
    }
}

fn text(element: &Element) -> String {
    let own = element.children.iter().map(|node| match node {
        Node::Text(text) => text.clone(),
        Node::Element(child) if child.name == "w:instrText" => String::new(),
        Node::Element(child) if child.name == "w:noBreakHyphen" => "-".into(),
        Node::Element(child) => text(child),
    });
    own.collect()
}

#[test]
fn empty_approvals_have_dots_to_write_on_and_no_content_controls() {
    let document = part(&docx("eksempel-bokmal-2026"), "word/document.xml");
    let prompts = find(&document, "w:rStyle").into_iter().filter(|style| style.get("w:val") == Some("PlaceholderText"));
    let dots = find(&document, "w:tc").into_iter().filter(|cell| text(cell) == "………………");
    // The date and the case of each of two parties.
    assert_eq!((prompts.count(), dots.count()), (4, 4));
    // Recording changes in LibreOffice 7.4 and filling one in gave a file that could not be read.
    assert!(find(&document, "w:sdt").is_empty());
}

#[test]
fn the_header_names_the_delmål_and_labels_a_draft() {
    let docx = docx("vest-telemark-2025");
    let header = parts(&docx)
        .into_iter()
        .find(|(name, bytes)| name.starts_with("word/header") && String::from_utf8_lossy(bytes).contains("STYLEREF"));
    let header = Element::parse(&header.unwrap().1).unwrap();
    let (document, styles) = (part(&docx, "word/document.xml"), part(&docx, "word/styles.xml"));
    let field = find(&header, "w:instrText").into_iter().map(text_in).collect::<String>();
    let named = |id: &str| find(&styles, "w:style").into_iter().find(|own| own.get("w:styleId") == Some(id)).unwrap();
    let name = named(styles::RUNNING).find("w:name").and_then(|name| name.get("w:val")).unwrap();
    assert_eq!(field.trim(), format!("STYLEREF \"{name}\""));
    let titles =
        find(&document, "w:r").into_iter().filter(|run| values(&find(run, "w:rStyle"), "w:val") == [styles::RUNNING]);
    assert!(titles.map(text).any(|title| title == "Fleire eigna bustader i Vest-Telemark"));
    assert_eq!(values(&find(named(styles::DRAFT), "w:shd"), "w:fill"), ["9A3B1F"]);
    assert!(values(&find(&header, "w:rStyle"), "w:val").contains(&styles::DRAFT));
}

fn text_in(element: &Element) -> String {
    element
        .children
        .iter()
        .filter_map(|node| if let Node::Text(text) = node { Some(text.as_str()) } else { None })
        .collect()
}

#[test]
fn what_a_case_paper_is_to_be_filled_in_with_has_content_controls() {
    let mut facts = small().document;
    let fact =
        Text::strong("Saksnr.:").and(crate::document::BETWEEN_FACTS).and(Text::strong("Organ:")).and(" Formannskap");
    (facts.cover, facts.blocks) = (None, vec![Block::paragraph(Role::Facts, fact)]);
    let paged = crate::paper::typeset(facts, &crate::paper::look::Look::default());
    let art = Images { logos: &[], former: &[], figures: &Figures::new() };
    let document = finish_package(&paged, &art, &PageNumbers::default(), None).unwrap().document;
    assert_eq!(values(&find(&document, "w:alias"), "w:val"), ["Saksnr."]);
    // It is around the paragraph: within it, LibreOffice 7.4 crosses it with the changes that it records.
    assert!(find(&document, "w:sdtContent").iter().all(|own| own.find("w:p").is_some()));
}

#[test]
fn the_file_says_what_it_is_and_in_which_language() {
    let docx = docx("eksempel-bokmal-2026");
    let core = String::from_utf8(parts(&docx).into_iter().find(|(name, _)| name == "docProps/core.xml").unwrap().1);
    insta::assert_snapshot!(core.unwrap());
    let language = find(&part(&docx, "word/styles.xml"), "w:lang")[0].get("w:val").map(str::to_string);
    assert_eq!(language.as_deref(), Some("nb-NO"));
}

/// A part as lines that can be read: an element each, indented.
fn lines(element: &Element, depth: usize, made: &mut String) {
    let attributes: String = element.attributes.iter().map(|(name, value)| format!(" {name}={value}")).collect();
    let text: String =
        element.children.iter().map(|node| if let Node::Text(text) = node { text } else { "" }).collect();
    let text = if text.is_empty() { text } else { format!(" «{text}»") };
    *made += &format!("{:indent$}{}{attributes}{text}\n", "", element.name, indent = 2 * depth);
    element.elements().for_each(|child| lines(child, depth + 1, made));
}

#[test]
fn the_parts_of_a_small_plan_are_as_they_were_read() {
    let docx = docx("ny-plan");
    for name in ["word/numbering.xml", "word/settings.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"] {
        let mut made = String::new();
        lines(&part(&docx, name), 0, &mut made);
        insta::assert_snapshot!(made);
    }
    // Of the styles and the text a part: a heading's style, and the text from the first delmål on.
    let (styles, document) = (part(&docx, "word/styles.xml"), part(&docx, "word/document.xml"));
    let style =
        |id: &str| find(&styles, "w:style").into_iter().find(|style| style.get("w:styleId") == Some(id)).unwrap();
    let mut made = String::new();
    ["Heading2", "Hovudmaal", "Handlingsplantabell"].into_iter().for_each(|id| lines(style(id), 0, &mut made));
    insta::assert_snapshot!(made);
    let body = document.find("w:body").unwrap();
    let is_heading = |own: &&Element| values(&find(own, "w:pStyle"), "w:val") == ["Heading2"];
    let mut made = String::new();
    body.elements().skip_while(|own| !is_heading(own)).take(6).for_each(|own| lines(own, 0, &mut made));
    insta::assert_snapshot!(made);
}

#[test]
fn sections_that_jump_are_numbered_as_the_plan_says() {
    let docx = docx("eksempel-bokmal-2026");
    let numbering = part(&docx, "word/numbering.xml");
    let starts: Vec<&str> = find(&numbering, "w:num")
        .into_iter()
        .filter(|number| number.find("w:abstractNumId").and_then(|inner| inner.get("w:val")) == Some("2"))
        .flat_map(|number| find(number, "w:startOverride"))
        .filter_map(|start| start.get("w:val"))
        .collect();
    // The sections are 1, 3, 4, 5, 7 and 8.
    assert_eq!(starts, ["3", "7"]);
}

#[test]
fn every_part_has_a_content_type_and_every_content_type_a_part() {
    let docx = docx("eksempel-bokmal-2026");
    let types = part(&docx, "[Content_Types].xml");
    let defaults = values(&find(&types, "Default"), "Extension");
    let overrides = values(&find(&types, "Override"), "PartName");
    assert_unique(&overrides);
    let files: Vec<String> = parts(&docx).into_iter().map(|(name, _)| format!("/{name}")).collect();
    for file in files.iter().filter(|file| *file != "/[Content_Types].xml") {
        let extension = file.rsplit('.').next().unwrap();
        let by_default = ["rels", "png"].contains(&extension) && defaults.contains(&extension);
        assert!(by_default || overrides.contains(&file.as_str()), "{file}");
    }
    assert!(overrides.iter().all(|name| files.iter().any(|file| file == name)), "{overrides:?}");
}

#[test]
fn the_parts_are_deflated_and_without_a_date() {
    let docx = docx("ny-plan");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&docx)).unwrap();
    for index in 0..archive.len() {
        let file = archive.by_index(index).unwrap();
        let picture = file.name().ends_with(".png");
        assert_eq!(file.compression() == zip::CompressionMethod::Deflated, !picture, "{}", file.name());
        assert_eq!(file.last_modified(), Some(zip::DateTime::DEFAULT));
    }
    assert_eq!(archive.by_index(0).unwrap().name(), "[Content_Types].xml");
}

#[test]
fn the_heading_of_a_chapter_has_no_number() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/eksempel-bokmal-2026");
    let composed = crate::make::build::load_and_compose(&folder, crate::edition::Edition::Politisk).unwrap();
    let figures = figure_pictures(composed.paged(), &Template::embedded()).unwrap();
    let docx = write(composed.paged(), &composed.pictures, &figures, &PageNumbers::default(), None).unwrap();
    let document = part(&docx, "word/document.xml");
    let styles = values(&find(&document, "w:pStyle"), "w:val");
    assert_eq!(styles.iter().filter(|style| **style == "Kapittel").count(), 4);
}

#[test]
fn the_words_of_a_changed_chart_are_tracked_in_its_boxes() {
    let docx = redline(|plan| {
        let chart = plan.hovud.organisasjonskart.as_mut().unwrap();
        chart.nodar[1].namn = "Sekretariat".into();
    });
    let document = part(&docx, "word/document.xml");
    let boxes = find(&document, "w:txbxContent");
    // Three boxes as they were, and three as they are.
    assert_eq!(boxes.len(), 6);
    let runs = |own: &Element| find(own, "w:r").len();
    let marked = |own: &Element| ["w:ins", "w:del"].iter().flat_map(|name| find(own, name)).map(runs).sum::<usize>();
    assert!(boxes.iter().all(|own| runs(own) > 0 && runs(own) == marked(own)));
    assert_eq!(boxes.iter().filter(|own| find(own, "w:del").is_empty()).count(), 3);
}

/// What the links and fields of a text lead to; those of the contents list, or all the others.
fn targets(document: &Element, of_contents: bool) -> Vec<String> {
    let paragraphs = find(document, "w:p").into_iter().filter(|own| {
        let style = own.find("w:pPr").and_then(|own| own.find("w:pStyle")?.get("w:val"));
        style.is_some_and(|style| style.starts_with("TOC")) == of_contents
    });
    let of = |paragraph: &Element| {
        let links = find(paragraph, "w:hyperlink");
        let links = links.into_iter().filter(|link| !find(link, "w:r").is_empty());
        let links = links.filter_map(|link| link.get("w:anchor")).map(str::to_string);
        let fields = find(paragraph, "w:instrText").into_iter().map(text).filter(|field| field.contains("REF "));
        let fields = fields.filter_map(|field| field.split_whitespace().nth(1).map(str::to_string));
        links.chain(fields).collect::<Vec<_>>()
    };
    paragraphs.flat_map(of).collect()
}

#[test]
fn only_the_contents_list_leads_to_the_bookmarks_that_word_makes_anew() {
    for name in PLANS {
        let document = part(&docx(name), "word/document.xml");
        let [entries, others] = [true, false].map(|of_contents| targets(&document, of_contents));
        let is_words = |name: &String| {
            name.strip_prefix("_Toc")
                .is_some_and(|number| number.len() == 9 && number.bytes().all(|c| c.is_ascii_digit()))
        };
        assert!(!entries.is_empty() && entries.iter().all(is_words), "{name}: {entries:?}");
        assert!(!others.iter().any(|own| own.starts_with("_Toc")), "{name}: {others:?}");
    }
}

/// The bookmarks of a text when every change is accepted or taken back: those of a paragraph that goes go with it.
fn bookmarks_left(document: &Element, gone: &str) -> Vec<String> {
    let goes = |paragraph: &Element| {
        let end = paragraph.find("w:pPr").and_then(|own| own.find("w:rPr"));
        end.is_some_and(|end| end.find(gone).is_some())
    };
    let lost: Vec<&str> = find(document, "w:p")
        .into_iter()
        .filter(|paragraph| goes(paragraph))
        .flat_map(|paragraph| values(&find(paragraph, "w:bookmarkStart"), "w:name"))
        .collect();
    let all = values(&find(document, "w:bookmarkStart"), "w:name");
    all.into_iter().filter(|name| !lost.contains(name)).map(str::to_string).collect()
}

#[test]
fn links_and_fields_lead_somewhere_in_both_versions() {
    // A heading that can't be one with marks, and one that is counted from another number.
    let docx = redline(|plan| {
        plan.delmål[0].vekt = None;
        plan.hovud.seksjonar.iter_mut().filter_map(|own| own.nummer.as_mut()).for_each(|number| *number += 1);
    });
    let document = part(&docx, "word/document.xml");
    for (how, gone) in [(proof::Resolve::Accept, "w:del"), (proof::Resolve::Reject, "w:ins")] {
        let (resolved, left) = (proof::resolve_changes(&document, how), bookmarks_left(&document, gone));
        let leads = |target: &String| left.contains(target);
        let [entries, others] = [true, false].map(|of_contents| targets(&resolved, of_contents));
        assert!(entries.iter().all(leads), "{how:?}: {entries:?} in {left:?}");
        assert!(others.iter().all(leads), "{how:?}: {others:?} in {left:?}");
    }
}

/// The entries of the contents list.
fn entries(document: &Element) -> Vec<String> {
    let is_entry = |own: &&Element| {
        let style = own.find("w:pPr").and_then(|own| own.find("w:pStyle")?.get("w:val"));
        style.is_some_and(|style| style.starts_with("TOC") && style != "TOCHeading")
    };
    let entries = find(document, "w:p").into_iter().filter(is_entry).map(text);
    entries.filter(|entry| !entry.is_empty()).collect()
}

#[test]
fn the_contents_list_is_that_of_each_version() {
    let renamed = |plan: &mut crate::plan::Plan| {
        // The last entry is of the old version alone, and another has other words.
        plan.hovud.seksjonar.pop();
        plan.delmål[0].tittel = format!("{} og meir", plan.delmål[0].tittel);
        // One is elsewhere, and others have other numbers.
        plan.delmål[1].tiltak.reverse();
        plan.delmål[1].tiltak.iter_mut().zip(1..).for_each(|(own, number)| own.nummer = number);
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/eksempel-bokmal-2026");
    let plain = |change: &dyn Fn(&mut crate::plan::Plan)| {
        let checked = crate::make::build::load_and_check(&folder, Edition::Utkast);
        let mut plan = checked.plan.as_deref().unwrap().clone();
        change(&mut plan);
        let composed = crate::compose::compose(&plan, &checked.pictures, Edition::Utkast, None);
        let paged = crate::paper::typeset(composed, &crate::paper::look::Look::default());
        let figures = paged.document().figures().map(|figure| (figure.anchor.clone(), vec![0])).collect();
        entries(&part(
            &write(&paged, &checked.pictures, &figures, &PageNumbers::default(), None).unwrap(),
            "word/document.xml",
        ))
    };
    let document = part(&redline(renamed), "word/document.xml");
    let [new, old] = [proof::Resolve::Accept, proof::Resolve::Reject].map(|how| proof::resolve_changes(&document, how));
    let all = [(plain(&renamed), &new, "w:del"), (plain(&|_| {}), &old, "w:ins")];
    for (expected, resolved, gone) in all {
        assert_eq!(entries(resolved), expected);
        let left = bookmarks_left(&document, gone);
        assert!(targets(resolved, true).iter().all(|target| left.contains(target)), "{left:?}");
    }
    assert_eq!(proof::faults(&document), [""; 0]);
}

#[test]
fn numbers_of_captions_are_those_of_each_version() {
    let docx = redline(|plan| {
        plan.delmål.pop();
    });
    let document = part(&docx, "word/document.xml");
    for (how, number) in [(proof::Resolve::Accept, 3), (proof::Resolve::Reject, 4)] {
        let resolved = proof::resolve_changes(&document, how);
        let paragraphs = find(&resolved, "w:p");
        let begins = |words: String| paragraphs.iter().find(|own| text(own).starts_with(&words)).copied();
        assert!(begins(format!("Tabell {number}: Finansiering av")).is_some(), "{how:?}");
        let reference = begins(format!("Finansieringen står i Tabell\u{a0}{number} under pkt.")).unwrap();
        // It is a field in both, which Word can update.
        let fields = find(reference, "w:instrText").into_iter().map(text).filter(|field| field.starts_with(" REF _"));
        assert_eq!(fields.count(), 3, "{how:?}");
    }
    assert_eq!(proof::faults(&document), [""; 0]);
}

fn small() -> crate::make::build::Composed {
    load_and_compose(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/ny-plan"), Edition::Utkast).unwrap()
}

/// The text of a document of these blocks, in which changes are marked.
fn text_of(blocks: Vec<Block>) -> Element {
    let same = small().document;
    let mut document = crate::compare::redline(&same, &same, "Prøve").document;
    (document.cover, document.blocks) = (None, blocks);
    let paged = crate::paper::typeset(document, &crate::paper::look::Look::default());
    let art = Images { logos: &[], former: &[], figures: &Figures::new() };
    finish_package(&paged, &art, &PageNumbers::default(), None).unwrap().document
}

#[test]
fn a_link_to_what_was_moved_leads_there_in_both_versions() {
    let heading = small().document.blocks.iter().find_map(|block| match block {
        Block::Heading(heading) => Some(heading.clone()),
        _ => None,
    });
    let heading = heading.unwrap();
    let moved = |anchor: Anchor, change: Change| {
        let mark = Some(Mark { change: Some(change), ..Mark::default() });
        Block::Heading(Heading { title: heading.title.clone().changed(change), anchor, mark, ..heading.clone() })
    };
    let paragraph = Block::paragraph(Role::Body, Text::plain("Sjå der.").linked(&heading.anchor));
    let document = text_of(vec![
        moved(heading.anchor.for_deleted(), Change::Deleted),
        paragraph,
        moved(heading.anchor.clone(), Change::Inserted),
    ]);
    let led = [proof::Resolve::Accept, proof::Resolve::Reject].map(|how| {
        let resolved = proof::resolve_changes(&document, how);
        let words = find(&resolved, "w:p").into_iter().map(text).find(|words| words.starts_with("Sjå"));
        assert_eq!(words.as_deref(), Some("Sjå der."));
        targets(&resolved, false)
    });
    let names = [heading.anchor.clone(), heading.anchor.for_deleted()]
        .map(|anchor| format!("_Ref_{}", anchor.as_str().replace('-', "_")));
    assert_eq!(led, names.map(|name| vec![name]));
    assert_eq!(proof::faults(&document), [""; 0]);
}

#[test]
fn the_contents_list_finds_its_entries_by_their_outline_levels() {
    let docx = docx("eksempel-bokmal-2026");
    let (document, known) = (part(&docx, "word/document.xml"), part(&docx, "word/styles.xml"));
    let fields: Vec<String> = find(&document, "w:instrText").into_iter().map(text).collect();
    // Nothing in it depends on how a computer is set up, as a list of styles would.
    assert!(fields.contains(&" TOC \\o \"1-3\" \\h \\z \\u ".to_string()), "{fields:?}");
    let known = find(&known, "w:style");
    let level = |id: &str| {
        let style = known.iter().find(|style| style.get("w:styleId") == Some(id)).unwrap();
        find(style, "w:outlineLvl").first().and_then(|level| level.get("w:val")).unwrap().to_string()
    };
    let all = ["Heading1", "Kapittel", "Heading2", "Mellomtittel", "Heading3", "Heading4"];
    assert_eq!(all.map(level), ["0", "0", "1", "1", "2", "3"]);
    // A tiltak in the account of the yearly update is not listed.
    let made = styles::styles(Terms::of_lang(crate::document::Lang::Nb), &crate::paper::look::Look::default());
    let entry = made.into_iter().find(|style| style.style_id == "Endringstittel").unwrap();
    assert_eq!(entry.paragraph_property.outline_lvl, Some(docx_rs::OutlineLvl::new(3)));
}

#[test]
fn white_heads_of_tables_have_their_colour_in_their_own_cells() {
    let document = part(&docx("eksempel-bokmal-2026"), "word/document.xml");
    let heads = find(&document, "w:tr").into_iter().filter(|row| !find(row, "w:tblHeader").is_empty());
    let mut white = 0;
    for cell in heads.flat_map(|row| find(row, "w:tc")) {
        let is_white = values(&find(cell, "w:pStyle"), "w:val").iter().all(|style| style.starts_with("Tabellhovud"));
        let fills = values(&find(cell, "w:shd"), "w:fill");
        assert_eq!(!fills.is_empty(), is_white, "{}", text(cell));
        white += usize::from(is_white);
    }
    assert!(white > 0);
}

#[test]
fn headers_and_properties_are_of_a_version() {
    let docx = redline(|plan| {
        let mut row = plan.hovud.logg.last().unwrap().clone();
        row.versjon = "0.9".into();
        plan.hovud.versjon = row.versjon.clone();
        plan.hovud.logg.push(row);
    });
    let headers: Vec<Element> = parts(&docx)
        .into_iter()
        .filter(|(name, _)| name.starts_with("word/header"))
        .map(|(_, bytes)| Element::parse(&bytes).unwrap())
        .collect();
    for (how, version, other) in [(proof::Resolve::Accept, "0.9", "0.2"), (proof::Resolve::Reject, "0.2", "0.9")] {
        let words: String = headers.iter().map(|header| text(&proof::resolve_changes(header, how))).collect();
        assert!(words.contains(version) && !words.contains(other) && !words.contains("endringer"), "{words}");
    }
    let core = String::from_utf8(parts(&docx).into_iter().find(|(name, _)| name == "docProps/core.xml").unwrap().1);
    let core = core.unwrap();
    assert!(core.contains("<cp:version>0.9</cp:version>") && !core.contains("endringer"), "{core}");
}

#[test]
fn an_item_that_begins_with_a_list_has_a_sign_of_its_own() {
    let item = |change: Option<Change>| {
        let text = change.into_iter().fold(Text::plain("samarbeid"), Text::changed);
        let mark = change.map(|change| Mark { change: Some(change), ..Mark::default() });
        vec![Block::Paragraph { role: Role::Body, text, mark }]
    };
    let list = |start: Option<u64>, items| Block::List(List { start, whole: false, items });
    let numbered = |change| list(Some(2), vec![vec![list(Some(17), vec![item(change)])], item(None)]);
    let signs = |document: &Element| {
        // The style has the sign of the first level.
        let is_item = |style: &String| ["ListBullet", "ListNumber"].contains(&style.as_str());
        let paragraphs = find(document, "w:p").into_iter();
        let items = paragraphs
            .filter(|own| values(&find(own, "w:pStyle"), "w:val").iter().any(|style| is_item(&style.to_string())));
        let level = |own: &Element| {
            values(&find(own, "w:ilvl"), "w:val").first().map_or("0".to_string(), |own| own.to_string())
        };
        items.map(|own| (level(own), text(own))).collect::<Vec<_>>()
    };
    let line = |level: &str, words: &str| (level.to_string(), words.to_string());
    let all = [line("0", "2."), line("1", "17.samarbeid"), line("0", "3.samarbeid")];
    let document = text_of(vec![numbered(None)]);
    assert_eq!(signs(&document), all);
    let document = text_of(vec![list(None, vec![vec![list(None, vec![item(None)])], Vec::new()])]);
    assert_eq!(signs(&document), [line("0", ""), line("1", "samarbeid"), line("0", "")]);
    // It goes with what it is the sign of.
    let document = text_of(vec![numbered(Some(Change::Deleted))]);
    let [new, old] =
        [proof::Resolve::Accept, proof::Resolve::Reject].map(|how| signs(&proof::resolve_changes(&document, how)));
    assert_eq!((new.as_slice(), old.as_slice()), ([line("0", "2.samarbeid")].as_slice(), all.as_slice()));
}

/// LibreOffice 7.4 does not count a paragraph that something is taken out of, nor the one after it, not even when the changes are
/// accepted.
#[test]
fn numbers_are_words_in_both_versions() {
    let numbered = |document: &Element| {
        let is_counted = |own: &&Element| {
            let styles = values(&find(own, "w:pStyle"), "w:val").concat();
            ["Heading1", "Heading2", "Heading3", "ListNumber"].contains(&styles.as_str())
        };
        let words = |own: &Element| text(own).replace(crate::document::HARD_SPACE, " ");
        find(document, "w:p").into_iter().filter(is_counted).map(words).collect::<Vec<_>>()
    };
    let docx = redline(|plan| {
        let sections = &mut plan.hovud.seksjonar;
        // The last two have other numbers, and one of them other words too.
        sections.iter_mut().filter_map(|own| own.nummer.as_mut()).filter(|own| **own > 5).for_each(|own| *own += 3);
        let financing = sections.iter_mut().find(|own| own.tittel == "Finansiering").unwrap();
        financing.tittel = "Penger".into();
        let delmål = &mut plan.delmål[0];
        delmål.tittel = "Flere hus".into();
        let tiltak = &mut delmål.tiltak[0];
        tiltak.tittel = "Kart over boliger".into();
        let text = &mut tiltak.bolkar[1].tekst.0;
        let item = text.lines().find(|line| line.contains("2. Spørre eierne")).unwrap().to_string();
        let items = format!("{}\n{}", item.replace("eierne", "noen"), item.replace("2.", "3."));
        *text = text.replace(&item, &items).replace("3. Legge", "4. Legge");
    });
    let document = part(&docx, "word/document.xml");
    // Bullets alone are Word's to make.
    assert!(values(&find(&document, "w:numId"), "w:val").iter().all(|id| ["0", "3"].contains(id)));
    assert_eq!(values(&find(&part(&docx, "word/styles.xml"), "w:numId"), "w:val"), ["3"]);
    let [new, old] =
        [proof::Resolve::Accept, proof::Resolve::Reject].map(|how| numbered(&proof::resolve_changes(&document, how)));
    assert_eq!(proof::faults(&document), [""; 0]);
    let lines = |all: &str| all.split('|').map(str::to_string).collect::<Vec<_>>();
    let expected = "1. Innledning|1.Flere boliger med to tiltak|2.Delmål 2, som har ett|3. Tiltak|Delmål 1: Flere hus|\
        Tiltak 1: Kart over boliger|1.Samle det som finnes:|2.Spørre noen|3.Spørre eierne|4.Legge fram resultatet 17. juni 2026|\
        Tiltak 2: Tunet: «små hus sammen»|Delmål 2: Flere arbeidsplasser|Tiltak 1: Veiledning for gründere|4. Organisering|\
        5. Politisk behandling|10. Penger|11. Godkjenning";
    assert_eq!(new, lines(expected));
    let expected = "1. Innledning|1.Flere boliger med to tiltak|2.Delmål 2, som har ett|3. Tiltak|Delmål 1: Flere boliger|\
        Tiltak 1: Boligkart|1.Samle det som finnes:|2.Spørre eierne|3.Legge fram resultatet 17. juni 2026|\
        Tiltak 2: Tunet: «små hus sammen»|Delmål 2: Flere arbeidsplasser|Tiltak 1: Veiledning for gründere|4. Organisering|\
        5. Politisk behandling|7. Finansiering|8. Godkjenning";
    assert_eq!(old, lines(expected));
}
