//! `ny MAPPE --frå FIL`: a plan from a document that the program did not make.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use handlingsplan::data::load;
use handlingsplan::plan::{Innhald, Kjelde, Plan, Rolle, Språk, Tidsramme};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::{build, plan, program};

fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
}

fn bold(words: &str) -> String {
    format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |words: &&str| format!("<w:tc>{}</w:tc>", paragraph(words));
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word file with this body.
fn word(body: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    zipped(&[
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" \
             ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            &format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
                 Type=\"{office}\" Target=\"word/document.xml\"/></Relationships>"
            ),
        ),
        ("word/document.xml", &format!("<w:document xmlns:w=\"{main}\"><w:body>{body}</w:body></w:document>")),
    ])
}

/// A plan as somebody writes it in Word: bold lines for headings, bullets and numbers by hand.
fn document() -> String {
    let tiltak: &[&[&str]] = &[
        &["", "Tiltak", "Hovedansvarlig", "Samarbeidsparter", "Tidsramme"],
        &["1", "Boligkart", "Granlia kommune, Sjøvik kommune", "Øyfylket fylkeskommune, Husbanken m.fl.", "2026-2027"],
        &["2", "Hus til leie", "Sjøvik", "ØFK og Husbanken", "Mulig ved neste rullering"],
    ];
    [
        bold("Utkast til handlingsplan 2026"),
        paragraph("- oppfølging av"),
        paragraph("Bygdevekstavtale for Granlia og Sjøvik"),
        paragraph("Granlia kommune og Sjøvik kommune"),
        bold("Logg (slettes i endelig versjon)"),
        table(&[
            &["Versjon", "Dato", "Status", "Sist endret av"],
            &["0.1 Første utkast", "Januar 2026", "Skrevet av prosjektleder", "PL"],
            &["0.2", "12.02.2026", "Etter møtet", "PL"],
        ]),
        bold("1. Innledning"),
        paragraph("Avtalen gjelder i perioden 2026-2029. Vi har ikke flere mål enn dette:"),
        paragraph("•\tå få flere boliger"),
        paragraph("•\tå få dem brukt"),
        bold("2. Handlingsplan 2026 per delmål"),
        bold("Prioriteringer 2026"),
        bold("Delmål 1: Flere boliger"),
        paragraph("Det mangler boliger."),
        bold("Hovedmål:"),
        paragraph("Flere får bo."),
        paragraph("I 2026 skal følgende tiltak prioriteres (se nærmere omtale under)."),
        table(tiltak),
        paragraph("Tabell 1"),
        bold("Tiltak 1:"),
        bold("Boligkart"),
        paragraph("Utfordring: Ingen vet hva som finnes."),
        bold("Første skritt"),
        paragraph("1. Spørre eierne"),
        paragraph("2. Tegne kartet"),
        bold("Hvem bidrar – og hvordan?"),
        paragraph("Kommunene."),
        bold("5. Lokal og regional forankring"),
        table(&[
            &["Kommune:", "Formannskap:", "Kommunestyre:"],
            &["Granlia kommune", "3. mars 2026", "17. .mars 2026"],
            &["Sjøvik kommune", "4/3-2026", ""],
        ]),
        bold("8. Handlingsplanen er godkjent av"),
        table(&[
            &["Samarbeidspart", "Dato for (politisk) godkjenning"],
            &["Granlia kommune", "17.03.2026"],
            &["Sjøvik kommune", ""],
        ]),
    ]
    .concat()
}

/// The plan of a file, and what the program said.
fn read(folder: &Path, name: &str, bytes: &[u8]) -> (Plan, String) {
    let file = folder.join(name);
    fs::write(&file, bytes).unwrap();
    let made = folder.join(format!("{name}-plan"));
    let done = program().arg("ny").arg(&made).arg("--frå").arg(&file).assert().success();
    let plan = load(&made).plan.unwrap_or_else(|findings| panic!("{findings:?}"));
    (plan, String::from_utf8(done.get_output().stdout.clone()).unwrap())
}

#[test]
fn a_plan_that_was_written_in_word_is_read_into_its_fields() {
    let folder = tempfile::tempdir().unwrap();
    let (plan, said) = read(folder.path(), "a.docx", &word(&document()));
    let head = &plan.hovud;
    assert_eq!((head.språk, head.år, head.periode.frå, head.periode.til), (Språk::Nb, 2026, 2026, 2029));
    assert_eq!((head.avtale.as_str(), head.versjon.as_str()), ("Bygdevekstavtale for Granlia og Sjøvik", "0.2"));
    let log: Vec<_> =
        head.logg.iter().map(|row| (row.versjon.as_str(), row.namn.as_deref(), row.status.as_str())).collect();
    assert_eq!(log, [("0.1", Some("Første utkast"), "Skrevet av prosjektleder"), ("0.2", None, "Etter møtet")]);
    let parties: Vec<_> =
        head.partar.iter().map(|part| (part.namn.as_str(), part.kort.as_deref(), part.rolle)).collect();
    assert_eq!(
        parties,
        [
            ("Granlia kommune", None, Rolle::Kommune),
            ("Sjøvik kommune", Some("Sjøvik"), Rolle::Kommune),
            ("Øyfylket fylkeskommune", Some("ØFK"), Rolle::Fylkeskommune),
            ("Husbanken", None, Rolle::Stat),
        ]
    );
    let sections: Vec<_> =
        head.seksjonar.iter().map(|own| (own.nummer, own.tittel.as_str(), own.innhald.len())).collect();
    assert_eq!(
        sections,
        [
            (Some(1), "Innledning", 1),
            (Some(2), "Handlingsplan 2026 per delmål", 1),
            (Some(5), "Lokal og regional forankring", 1),
            (Some(8), "Handlingsplanen er godkjent av", 1),
        ]
    );
    assert!(matches!(&head.seksjonar[0].innhald[0], Innhald::Tekst(text) if text.0.contains("- å få flere boliger\n")));
    let goal = &plan.delmål[0];
    assert_eq!((goal.tittel.as_str(), goal.hovudmål.as_ref().unwrap().0.trim()), ("Flere boliger", "Flere får bo."));
    let [first, second] = &goal.tiltak[..] else { panic!("{:?}", goal.tiltak) };
    let parts: Vec<_> =
        first.bolkar.iter().map(|part| (part.overskrift.as_str(), part.tekst.0.trim().lines().count())).collect();
    assert_eq!(parts, [("Utfordring", 1), ("Første skritt", 2), ("Hvem bidrar – og hvordan?", 1)]);
    assert_eq!(first.samarbeidspartar.tillegg.as_deref(), Some("m.fl."));
    assert_eq!(second.samarbeidspartar.ordlyd.as_deref(), Some("ØFK og Husbanken"));
    assert_eq!(second.samarbeidspartar.partar.len(), 2);
    assert_eq!(second.tidsramme, Tidsramme::Seinare("Mulig ved neste rullering".into()));
    let days: Vec<String> = head
        .handsaming
        .iter()
        .flat_map(|own| &own.organ)
        .map(|own| format!("{} {}", own.organ.0, own.planlagt.map(|day| day.0.to_string()).unwrap_or_default()))
        .collect();
    assert_eq!(days, ["formannskap 2026-03-03", "kommunestyre 2026-03-17", "formannskap 2026-03-04"]);
    assert_eq!(head.handsaming[0].organ[1].vedtak[0].dato.0.to_string(), "2026-03-17");
    assert!(said.contains("«ØFK» er teke som «Øyfylket fylkeskommune»"), "{said}");
    let text = fs::read_to_string(folder.path().join("a.docx-plan/plan.ron")).unwrap();
    assert!(
        text.contains("    // GJETTA: Perioden er teken frå teksten\n    periode: (frå: 2026, til: 2029),\n"),
        "{text}"
    );
}

#[test]
fn what_fits_nowhere_stays_where_it_stood_or_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let odd = [
        bold("3. Organisering"),
        table(&[&["Gruppe", "Leder"], &["Boliggruppa", "Kari Nordmann"]]),
        paragraph("Slutt."),
    ]
    .concat();
    let body = document().replacen(
        &bold("5. Lokal og regional forankring"),
        &(odd + &bold("5. Lokal og regional forankring")),
        1,
    );
    let body = body.replacen(&bold("1. Innledning"), &(paragraph("Trykt hos Xyztrykk") + &bold("1. Innledning")), 1);
    let (plan, _) = read(folder.path(), "a.docx", &word(&body));
    let Innhald::Tekst(first) = &plan.hovud.seksjonar[0].innhald[0] else { panic!("{:?}", plan.hovud.seksjonar) };
    let section = plan.hovud.seksjonar.iter().find(|own| own.nummer == Some(3)).unwrap();
    let [Innhald::Tekst(text)] = &section.innhald[..] else { panic!("{section:?}") };
    assert!(text.0.contains("- Boliggruppa – Kari Nordmann\n") && text.0.contains("Slutt."), "{text:?}");
    assert!(first.0.contains("Trykt hos Xyztrykk\n"), "{first:?}");
}

#[test]
fn our_own_word_file_gives_the_same_plan_again() {
    let folder = tempfile::tempdir().unwrap();
    let edition = handlingsplan::edition::Edition::Utkast;
    let (again, said) = read(folder.path(), "a.docx", &build("vest-telemark-2025", edition).1);
    let old = load(&plan("vest-telemark-2025")).plan.unwrap();
    for (goal, made) in old.delmål.iter().zip(&again.delmål) {
        assert_eq!((goal.nummer, &goal.tittel, goal.vekt), (made.nummer, &made.tittel, made.vekt), "{said}");
        for (own, made) in goal.tiltak.iter().zip(&made.tiltak) {
            let headings = |own: &handlingsplan::plan::Tiltak| {
                own.bolkar.iter().map(|part| part.overskrift.clone()).collect::<Vec<_>>()
            };
            assert_eq!(
                (&own.tittel, &own.tidsramme, headings(own)),
                (&made.tittel, &made.tidsramme, headings(made)),
                "{said}"
            );
        }
    }
    let sections =
        |plan: &Plan| plan.hovud.seksjonar.iter().map(|own| (own.nummer, own.tittel.clone())).collect::<Vec<_>>();
    assert_eq!(sections(&old), sections(&again));
    let meetings = |plan: &Plan| plan.hovud.handsaming.iter().flat_map(|own| own.organ.clone()).collect::<Vec<_>>();
    assert_eq!(meetings(&old), meetings(&again));
}

#[test]
fn an_opendocument_text_is_read_too() {
    let folder = tempfile::tempdir().unwrap();
    let content = "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
        xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text>\
        <text:p>Handlingsplan 2026</text:p><text:p>Bygdevekstavtale for Dalane</text:p>\
        <text:h text:outline-level=\"1\">1. Introduksjon</text:h><text:p>Avtala gjeld ikkje <text:s/>alle.</text:p>\
        <text:h text:outline-level=\"1\">3. Handlingsplan 2026 per delmål</text:h>\
        <text:h text:outline-level=\"2\">Delmål 1: Bustader</text:h><text:p>Hovudmål: Fleire hus.</text:p>\
        <text:h text:outline-level=\"3\">Tiltak 1: Kart</text:h><text:h text:outline-level=\"4\">Utfordring</text:h>\
        <text:list><text:list-item><text:p>Ingen veit.</text:p></text:list-item></text:list>\
        </office:text></office:body></office:document-content>";
    let kind = "application/vnd.oasis.opendocument.text";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("mimetype", stored).unwrap();
    zip.write_all(kind.as_bytes()).unwrap();
    zip.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(content.as_bytes()).unwrap();
    let (plan, _) = read(folder.path(), "a.odt", &zip.finish().unwrap().into_inner());
    assert_eq!(plan.hovud.språk, Språk::Nn);
    let goal = &plan.delmål[0];
    assert_eq!((goal.tittel.as_str(), goal.tiltak[0].tittel.as_str()), ("Bustader", "Kart"));
    assert_eq!(goal.tiltak[0].bolkar[0].tekst.0.trim(), "Ingen veit.");
}

#[test]
fn what_is_no_plan_is_refused_in_a_sentence_and_nothing_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let old = [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 600]].concat();
    let letter = word(&paragraph("Hei, her er planen."));
    for (name, bytes, why) in [
        ("a.docx", b"Hei".to_vec(), "er inga Word-fil"),
        ("b.doc", old, ".docx"),
        ("c.docx", letter, "er ingen handlingsplan"),
        ("d.docx", word(&document())[..900].to_vec(), "Word-fil"),
        ("e.pdf", b"%PDF-1.7\n".to_vec(), "opne PDF-en i Word og lagre han som .docx"),
        (
            "f.docx",
            word(&[bold("Møtebok"), paragraph("Hei."), bold("Saker"), bold("Ymse")].concat()),
            "«Møtebok», «Saker»",
        ),
        ("g.docx", word(&bold("Møtebok")), "«Delmål 1: Fleire bustader» og «Tiltak 1.1: Bustadkart»"),
    ] {
        let file = folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        let made = folder.path().join("plan");
        let refused = program().arg("ny").arg(&made).arg("--frå").arg(&file).assert().code(1);
        let said = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
        assert!(said.contains(name) && said.contains(why), "{said}");
        assert!(!made.exists());
    }
    let made = folder.path().join("plan");
    fs::create_dir(&made).unwrap();
    fs::write(made.join("mitt.txt"), "mitt").unwrap();
    let file = folder.path().join("god.docx");
    fs::write(&file, word(&document())).unwrap();
    program().arg("ny").arg(&made).arg("--frå").arg(&file).assert().code(1);
    assert_eq!(fs::read_dir(&made).unwrap().count(), 1);
}

/// A paragraph that begins with a label in strong letters.
fn labelled(label: &str, words: &str) -> String {
    let label = format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{label}</w:t></w:r>");
    format!("<w:p>{label}<w:r><w:t xml:space=\"preserve\"> {words}</w:t></w:r></w:p>")
}

/// A plan with one delmål and what stands in its only tiltak.
fn one_tiltak(inside: &[String]) -> Vec<u8> {
    let start = [
        bold("Handlingsplan 2026"),
        paragraph("Bygdevekstavtale for Dalane 2026–2029"),
        paragraph("Dalane kommune og Fjorden kommune"),
        bold("1. Innleiing"),
        paragraph("Dette er ikkje ein plan for dei andre."),
        bold("2. Delmål"),
        bold("Delmål 1: Bustader"),
        paragraph("Hovudmål: Fleire hus."),
        bold("Tiltak 1.1: Kart"),
    ];
    word(&[start.concat(), inside.concat()].concat())
}

#[test]
fn text_after_the_facts_of_a_tiltak_is_no_part_of_them_or_of_what_stood_above() {
    let folder = tempfile::tempdir().unwrap();
    let (told, last) = ("Kommunane lagar kartet i lag.", "Frist: 2027. Så kjem dei andre husa med.");
    let (plan, _) = read(
        folder.path(),
        "a.docx",
        &one_tiltak(&[
            paragraph("Bakgrunn: Ingen veit kva som finst."),
            paragraph("Ansvar:"),
            paragraph("Dalane kommune"),
            labelled("Samarbeid med", "Fjorden kommune"),
            paragraph("Tidsramme: 2026"),
            paragraph(told),
            paragraph("Tiltak 1.2 Hus"),
            paragraph("Ansvarleg Fjorden kommune"),
            paragraph(last),
        ]),
    );
    let [first, second] = &plan.delmål[0].tiltak[..] else { panic!("{:?}", plan.delmål) };
    let parts: Vec<_> = first.bolkar.iter().map(|own| (own.overskrift.as_str(), own.tekst.0.trim())).collect();
    assert_eq!(parts, [("Bakgrunn", "Ingen veit kva som finst."), ("Om tiltaket", told)]);
    assert_eq!(first.tidsramme, Tidsramme::År { frå: 2026, til: 2026 });
    assert_eq!(first.hovudansvarleg.partar[0].as_str(), "dalane");
    assert_eq!(first.samarbeidspartar.partar[0].as_str(), "fjorden");
    assert_eq!(second.hovudansvarleg.partar[0].as_str(), "fjorden");
    assert_eq!(second.ingress.as_ref().unwrap().0.trim(), "Så kjem dei andre husa med.");
}

#[test]
fn a_money_table_is_posts_where_it_is_understood_and_else_keeps_every_cell_with_its_head() {
    let folder = tempfile::tempdir().unwrap();
    let understood = table(&[
        &["Kjelde", "2026", "2027", "Sum"],
        &["Dalane kommune", "100", "", "100"],
        &["Statlege midlar", "1 000", "500", "1 500"],
        &["Sum", "1 100", "500", "1 600"],
    ]);
    let other = table(&[&["Post", "2026", "2027", "Merknad"], &["Reiser", "50 000", "", "Om lag"]]);
    let (plan, said) = read(
        folder.path(),
        "a.docx",
        &one_tiltak(&[
            paragraph("Tidsramme: 2026"),
            paragraph("Kostnader (i 1000 kr)"),
            understood,
            bold("3. Økonomi"),
            other,
        ]),
    );
    let posts = &plan.hovud.finansiering.as_ref().unwrap().postar;
    let told: Vec<_> = posts.iter().map(|own| (own.kjelde, own.part.is_some(), own.beløp.clone())).collect();
    assert_eq!(
        told,
        [
            (Kjelde::Kommunal, true, [(2026, 100_000)].into()),
            (Kjelde::Statleg, false, [(2026, 1_000_000), (2027, 500_000)].into()),
        ]
    );
    let section = plan.hovud.seksjonar.iter().find(|own| own.nummer == Some(3)).unwrap();
    let [Innhald::Tekst(text), Innhald::Finansiering] = &section.innhald[..] else { panic!("{section:?}") };
    assert_eq!(text.0.trim(), "- Post: Reiser; 2026: 50 000; 2027: –; Merknad: Om lag");
    assert!(said.contains("Postane er lesne av tabellar i fila"), "{said}");
}

#[test]
fn the_language_is_that_of_most_small_words_and_a_close_one_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let texts = "Frå tiltaka kjem det ikkje noko. Dei er fleire. Kva no? Ein plan. ";
    let (plan, said) = read(folder.path(), "a.docx", &one_tiltak(&[paragraph(texts)]));
    assert_eq!(plan.hovud.språk, Språk::Nn);
    assert!(!said.contains("begge målformene"), "{said}");
    let mixed = "Ikke alle tiltakene er fra de andre. Flere får være med, men hvor og hvordan? En og en. ";
    let (_, said) = read(folder.path(), "b.docx", &one_tiltak(&[paragraph(mixed), paragraph(texts)]));
    assert!(said.contains("begge målformene"), "{said}");
}

#[test]
fn every_word_of_the_title_page_is_in_a_field_or_in_the_first_section() {
    let folder = tempfile::tempdir().unwrap();
    let body = [
        bold("Handlingsplan 2025-2027 med vekt på bulyst"),
        paragraph("Bygdevekstavtale for Dalane"),
        paragraph("Dalane kommune og Fjorden kommune"),
        paragraph("Versjon 2.1, etter høyringa"),
        table(&[&["Planeigar", "Dalane kommune"], &["Opplag", "200 stykke"]]),
        bold("1. Innleiing"),
        paragraph("Dette er ikkje ein plan for dei andre."),
        bold("2. Delmål"),
        bold("Delmål 1: Bustader"),
        bold("Tiltak 1.1: Kart"),
        paragraph("Tidsramme: 2026"),
    ];
    let (plan, said) = read(folder.path(), "a.docx", &word(&body.concat()));
    let head = &plan.hovud;
    assert_eq!((head.år, head.periode.frå, head.periode.til, head.versjon.as_str()), (2025, 2025, 2027, "2.1"));
    assert_eq!(head.kolofon.as_ref().unwrap().eigar.as_deref(), Some("Dalane kommune"));
    let Innhald::Tekst(text) = &head.seksjonar[0].innhald[0] else { panic!("{:?}", head.seksjonar) };
    for words in ["med vekt på bulyst", "etter høyringa", "Opplag: 200 stykke", "Dette er ikkje"] {
        assert!(text.0.contains(words), "{words}: {text:?}");
    }
    assert!(!said.contains("fått plass"), "{said}");
}

/// A heading by its style, whose level is in the paragraph itself.
fn heading(level: u8, words: &str) -> String {
    let properties = format!("<w:pPr><w:outlineLvl w:val=\"{}\"/></w:pPr>", level - 1);
    format!("<w:p>{properties}<w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[test]
fn delmål_and_tiltak_are_known_by_other_names_by_numbers_and_by_their_place() {
    let folder = tempfile::tempdir().unwrap();
    let facts = || paragraph("Ansvarleg: Dalane kommune. Tidsramme: 2026–2027");
    let named = [
        heading(1, "1. Om planen"),
        heading(1, "2. Kva me vil"),
        heading(2, "Satsingsområde 1: Bustader"),
        heading(3, "1.1 Kart"),
        facts(),
        heading(3, "1.2 Hus"),
        facts(),
    ];
    let placed = [
        heading(1, "1. Om planen"),
        heading(1, "2. Bustader"),
        heading(2, "2.1 Kart"),
        facts(),
        paragraph("Kartet viser alle husa."),
        heading(2, "2.2 Hus"),
        table(&[&["Ansvarleg", "Dalane kommune"], &["Tidsramme", "2026–2027"]]),
    ];
    for (name, body) in [("a.docx", named.concat()), ("b.docx", placed.concat())] {
        let (plan, said) = read(folder.path(), name, &word(&body));
        let goals: Vec<_> = plan.delmål.iter().map(|own| own.tittel.as_str()).collect();
        assert_eq!(goals, ["Bustader"], "{said}");
        for (own, title) in plan.delmål[0].tiltak.iter().zip(["Kart", "Hus"]) {
            assert_eq!((own.tittel.as_str(), own.hovudansvarleg.partar.len()), (title, 1), "{name}");
            assert_eq!(own.tidsramme, Tidsramme::År { frå: 2026, til: 2027 }, "{name}");
        }
        assert_eq!(plan.delmål[0].tiltak.len(), 2);
        assert!(said.contains("delmaal-1.ron:"), "{said}");
    }
}

#[test]
fn headings_that_are_nothing_but_bold_lines_without_numbers_are_read_by_their_place() {
    let folder = tempfile::tempdir().unwrap();
    let facts = || [paragraph("Ansvarleg: Dalane kommune"), paragraph("Tidsramme: 2026–2027")].concat();
    let tiltak = |title: &str| {
        let part = |name: &str, words: &str| [bold(name), paragraph(words)].concat();
        [bold(title), facts(), part("Utfordring", "Det er for få hus."), part("Skildring", "Me teiknar eit kart.")]
            .concat()
    };
    let body = [
        bold("Om planen"),
        paragraph("Planen gjeld for Dalane."),
        bold("Bustader"),
        paragraph("Fleire skal bu her."),
        tiltak("Kart"),
        tiltak("Hus"),
        bold("Vegar"),
        tiltak("Bru"),
    ];
    let (plan, said) = read(folder.path(), "a.docx", &word(&body.concat()));
    let goals: Vec<(&str, Vec<&str>)> = plan
        .delmål
        .iter()
        .map(|own| (own.tittel.as_str(), own.tiltak.iter().map(|own| own.tittel.as_str()).collect()))
        .collect();
    assert_eq!(goals, [("Bustader", vec!["Kart", "Hus"]), ("Vegar", vec!["Bru"])], "{said}");
    let kart = &plan.delmål[0].tiltak[0];
    assert_eq!(kart.bolkar.len(), 2, "{:?}", kart.bolkar);
    assert!(kart.bolkar[0].tekst.0.contains("for få hus"), "{:?}", kart.bolkar);
}

#[test]
fn decisions_with_their_days_and_cases_and_dates_of_the_log_come_from_their_tables() {
    let folder = tempfile::tempdir().unwrap();
    let inside = [
        paragraph("Tidsramme: 2026"),
        bold("3. Handsaming"),
        table(&[
            &["Kommune", "Organ/Utval", "Møtedato", "Saksnr"],
            &["Dalane kommune", "Formannskapet", "3. mars 2026", "PS 12/26"],
            &["", "Kommunestyret", "17.3.2026", "PS 20/26"],
            &["Fjorden kommune", "Kommunestyret i Fjorden", "24. mars 2026", ""],
        ]),
        table(&[&["Kommune", "Formannskapet"], &["Fjorden kommune", "2. mars 2026, sak 7/26"]]),
        bold("4. Logg"),
        table(&[
            &["Versjon", "Når", "Kva er endra", "Kven"],
            &["1.1", "", "Retta", "Kari"],
            &["1.0", "3.2.2026", "Nytt", "Per"],
        ]),
    ];
    let (plan, said) = read(folder.path(), "a.docx", &one_tiltak(&inside));
    let told: Vec<String> = plan
        .hovud
        .handsaming
        .iter()
        .flat_map(|own| &own.organ)
        .map(|own| {
            let decided: Vec<_> = own
                .vedtak
                .iter()
                .map(|own| format!("{} {}", own.dato.0, own.sak.as_deref().unwrap_or_default()))
                .collect();
            format!("{}: {}", own.organ.0, decided.join(", "))
        })
        .collect();
    assert_eq!(
        told,
        [
            "formannskap: 2026-03-03 PS 12/26",
            "kommunestyre: 2026-03-17 PS 20/26",
            "kommunestyre: ",
            "formannskap: 2026-03-02 7/26",
        ],
        "{said}"
    );
    assert!(said.contains("Møtet har eit saksnummer i fila"), "{said}");
    assert!(said.contains("Rada i loggen har ingen dato"), "{said}");
}
