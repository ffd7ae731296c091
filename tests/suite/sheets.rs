//! Sheets of the financing as people and programs make them: each is understood, or told at its cell, and none asks for more
//! than there is.

use std::fs;
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::{copy_of, program, replace};

const POSTS: &str = "    finansiering: (
        postar: [
            // Den store
            (formål: Tiltak(\"kartlegging\"), kjelde: Statleg, beløp: {2026: 400000, 2027: 250000}), // frå avtala
            (formål: Tiltak(\"byggjing\"), kjelde: Kommunal, part: \"fjorden\", beløp: {2027: 150000}),
        ],
    ),
    organisasjonskart: (";

const HEADS: [&str; 5] = ["formål", "kjelde", "part", "2026", "2027"];
const OTHER: [&str; 5] = ["byggjing", "Kommunal", "fjorden", "", "150000"];

/// The starter plan with two posts.
fn with_posts() -> tempfile::TempDir {
    let folder = copy_of("ny-plan");
    replace(&folder.path().join("plan.ron"), "    organisasjonskart: (", POSTS);
    folder
}

/// How the program ends, and what it says of a sheet.
fn said_in(folder: &std::path::Path, name: &str, bytes: &[u8], more: &[&str]) -> (i32, String) {
    let sheets = tempfile::tempdir().unwrap();
    let file = sheets.path().join(name);
    fs::write(&file, bytes).unwrap();
    let output = program().arg("finansiering").arg(folder).arg("--frå").arg(&file).args(more).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(text).unwrap().replace(&format!("{}/", sheets.path().display()), "");
    assert!(!text.contains("panicked"), "{text}");
    (output.status.code().unwrap(), text)
}

fn said(name: &str, bytes: &[u8], more: &[&str]) -> (i32, String) {
    said_in(with_posts().path(), name, bytes, more)
}

/// What must be understood.
fn understood(name: &str, bytes: &[u8]) -> String {
    let (code, text) = said(name, bytes, &[]);
    assert_eq!(code, 0, "{text}");
    text
}

/// What must be told.
fn told(name: &str, bytes: &[u8]) -> String {
    let (code, text) = said(name, bytes, &[]);
    assert_eq!(code, 1, "{text}");
    text
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A cell as xlsx writes it: a number, a date after "@", an error after "#", a formula without a value after "=", or a text.
fn cell(text: &str) -> String {
    if text.is_empty() {
        return "<c/>".into();
    }
    if let Some(day) = text.strip_prefix('@') {
        return format!(r#"<c s="1"><v>{day}</v></c>"#);
    }
    if let Some(formula) = text.strip_prefix('=') {
        return format!("<c><f>{formula}</f></c>");
    }
    if text.starts_with('#') {
        return format!(r#"<c t="e"><f>1/0</f><v>{text}</v></c>"#);
    }
    match text.parse::<f64>() {
        Ok(_) => format!("<c><v>{text}</v></c>"),
        Err(_) => format!(r#"<c t="inlineStr"><is><t>{}</t></is></c>"#, text.strip_prefix("t:").unwrap_or(text)),
    }
}

/// A sheet of a workbook: its name, what it says of its state, its rows. Without rows it is a chart.
type Tab<'a> = (&'a str, &'a str, Vec<Vec<&'a str>>);

fn xlsx_with(tabs: &[Tab<'_>], more: &[(&str, &str)]) -> Vec<u8> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let kind = |rows: &[Vec<&str>]| if rows.is_empty() { "chartsheet" } else { "worksheet" };
    let (mut sheets, mut links, mut parts) = (String::new(), String::new(), Vec::new());
    for (index, (name, state, rows)) in tabs.iter().enumerate() {
        let kind = kind(rows);
        sheets += &format!(r#"<sheet name="{name}" sheetId="{0}" {state} r:id="rId{0}"/>"#, index + 1);
        links += &format!(
            r#"<Relationship Id="rId{index}" Type="{OFFICE}/{kind}" Target="{kind}s/sheet{index}.xml"/>"#,
            index = index + 1
        );
        let rows: String = rows
            .iter()
            .map(|row| format!("<row>{}</row>", row.iter().map(|text| cell(text)).collect::<String>()))
            .collect();
        let text = format!(r#"<{kind} xmlns="{MAIN}"><sheetData>{rows}</sheetData></{kind}>"#);
        parts.push((format!("xl/{kind}s/sheet{}.xml", index + 1), text));
    }
    let package = |links: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>"#
        )
    };
    let root =
        package(&format!(r#"<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>"#));
    let links = package(&links);
    let book = format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>"#);
    let styles = format!(
        r#"<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
    );
    let mut all = vec![
        ("_rels/.rels", root.as_str()),
        ("xl/_rels/workbook.xml.rels", links.as_str()),
        ("xl/workbook.xml", book.as_str()),
        ("xl/styles.xml", styles.as_str()),
    ];
    all.extend(parts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    all.retain(|(name, _)| more.iter().all(|(own, _)| own != name));
    all.extend(more);
    zipped(&all)
}

fn xlsx(rows: &[&[&str]]) -> Vec<u8> {
    xlsx_with(&[("Tal", "", rows.iter().map(|row| row.to_vec()).collect())], &[])
}

#[test]
fn a_cell_is_understood_or_told_at_its_place() {
    let with = |text: &str| xlsx(&[&HEADS, &["kartlegging", "Statleg", "", text, "300000"], &OTHER]);
    for (text, amount) in [("500000", "500 000"), ("114999.99999999999", "115 000"), ("t:kr 500.000,-", "500 000")] {
        let said = understood("tal.xlsx", &with(text));
        assert!(said.starts_with("Arket som er lese: «Tal»\n"), "{said}");
        assert!(said.contains(&format!("til {amount} kr (")), "{text}: {said}");
    }
    for (text, why) in [
        ("=2*250000", "formelen har ingen utrekna verdi"),
        ("#DIV/0!", "«#DIV/0!» er ein feil i arket"),
        ("@46000", "«2025-12-09» er ein dato, og ikkje eit beløp"),
        ("123.456", "«123.456» har øre"),
        ("t:500,000", "«500,000» kan lesast på to måtar: 500 000 og 500"),
        ("t:123.456", "«123.456» kan lesast på to måtar: 123 456 og 123,456"),
        ("ca. 5", "«ca. 5» er ikkje eit beløp"),
    ] {
        let said = told("tal.xlsx", &with(text));
        assert!(said.contains(&format!("feil: tal.xlsx, rad 2, kolonne D: {why}")), "{text}: {said}");
    }
    for (column, cells) in [
        ("A", ["#REF!", "Statleg", "", "5", "5"]),
        ("A", ["@46000", "Statleg", "", "5", "5"]),
        ("B", ["kartlegging", "=A1", "", "5", "5"]),
        ("C", ["kartlegging", "Statleg", "#N/A", "5", "5"]),
    ] {
        let said = told("tal.xlsx", &xlsx(&[&HEADS, &cells]));
        assert!(said.contains(&format!("rad 2, kolonne {column}: ")), "{said}");
    }
}

#[test]
fn zero_for_a_formula_that_was_never_worked_out_takes_no_amount_away() {
    let rows = vec![HEADS.to_vec(), vec!["kartlegging", "Statleg", "", "5", "300000"], OTHER.to_vec()];
    let cells = "<c><v>5</v></c>";
    let written = xlsx_with(&[("Tal", "", rows)], &[]);
    // As XlsxWriter leaves its formulas.
    let mut archive = zip::ZipArchive::new(Cursor::new(written)).unwrap();
    let mut part = |name: &str| std::io::read_to_string(archive.by_name(name).unwrap()).unwrap();
    let sheet = part("xl/worksheets/sheet1.xml").replace(cells, "<c><f>2*250000</f><v>0</v></c>");
    let book = part("xl/workbook.xml").replace("</sheets>", "</sheets><calcPr fullCalcOnLoad=\"1\"/>");
    let more = [("xl/worksheets/sheet1.xml", sheet.as_str()), ("xl/workbook.xml", book.as_str())];
    let said = told("tal.xlsx", &xlsx_with(&[("Tal", "", vec![HEADS.to_vec()])], &more));
    assert!(said.contains("rad 2, kolonne D: formelen har ingen utrekna verdi"), "{said}");
}

#[test]
fn the_sheet_that_is_read_is_the_one_that_is_seen_and_is_said() {
    let of = |amount: &'static str| {
        vec![HEADS.to_vec(), vec!["kartlegging", "Statleg", "", amount, "300000"], OTHER.to_vec()]
    };
    let mut with_title = vec![vec!["Finansiering av tiltaka"], vec![], vec!["Tiltak"]];
    with_title.extend(of("500000"));
    let book = xlsx_with(
        &[
            ("Gammalt", "state=\"hidden\"", of("111000")),
            ("Eldre", "state=\"veryHidden\"", of("112000")),
            ("Diagram", "", vec![]),
            ("Om arket", "", vec![vec!["Tala er frå styringsgruppa", "@46000", "#REF!"]]),
            ("Tal", "", with_title),
            ("Framlegg", "", of("600000")),
        ],
        &[],
    );
    let said_of = |more: &[&str]| said("tal.xlsx", &book, more);
    let (code, text) = said_of(&[]);
    assert_eq!(code, 0, "{text}");
    let first = "Arket som er lese: «Tal»\nSlike overskrifter har òg «Framlegg»; vel arket med --ark.\n";
    assert!(text.starts_with(first) && text.contains("til 500 000 kr"), "{text}");
    let (code, text) = said_of(&["--ark", "framlegg"]);
    assert!(
        code == 0 && text.starts_with("Arket som er lese: «Framlegg»\n") && text.contains("til 600 000 kr"),
        "{text}"
    );
    for (name, why) in [
        ("Gammalt", "«tal.xlsx» har arket «Gammalt», men det er gøymt"),
        ("Diagram", "har arket «Diagram», men det har ingen celler å lese"),
        ("Tall", "har ikkje noko ark som heiter «Tall»\nråd: Meinte du «Tal»?"),
        ("Om arket", "arket «Om arket» har inga rad med overskriftene"),
    ] {
        let (code, text) = said_of(&["--ark", name]);
        assert!(code == 1 && text.contains(why), "{name}: {text}");
    }
    let (code, text) = said("tal.csv", b"a;b\n", &["--ark", "Tal"]);
    assert!(code == 1 && text.contains("«tal.csv» er ei CSV-fil, og har berre eitt ark"), "{text}");
}

#[test]
fn amounts_are_counted_in_what_the_sheet_says_or_nothing_is_taken() {
    let with = |first: &'static str, second: &'static str, amounts: [&'static str; 2]| {
        xlsx(&[&["formål", "kjelde", "part", first, second], &["kartlegging", "Statleg", "", amounts[0], amounts[1]]])
    };
    for (first, second, amounts) in [
        ("2026 (1 000 kr)", "2027 (1 000 kr)", ["500", "300"]),
        ("2026, mill. kr", "2027 (MNOK)", ["0.5", "t:0,3"]),
        ("2026 i tusen kroner", "2027 (kr)", ["500", "300000"]),
    ] {
        let said = understood("tal.xlsx", &with(first, second, amounts));
        assert!(said.contains("til 500 000 kr (") && said.contains("til 300 000 kr ("), "{first}: {said}");
        assert!(said.contains("dei er rekna om"), "{first}: {said}");
    }
    // The plan's own unit is the other way round.
    let folder = with_posts();
    replace(&folder.path().join("plan.ron"), "        postar: [", "        eining: TusenKroner,\n        postar: [");
    let (code, text) = said_in(folder.path(), "tal.xlsx", &with("2026 (kr)", "2027 (kr)", ["500000", "300000"]), &[]);
    assert!(code == 0 && text.contains("til 500 000 kr (") && text.contains("til 300 000 kr ("), "{text}");
    let (code, text) = said_in(folder.path(), "tal.xlsx", &with("2026 (kr)", "2027 (kr)", ["500500", "300000"]), &[]);
    assert!(
        code == 1 && text.contains("rad 2, kolonne D: «500500» er ikkje eit heilt beløp i eininga til planen"),
        "{text}"
    );
    // What is said elsewhere is no guess, but told.
    let post: &[&str] = &["kartlegging", "Statleg", "", "500", "300"];
    for (place, rows) in [
        ("rad 1, kolonne B", vec![&["", "Alle tal i 1 000 kr"][..], &HEADS, post]),
        ("rad 3, kolonne A", vec![&HEADS[..], post, &["Alle tal er i heile tusen"]]),
        ("rad 3, kolonne A", vec![&HEADS[..], post, &["Sum (mill. kr)", "", "", "500", "300"]]),
    ] {
        let said = told("tal.xlsx", &xlsx(&rows));
        assert!(said.contains(place) && said.contains("seier at beløpa er i ei anna eining enn i planen"), "{said}");
    }
}

#[test]
fn a_column_for_more_than_a_year_is_no_year() {
    let with = |head: &'static str| {
        xlsx(&[&["formål", "kjelde", "2026", "2027", head], &["kartlegging", "Statleg", "500000", "300000", "800000"]])
    };
    for head in ["2026–2029", "2026-29", "2026/27"] {
        let said = told("tal.xlsx", &with(head));
        assert!(said.contains(&format!("rad 1, kolonne E: kolonna «{head}» er for meir enn eitt år")), "{said}");
    }
    for head in ["Rekneskap 2025", "2028 (mrd. kr)", ""] {
        assert!(told("tal.xlsx", &with(head)).contains("kolonne E: "), "{head}");
    }
    for head in ["Sum 2026–2029", "Sum", "Merknad"] {
        assert!(understood("tal.xlsx", &with(head)).contains("til 500 000 kr"), "{head}");
    }
}

#[test]
fn a_number_that_has_lost_its_last_zero_is_told() {
    let folder = with_posts();
    replace(&folder.path().join("delmaal-1.ron"), "            nummer: 2,", "            nummer: 10,");
    let said = |name: &str, bytes: &[u8]| said_in(folder.path(), name, bytes, &[]);
    let with = |number: &'static str| xlsx(&[&HEADS, &[number, "Statleg", "", "500000", "300000"]]);
    let lost = "«1.1» kan vere tiltak 1.1 eller 1.10, for reknearket tek bort nullar sist i tal\n  råd: Skriv id-en: kartlegging eller byggjing";
    let (code, text) = said("tal.xlsx", &with("1.1"));
    assert!(code == 1 && text.contains(&format!("rad 2, kolonne A: {lost}")), "{text}");
    let (code, text) = said("tal.csv", "formål;kjelde;2026\n1.1;Statleg;500000\n".as_bytes());
    assert!(code == 1 && text.contains(lost), "{text}");
    // A text is what it says, and a sheet that has a zero somewhere has lost none.
    let (code, text) = said("tal.xlsx", &with("Tiltak 1.1"));
    assert!(code == 0 && text.contains("til 500 000 kr"), "{text}");
    let (code, text) = said("tal.csv", "formål;kjelde;2026;2027\n1.1;Statleg;500000;\n1.10;Statleg;;7000\n".as_bytes());
    assert!(code == 0 && text.contains("til 500 000 kr"), "{text}");
}

#[test]
fn csv_is_read_as_its_program_writes_it() {
    for text in [
        "formål,kjelde,part,2026,2027\nkartlegging,Statleg,,\"500,000\",\"300,000\"\n",
        "formål;kjelde;part;\"2026, i kr, faste prisar, utan mva\";\"2027, i kr, utan mva\"\nkartlegging;Statleg;;500000;300000\n",
        "Tal, slik, dei, vart, vedtekne, i, møtet\nformål;kjelde;part;2026;2027\nkartlegging;Statleg;;500.000;300.000\n",
        "formål;kjelde;part;2026;2027\nkartlegging;Statleg;;500 000,-;kr 300 000\n;;;;\n",
    ] {
        let said = understood("tal.csv", text.as_bytes());
        assert!(said.contains("til 500 000 kr (") && said.contains("til 300 000 kr ("), "{text}: {said}");
    }
    for (text, place) in [
        ("formål;kjelde;2026\nkartlegging;Statleg;500,000\n", "rad 2, kolonne C"),
        ("formål;kjelde;2026\nkartlegging;Statleg;123.456\n", "rad 2, kolonne C"),
        ("formål;kjelde;2026\n\nkartlegging;Statleg;1.250.000\nbyggjing;Anna;1,250.50\n", "rad 4, kolonne C"),
        ("formål;kjelde;2026\nkartlegging;\"Statleg;500000\n", "i rad 2 er det eit hermeteikn"),
    ] {
        let said = told("tal.csv", text.as_bytes());
        assert!(said.contains(place), "{text}: {said}");
    }
}

#[test]
fn a_file_that_is_not_read_is_told_for_what_it_is() {
    let of_office = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        bytes.resize(1000, 0);
        bytes.extend(name);
        bytes
    };
    for (name, bytes, why) in [
        ("tal.xlsx", of_office("EncryptedPackage"), "«tal.xlsx» er låst med passord"),
        ("tal.xls", of_office("Workbook"), "«tal.xls» er i eit format som ikkje blir lese (xls)"),
        ("tal.xlsb", zipped(&[("xl/workbook.bin", "x")]), "er i eit format som ikkje blir lese (xlsb)"),
        ("tal.docx", zipped(&[("word/document.xml", "<x/>")]), "«tal.docx» er ikkje eit rekneark"),
        ("tal.xlsx", xlsx(&[&HEADS])[..500].to_vec(), "«tal.xlsx» er ikkje eit rekneark"),
        (
            "tal.ods",
            zipped(&[
                ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                ("META-INF/manifest.xml", "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"),
                ("content.xml", "?"),
            ]),
            "«tal.ods» er låst med passord",
        ),
    ] {
        let said = told(name, &bytes);
        assert!(said.contains(why), "{name}: {said}");
    }
}

fn ods(rows: &str) -> Vec<u8> {
    let table = format!("<table:table table:name=\"A\">{rows}</table:table>");
    let content = format!("<office:document-content><office:body>{table}</office:body></office:document-content>");
    zipped(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_str())])
}

#[test]
fn the_sheets_of_libreoffice_are_read_with_their_empty_edges() {
    let cell = |text: &str| match text.parse::<f64>() {
        Ok(_) => format!("<table:table-cell office:value-type=\"float\" office:value=\"{text}\"/>"),
        Err(_) => format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"),
    };
    let row = |texts: &[&str]| {
        let cells: String = texts.iter().map(|text| cell(text)).collect();
        format!("<table:table-row>{cells}<table:table-cell table:number-columns-repeated=\"16379\"/></table:table-row>")
    };
    let edge = "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let rows =
        [row(&HEADS), row(&["kartlegging", "Statleg", "-", "500000", "300000"]), row(&OTHER), edge.into()].concat();
    let said = understood("tal.ods", &ods(&rows));
    assert!(said.starts_with("Arket som er lese: «A»\n") && said.contains("til 500 000 kr"), "{said}");
}

#[test]
fn a_small_file_does_not_ask_for_all_there_is() {
    let text = "<table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
    let wide =
        format!("<table:table-row><table:table-cell table:number-columns-repeated=\"16383\"/>{text}</table:table-row>");
    let repeated = format!("<table:table-row table:number-rows-repeated=\"1048576\">{text}</table:table-row>");
    let long = format!(
        "<table:table-row table:number-rows-repeated=\"4000\"><table:table-cell table:number-columns-repeated=\"200\" office:value-type=\"string\"><text:p>{}</text:p></table:table-cell></table:table-row>",
        "x".repeat(100_000)
    );
    let of_strings = |strings: &str| {
        let rows = vec![HEADS.to_vec(), vec!["kartlegging", "Statleg", "", "5", "5"]];
        xlsx_with(&[("Tal", "", rows)], &[("xl/sharedStrings.xml", strings)])
    };
    let far = "<worksheet><sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>5</v></c></row></sheetData></worksheet>";
    for (name, bytes) in [
        ("wide.ods", ods(&wide.repeat(1000))),
        ("repeated.ods", ods(&repeated)),
        ("long.ods", ods(&long)),
        ("strings.xlsx", of_strings(&format!("<sst>{}</sst>", "<si><t>a</t></si>".repeat(3_000_000)))),
        ("count.xlsx", of_strings("<sst uniqueCount=\"99999999999\"></sst>")),
        ("far.xlsx", xlsx_with(&[("Tal", "", vec![HEADS.to_vec()])], &[("xl/worksheets/sheet1.xml", far)])),
        ("cells.csv", ";".repeat(1_000_000).into_bytes()),
    ] {
        let start = Instant::now();
        let said = told(name, &bytes);
        assert!(said.starts_with("feil: "), "{name}: {said}");
        assert!(start.elapsed() < Duration::from_secs(10), "{name}: {:?}", start.elapsed());
    }
}

#[test]
fn a_sheet_to_fill_in_begins_no_formula_and_is_read_again() {
    let folder = with_posts();
    replace(&folder.path().join("delmaal-1.ron"), "Kartlegging av behovet", "=HYPERLINK(1),+1");
    let file = folder.path().join("tal.csv");
    program().arg("finansiering").arg(folder.path()).arg("--mal").arg(&file).assert().success();
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("\"kartlegging\";\"'=HYPERLINK(1),+1\";\"Statleg\""), "{text}");
    let output = program().arg("finansiering").arg(folder.path()).arg("--frå").arg(&file).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "Tala i arket er dei same som i planen.\n");
}

#[test]
fn many_amounts_are_written_in_little_time_and_all_else_stays() {
    const PARTIES: usize = 400;
    let folder = with_posts();
    let file = folder.path().join("plan.ron");
    let parties: String =
        (0..PARTIES).map(|at| format!("        (id: \"k{at}\", namn: \"K{at}\", rolle: Annan),\n")).collect();
    replace(&file, "    partar: [\n", &format!("    partar: [\n{parties}"));
    let post = |at: usize, source: &str| {
        format!(
            "            (formål: Tiltak(\"kartlegging\"), kjelde: {source}, part: \"k{at}\", beløp: {{2026: 1{at}, 2027: 2{at}}}), // m{at}\n"
        )
    };
    let posts: String = (0..PARTIES).map(|at| post(at, "Anna") + &post(at, "Eigeninnsats")).collect();
    replace(&file, "        postar: [\n", &format!("        postar: [\n{posts}"));
    let before = fs::read_to_string(&file).unwrap();
    let row = |at: usize, source: &str| format!("kartlegging;{source};k{at};3{at};4{at}\n");
    let mut sheet =
        "formål;kjelde;part;2026;2027\nkartlegging;Statleg;;400000;250000\nbyggjing;Kommunal;dalane;;7000\n"
            .to_string();
    sheet.extend((0..PARTIES).map(|at| row(at, "Anna") + &row(at, "Eigeninnsats")));
    let start = Instant::now();
    let (code, text) = said_in(folder.path(), "tal.csv", sheet.as_bytes(), &["--skriv"]);
    assert!(code == 0 && text.ends_with("Tala er skrivne inn i planen.\n"), "{text}");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    let mut expected = before.replace("{2026: 1", "{2026: 3").replace(", 2027: 2", ", 2027: 4");
    // The post that is not in the sheet is taken out, the new one comes last, and the large one is as it was.
    expected = expected.replace("{2026: 400000, 2027: 450000}", "{2026: 400000, 2027: 250000}");
    let gone =
        "            (formål: Tiltak(\"byggjing\"), kjelde: Kommunal, part: \"fjorden\", beløp: {2027: 150000}),\n";
    let new = "            (formål: Tiltak(\"byggjing\"), kjelde: Kommunal, part: \"dalane\", beløp: {2027: 7000}),\n";
    assert!(expected.contains(gone));
    assert_eq!(fs::read_to_string(&file).unwrap(), expected.replace(gone, new));
}
