use std::io::Read;
use std::path::Path;

use super::look::{Look, TextStyle};
use super::*;
use crate::document::picture::Pictures;
use crate::edition::Edition;
use crate::make::build::load_and_check;
use crate::pdf::Template;

fn composed() -> (Document, Pictures) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/eksempel-bokmal-2026");
    let checked = load_and_check(&folder, Edition::Utkast);
    let plan = checked.plan.unwrap();
    (crate::compose::compose(&plan, &checked.pictures, Edition::Utkast, None), Pictures::clone(&checked.pictures))
}

/// The document set in a look, as PDF (uncompressed where it is) and as the Word file's styles.
fn files(look: &Look) -> (Vec<u8>, String) {
    let (document, pictures) = composed();
    let paged = typeset(document, look);
    let template = Template::embedded();
    let laid = crate::pdf::lay_out(&paged, &pictures, &template).unwrap();
    let figures = crate::pdf::figure_pictures(&paged, &template).unwrap();
    let pages = crate::docx::PageNumbers { of_headings: laid.heading_pages(), count: laid.page_count() };
    let docx = crate::docx::write(&paged, &pictures, &figures, &pages, None).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut all = String::new();
    for part in ["word/styles.xml", "word/theme/theme1.xml", "word/document.xml"] {
        archive.by_name(part).unwrap().read_to_string(&mut all).unwrap();
    }
    (laid.page_pictures(crate::pdf::Resolution::new(40).unwrap()).flat_map(|page| page.unwrap()).collect(), all)
}

#[test]
fn one_value_of_the_look_changes_both_files() {
    let usual = Look::default();
    let (pdf, docx) = files(&usual);
    let change = |change: &dyn Fn(&mut Look)| {
        let mut look = usual.clone();
        change(&mut look);
        files(&look)
    };
    // A colour, a size, a distance, the page.
    let (other_pdf, other_docx) = change(&|look| look.colours.accent = "112233".into());
    assert!(other_pdf != pdf && docx.contains("1F5C5A") && !docx.contains("112233"));
    assert!(other_docx.contains("112233") && !other_docx.contains("1F5C5A"));
    let (other_pdf, other_docx) = change(&|look| look.kinds.body = TextStyle { size: 12.5, pitch: 17.3 });
    assert!(other_pdf != pdf && !docx.contains("w:line=\"346\"") && other_docx.contains("w:line=\"346\""));
    let (other_pdf, other_docx) = change(&|look| look.around.tiltak.above = 31.0);
    assert!(other_pdf != pdf && !docx.contains("w:before=\"620\"") && other_docx.contains("w:before=\"620\""));
    let (other_pdf, other_docx) = change(&|look| look.page.side += 5.0);
    assert!(other_pdf != pdf && docx.contains("w:left=\"1701\"") && other_docx.contains("w:left=\"1801\""));
}

#[test]
fn what_is_set_has_the_words_of_what_was_composed() {
    let (document, _) = composed();
    let words = |document: &Document| {
        let texts = document.texts().into_iter().map(|text| text.words().replace(crate::document::BREAK, ""));
        texts.map(|words| words.replace('\u{a0}', " ")).collect::<Vec<_>>().join("\n")
    };
    let mut plain = document.clone();
    let paged = typeset(document, &Look::default());
    let mut set = paged.document().clone();
    // Shorter headers are left out, and drawings have the words of their boxes again.
    plain.frame.headers.clear();
    set.frame.headers.clear();
    for block in &mut set.blocks {
        if let Block::Figure(figure) = block {
            figure.chart = None;
        }
    }
    assert_eq!(words(&set), words(&plain));
}

#[test]
fn sections_begin_a_page_where_they_would_be_misread() {
    let (document, _) = composed();
    let paged = typeset(document, &Look::default());
    let begins: Vec<(String, bool)> = paged
        .document()
        .all_blocks()
        .filter_map(|block| match block {
            Block::Heading(heading) if heading.level == 1 => {
                Some((heading.anchor.to_string(), heading.new_page_if_low))
            }
            _ => None,
        })
        .collect();
    let own = |anchor: &str| begins.iter().find(|(name, _)| name == anchor).unwrap().1;
    assert!(own("pkt-4") && !own("pkt-5"), "{begins:?}");
}

#[test]
fn no_heading_is_left_alone_on_the_page_before_a_delmål() {
    let (mut document, _) = composed();
    let is = |block: &Block, kind| matches!(block, Block::Heading(heading) if heading.kind == kind);
    let delmål = document.blocks.iter().position(|block| is(block, HeadingKind::Delmål)).unwrap();
    let section = document.blocks[..delmål].iter().rposition(|block| is(block, HeadingKind::Section)).unwrap();
    document.blocks.drain(section + 1..delmål);
    let mut part = document.blocks[section].clone();
    if let Block::Heading(heading) = &mut part {
        heading.kind = HeadingKind::Part;
    }
    document.blocks.insert(section + 1, part);
    let paged = typeset(document, &Look::default());
    let begins: Vec<bool> = paged.document().blocks[section..section + 3]
        .iter()
        .map(|block| matches!(block, Block::Heading(heading) if heading.new_page))
        .collect();
    assert_eq!(begins, [true, false, false]);
}
