//! Small files, made here, of everything that is read.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const TYPES: &str = r#"<t:Types xmlns:t="http://schemas.openxmlformats.org/package/2006/content-types"><t:Default Extension="xml" ContentType="application/xml"/><t:Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></t:Types>"#;
const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn relationships(all: &[(&str, &str, &str)]) -> String {
    let each = |(id, kind, target): &(&str, &str, &str)| {
        let mode = if target.contains("://") { " TargetMode=\"External\"" } else { "" };
        format!("<q:Relationship Id=\"{id}\" Type=\"{TRANSITIONAL}/{kind}\" Target=\"{target}\"{mode}/>")
    };
    let all: String = all.iter().map(each).collect();
    format!(
        "<q:Relationships xmlns:q=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</q:Relationships>"
    )
}

/// A file with a text and parts beside it, each by what it is.
fn file(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let text = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let spaces = format!(
        "xmlns:w=\"{text}\" xmlns:r=\"{TRANSITIONAL}\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
    );
    let document = format!("<w:document {spaces}><w:body>{body}</w:body></w:document>");
    let package = relationships(&[("r1", "officeDocument", "word/document.xml")]);
    let mut own: Vec<(&str, &str, &str)> = vec![("out", "hyperlink", "https://example.org/a")];
    own.extend(parts.iter().map(|(kind, _)| (*kind, *kind, *kind)));
    let own = relationships(&own);
    let wrapped: Vec<(String, String)> = parts
        .iter()
        .map(|(kind, inner)| (format!("word/{kind}"), format!("<w:{kind} {spaces}>{inner}</w:{kind}>")))
        .collect();
    let mut all = vec![
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", package.as_str()),
        ("word/document.xml", document.as_str()),
        ("word/_rels/document.xml.rels", own.as_str()),
    ];
    all.extend(wrapped.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    zipped(&all)
}

fn read(body: &str, parts: &[(&str, &str)]) -> WordFile {
    WordFile::read(&file(body, parts)).unwrap()
}

fn paragraphs(blocks: &[Block]) -> Vec<&Paragraph> {
    let mut found = Vec::new();
    for block in blocks {
        if let Block::Paragraph(own) = block {
            found.push(&**own);
        }
    }
    found
}

fn lines(blocks: &[Block]) -> Vec<String> {
    paragraphs(blocks).into_iter().map(Paragraph::text).collect()
}

#[test]
fn headings_lists_and_looks_are_resolved_by_styles() {
    let styles = r#"<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
        <w:style w:type="paragraph" w:styleId="O1"><w:name w:val="heading 1"/><w:basedOn w:val="N"/><w:rPr><w:b/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="Mi"><w:name w:val="Min"/><w:basedOn w:val="O1"/></w:style>
        <w:style w:type="paragraph" w:styleId="L"><w:name w:val="List Number"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>"#;
    let numbering = r#"<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%2)"/></w:lvl></w:abstractNum>
        <w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>"#;
    let body = r#"<w:p><w:pPr><w:pStyle w:val="Mi"/></w:pPr><w:r><w:t>Mål</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="L"/></w:pPr><w:r><w:t>ein</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="L"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t>under</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="L"/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val="24"/><w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve">to </w:t></w:r><w:r><w:t> tre</w:t></w:r></w:p>"#;
    let file = read(body, &[("styles", styles), ("numbering", numbering)]);
    let all = paragraphs(&file.body);
    assert_eq!((all[0].outline, all[0].bold_by_style, all[0].style.name.as_str()), (Some(0), true, "Min"));
    let label = |own: &Paragraph| own.numbering.as_ref().map(|own| own.label.clone()).unwrap();
    assert_eq!([label(all[1]), label(all[2]), label(all[3])], ["3.", "3a)", "4."]);
    let run = &all[3].runs[0];
    assert_eq!((run.bold, run.points, run.language.as_deref()), (true, Some(12.0), Some("en-GB")));
    // Blanks at the ends of words count only where the file says so.
    assert_eq!(all[3].text(), "to tre");
}

#[test]
fn links_fields_controls_notes_and_pictures_are_runs() {
    let body = r#"<w:p><w:bookmarkStart w:id="4" w:name="her"/><w:hyperlink r:id="out"><w:r><w:t>ut</w:t></w:r></w:hyperlink><w:bookmarkEnd w:id="4"/>
        <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x \h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>
        <w:r><w:t>pkt. 2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
        <w:sdt><w:sdtPr><w:alias w:val="Dato"/><w:date w:fullDate="2025-06-17T00:00:00Z"/></w:sdtPr><w:sdtContent><w:r><w:t>17. juni</w:t></w:r></w:sdtContent></w:sdt>
        <w:r><w:t>x</w:t><w:footnoteReference w:id="2"/><w:noBreakHyphen/><w:tab/><w:br/></w:r>
        <w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><a><docPr descr="Kart"/><pic/><w:txbxContent><w:p><w:r><w:t>boks</w:t></w:r></w:p></w:txbxContent></a></w:drawing></mc:Choice>
        <mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>boks</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"#;
    let notes = r#"<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>Note.</w:t></w:r></w:p></w:footnote>"#;
    let file = read(body, &[("footnotes", notes)]);
    let own = paragraphs(&file.body)[0];
    assert_eq!(own.runs[0].link, Some(Link::Url("https://example.org/a".into())));
    assert_eq!(own.marks[1], Mark { before: 1, kind: MarkKind::BookmarkEnd("her".into()) });
    assert_eq!((own.runs[1].text.as_str(), own.runs[1].field.as_deref()), ("pkt. 2", Some("REF x \\h")));
    let control = own.runs[2].control.as_ref().unwrap();
    assert_eq!((control.alias.as_deref(), control.date.as_deref()), (Some("Dato"), Some("2025-06-17")));
    assert_eq!((own.runs[4].kind, own.runs[4].text.as_str()), (RunKind::Note(Note::Foot), "Note."));
    assert_eq!(own.runs[5].text, "-\t\n");
    assert_eq!((own.runs[6].kind, own.runs[6].text.as_str()), (RunKind::Image, "Kart"));
    let Block::TextBox(inner) = &file.body[1] else { panic!("{:?}", file.body) };
    assert_eq!((lines(inner), file.body.len()), (vec!["boks".to_string()], 2));
}

#[test]
fn tables_have_spans_merges_and_heads() {
    let body = r#"<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>h</w:t></w:r></w:p></w:tc></w:tr>
        <w:sdt><w:sdtContent><w:tr><w:trPr><w:ins w:id="1" w:author="A"/></w:trPr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>"#;
    let file = read(body, &[]);
    let Block::Table(table) = &file.body[0] else { panic!() };
    assert_eq!((table.rows.len(), table.rows[0].is_header, table.rows[0].cells[0].columns), (2, true, 2));
    assert!(table.rows[1].cells[0].continues && table.rows[1].inserted.is_some());
    assert!(matches!(table.rows[1].cells[1].blocks[0], Block::Table(_)));
    let Block::Table(before) = &file.body_as(View::Rejected)[0] else { panic!() };
    assert_eq!(before.rows.len(), 1);
}

#[test]
fn tracked_changes_are_marks_and_two_views() {
    let body = r#"<w:p><w:pPr><w:rPr><w:ins w:id="9" w:author="Kari" w:date="2025-06-12T10:00:00Z"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Ein </w:t></w:r>
        <w:del w:id="1" w:author="Kari"><w:r><w:delText>gammal</w:delText></w:r></w:del><w:ins w:id="2" w:author="Kari"><w:r><w:t>ny</w:t></w:r><w:del w:id="3" w:author="Ola"><w:r><w:delText>are</w:delText></w:r></w:del></w:ins></w:p>
        <w:p><w:r><w:rPr><w:b/><w:rPrChange w:id="5" w:author="Ola"><w:rPr/></w:rPrChange></w:rPr><w:t> to</w:t></w:r><w:commentRangeStart w:id="3"/><w:r><w:t>.</w:t></w:r><w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r></w:p>
        <w:p><w:pPr><w:rPr><w:del w:id="6" w:author="Ola"/></w:rPr></w:pPr><w:del w:id="7" w:author="Ola"><w:r><w:delText>Bort.</w:delText></w:r></w:del></w:p><w:p><w:r><w:t>Sist.</w:t></w:r></w:p>"#;
    let comments = r#"<w:comment w:id="3" w:author="Ola" w:date="2025-06-13T10:00:00Z"><w:p><w:r><w:t>Kvifor?</w:t></w:r></w:p></w:comment>"#;
    let file = read(body, &[("comments", comments)]);
    assert_eq!(lines(&file.body_as(View::Accepted)), ["Ein ny", "to.", "Sist."]);
    assert_eq!(lines(&file.body_as(View::Rejected)), ["Ein gammalto.", "Bort.", "Sist."]);
    let (after, before) = (file.body_as(View::Accepted), file.body_as(View::Rejected));
    assert!(paragraphs(&after)[1].runs[0].bold && !paragraphs(&before)[0].runs[2].bold);
    let inserted = paragraphs(&file.body)[0].runs[2].inserted.as_ref().unwrap();
    assert_eq!(inserted.author, "Kari");
    assert_eq!(
        (file.comments[0].author.as_str(), lines(&file.comments[0].blocks)),
        ("Ola", vec!["Kvifor?".to_string()])
    );
    assert_eq!(paragraphs(&after)[1].marks[0], Mark { before: 1, kind: MarkKind::CommentStart("3".into()) });
}

#[test]
fn strict_files_and_other_prefixes_are_read() {
    let document = r#"<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>ord</x:t></x:r></x:p></x:body></x:document>"#;
    let package = relationships(&[("r1", "officeDocument", "/word/document.xml")]).replace(TRANSITIONAL, STRICT);
    let parts = [("[Content_Types].xml", TYPES), ("_rels/.rels", &package), ("word/Document.xml", document)];
    assert_eq!(lines(&WordFile::read(&zipped(&parts)).unwrap().body), ["ord"]);
}

#[test]
fn what_is_no_word_file_is_told_as_what_it_is() {
    let ole = |name: &str| {
        let wide = name.encode_utf16().flat_map(u16::to_le_bytes);
        [0xD0, 0xCF, 0x11, 0xE0].into_iter().chain(wide).collect::<Vec<u8>>()
    };
    let sheet = TYPES.replace("wordprocessingml.document", "spreadsheetml.sheet");
    let package = relationships(&[("r1", "officeDocument", "word/document.xml")]);
    let of_sheet = zipped(&[("[Content_Types].xml", &sheet), ("_rels/.rels", &package), ("word/document.xml", "<a/>")]);
    let whole = file("<w:p/>", &[]);
    let dtd = zipped(&[("[Content_Types].xml", TYPES), ("_rels/.rels", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]);
    for (bytes, expected) in [
        (b"tekst".to_vec(), WordError::Foreign),
        (Vec::new(), WordError::Foreign),
        (b"%PDF-1.7".to_vec(), WordError::Pdf),
        (b"{\\rtf1".to_vec(), WordError::Rtf),
        (ole("WordDocument"), WordError::Old),
        (ole("EncryptedPackage"), WordError::Locked),
        (zipped(&[("mimetype", "application/vnd.oasis.opendocument.text")]), WordError::OpenDocument),
        (zipped(&[("a.txt", "x")]), WordError::Foreign),
        (of_sheet, WordError::Foreign),
        (whole[..whole.len() / 2].to_vec(), WordError::Damaged),
        (dtd, WordError::Unsafe),
        (file(&"<w:p><w:r>".repeat(2), &[]), WordError::Damaged),
        (file(&("<w:sdt>".repeat(1000) + &"</w:sdt>".repeat(1000)), &[]), WordError::TooDeep),
    ] {
        assert_eq!(WordFile::read(&bytes).unwrap_err(), expected, "{}", String::from_utf8_lossy(&bytes));
    }
    // A file that unpacks to more than is read, and one of so many elements, are refused before they fill the memory.
    let bomb = file(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", " ".repeat(130_000_000)), &[]);
    assert_eq!(WordFile::read(&bomb).unwrap_err(), WordError::TooLarge);
    let many = file(&"<w:p/>".repeat(6_100_000), &[]);
    assert_eq!(WordFile::read(&many).unwrap_err(), WordError::TooLarge);
}

#[test]
fn elements_may_lie_deep_in_each_other() {
    let deep = |levels: usize| {
        file(&("<w:sdt>".repeat(levels) + "<w:p><w:r><w:t>inst</w:t></w:r></w:p>" + &"</w:sdt>".repeat(levels)), &[])
    };
    assert_eq!(lines(&WordFile::read(&deep(190)).unwrap().body), ["inst"]);
}
