//! Promises about the documents themselves: the standards they meet, that they are the same every time, and
//! that nothing in the data is taken for markup.

use std::collections::BTreeSet;

use crate::support::{PLANS, build, compose, copy_of, program, replace, stress_plan};
use handlingsplan::document::{Block, HeadingKind};
use handlingsplan::edition::Edition;
use handlingsplan::make::build::{Format, load_and_compose};
use handlingsplan::pdf::Template;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

#[test]
fn every_pdf_is_accessible_and_fit_for_the_archive() {
    for name in PLANS {
        for edition in Edition::ALL {
            let (pdf, _) = build(name, edition);
            assert_standards(name, edition, &pdf);
        }
    }
}

fn assert_standards(name: &str, edition: Edition, pdf: &[u8]) {
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
        let report = validate_pdf_bytes(pdf, &ValidationOptions::default().profile(profile)).unwrap();
        // On rule 6.1.7.1:1 the two validators differ, and veraPDF, one of the judges, decides.
        let failures: Vec<String> =
            report.failures.iter().map(ToString::to_string).filter(|failure| !failure.contains("6.1.7.1:1")).collect();
        assert!(failures.is_empty(), "{name} {edition:?} {profile:?}: {failures:#?}");
    }
}

#[test]
fn a_plan_at_every_limit_is_accessible_and_fit_for_the_archive() {
    let folder = stress_plan();
    // It has unfinished tiltak too, so no final edition can be made. The draft has the same pages.
    let composed = load_and_compose(folder.path(), Edition::Politisk).unwrap();
    let files = composed.files(&[Format::Pdf], &Template::embedded()).unwrap();
    assert_standards("stress", Edition::Politisk, &files[0].bytes);
}

/// The largest that the real plan's files may be, in bytes.
const LARGEST_PDF: usize = 400_000;
const LARGEST_DOCX: usize = 300_000;

#[test]
fn the_real_plans_files_are_small() {
    let (pdf, docx) = build("vest-telemark-2025", Edition::Utkast);
    assert!(pdf.len() <= LARGEST_PDF, "{}", pdf.len());
    assert!(docx.len() <= LARGEST_DOCX, "{}", docx.len());
}

/// The values of a key in the PDF's uncompressed metadata.
fn xmp(pdf: &[u8], name: &str) -> Vec<String> {
    let text = String::from_utf8_lossy(pdf);
    let (start, end) = (format!("<{name}"), format!("</{name}>"));
    text.match_indices(&start)
        .map(|(at, _)| {
            let rest = &text[at + start.len()..];
            rest[..rest.find(&end).unwrap_or(rest.len())].to_string()
        })
        .collect()
}

#[test]
fn the_pdf_says_what_it_is_and_nothing_of_who_made_it() {
    let (pdf, _) = build("eksempel-bokmal-2026", Edition::Utkast);
    let has = |name: &str, value: &str| {
        let found = xmp(&pdf, name);
        assert!(found.iter().any(|text| text.contains(value)), "{name}: {found:?}");
    };
    has("dc:title", "Utkast til handlingsplan 2026 – Bygdevekstavtale for Granlia og Sjøvik");
    has("dc:creator", "Granlia kommune");
    has("dc:description", "oppfølging av Bygdevekstavtale for Granlia og Sjøvik. Versjon 0.2.");
    has("pdf:Keywords", "handlingsplan, bygdevekstavtale, eksempel");
    has("dc:language", "nb-NO");
    has("xmp:CreateDate", "2026-02-20");
    has("pdfuaid:part", "1");
    has("pdfaid:part", "2");
    has("pdfaid:conformance", "A");
    let text = String::from_utf8_lossy(&pdf);
    for leak in ["/root", "/home", "/tmp", env!("CARGO_MANIFEST_DIR")] {
        assert!(!text.contains(leak), "{leak}");
    }
    // The title, not the file's name, stands in the title bar.
    let file = lopdf::Document::load_mem(&pdf).unwrap();
    let preferences = file.catalog().unwrap().get_deref(b"ViewerPreferences", &file).unwrap().as_dict().unwrap();
    assert!(preferences.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
}

#[test]
fn sections_delmål_and_tiltak_are_bookmarks_of_their_pages() {
    for name in PLANS {
        let composed = compose(name, Edition::Utkast);
        let laid = handlingsplan::pdf::lay_out(composed.paged(), &composed.pictures, &Template::embedded()).unwrap();
        let pages = laid.heading_pages();
        let headings = composed.document().all_blocks().filter_map(|block| match block {
            Block::Heading(heading) if heading.level < 4 => Some(heading),
            _ => None,
        });
        let expected = headings.map(|heading| {
            // The label of a delmål stands over its title.
            let label = heading.label.clone().unwrap_or_default();
            let label = if heading.kind == HeadingKind::Delmål { label.trim_end_matches(':') } else { label.as_str() };
            let words = [label, &heading.title.words()].join(" ");
            (usize::from(heading.level), plain(&words), pages[&heading.anchor].0)
        });
        // The contents list is a mark too.
        let long_log =
            composed.paged().document().cover.as_ref().and_then(|own| own.log.as_ref()).is_some_and(|log| log.new_page);
        let contents = (1, composed.document().contents_title.words(), 2 + usize::from(long_log));
        let expected: Vec<_> = std::iter::once(contents).chain(expected).collect();
        let file = lopdf::Document::load_mem(&laid.pdf().unwrap()).unwrap();
        let found: Vec<_> =
            file.get_toc().unwrap().toc.into_iter().map(|mark| (mark.level, plain(&mark.title), mark.page)).collect();
        assert_eq!(found, expected, "{name}");
    }
}

/// The words with one space between them.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn pages_become_pictures_of_the_resolution_asked_for() {
    let out = tempfile::tempdir().unwrap();
    program()
        .args(["bygg", "data/ny-plan", "--format", "png", "--oppløysing", "50", "--ut"])
        .arg(out.path())
        .assert()
        .success();
    let mut sizes = Vec::new();
    for entry in std::fs::read_dir(out.path()).unwrap() {
        sizes.push(image::image_dimensions(entry.unwrap().path()).unwrap());
    }
    // A4 at 50 dots per inch.
    assert_eq!(sizes, vec![(413, 585); 5]);
    let refused = program().args(["bygg", "data/ny-plan", "--format", "png", "--oppløysing", "5000"]).assert().code(2);
    let message = String::from_utf8(refused.get_output().stderr.clone()).unwrap();
    assert!(message.starts_with("feil: «5000» er ikkje ein gyldig verdi for --oppløysing"), "{message}");
}

#[test]
fn the_same_plan_gives_the_same_bytes_twice_in_one_process() {
    // Another plan in between: counters that run on would show.
    let first = build("eksempel-bokmal-2026", Edition::Utkast);
    let _ = build("vest-telemark-2025", Edition::Utkast);
    let second = build("eksempel-bokmal-2026", Edition::Utkast);
    assert!(first == second);
}

#[test]
fn the_same_plan_gives_the_same_bytes_in_many_threads() {
    const NAMES: [&str; 2] = ["eksempel-bokmal-2026", "ny-plan"];
    let alone = NAMES.map(|name| build(name, Edition::Utkast));
    std::thread::scope(|scope| {
        // Two plans at a time: what threads share would show.
        let threads: Vec<_> =
            (0..4).map(|number| scope.spawn(move || (number % 2, build(NAMES[number % 2], Edition::Utkast)))).collect();
        for (own, built) in threads.into_iter().map(|thread| thread.join().unwrap()) {
            assert!(built == alone[own], "{}", NAMES[own]);
        }
    });
}

#[test]
fn many_links_and_pictures_do_not_change_places() {
    let folder = copy_of("ny-plan");
    let links: String = (0..40).map(|number| format!("[lenkje](https://example.org/{number}) ")).collect();
    replace(&folder.path().join("delmaal-1.ron"), "Her står kvifor delmålet er viktig.", &links);
    let docx = || {
        let composed = load_and_compose(folder.path(), Edition::Utkast).unwrap();
        composed.files(&[Format::Docx], &Template::embedded()).unwrap().remove(0).bytes
    };
    let first = docx();
    for _ in 0..3 {
        assert!(docx() == first);
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes_in_two_processes() {
    let read = |folder: &std::path::Path| {
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
            .into_iter()
            .map(|file| (file.file_name().unwrap().to_owned(), std::fs::read(&file).unwrap()))
            .collect::<Vec<_>>()
    };
    let outputs = [(); 2].map(|()| {
        let folder = tempfile::tempdir().unwrap();
        program().args(["bygg", "data/vest-telemark-2025", "--stille", "--ut"]).arg(folder.path()).assert().success();
        read(folder.path())
    });
    assert_eq!(outputs[0].len(), 2);
    assert!(outputs[0] == outputs[1]);
}

#[test]
fn the_draft_has_the_log_and_the_final_plan_has_not() {
    for name in PLANS {
        let (draft, last) = (compose(name, Edition::Utkast), compose(name, Edition::Endeleg));
        let (draft, last) = (draft.document(), last.document());
        let has_log = |document: &handlingsplan::document::Document| {
            document.cover.as_ref().is_some_and(|cover| cover.log.is_some())
        };
        assert!(has_log(draft) && draft.frame.draft);
        assert!(!has_log(last) && !last.frame.draft);
        assert!(draft.meta.title.starts_with("Utkast til handlingsplan"));
        assert!(last.meta.title.starts_with("Handlingsplan"));
    }
}

#[test]
fn a_missing_financing_is_a_gap_in_a_draft_and_an_error_in_the_final_plan() {
    let folder = copy_of("ny-plan");
    replace(&folder.path().join("plan.ron"), "innhald: [Godkjenningar]", "innhald: [Godkjenningar, Finansiering]");
    let json = tempfile::tempdir().unwrap();
    program().arg("bygg").arg(folder.path()).args(["--format", "json", "--ut"]).arg(json.path()).assert().success();
    let text = std::fs::read_to_string(json.path().join("handlingsplan-ny-plan-2026-v1.0-utkast.json")).unwrap();
    assert!(text.contains("Manglar: tabellen over finansiering er ikkje fylt ut."));
    let failed = program().arg("bygg").arg(folder.path()).args(["--utgåve", "endeleg"]).assert().code(1);
    let message = String::from_utf8(failed.get_output().stderr.clone()).unwrap();
    assert!(message.contains("finansieringa er ikkje fylt ut"), "{message}");
}

/// Prose that means something elsewhere: it is printed as it stands, or refused at its place.
#[test]
fn hostile_prose_is_printed_or_refused_but_never_interpreted() {
    let printed = [
        "#import \\\"x.typ\\\": * og #let x = 1",
        "$x^2$ og $ \\\\frac{1}{2} $",
        "@ref og a < b er fritt",
        "Kárášjohka Guovdageaidnu áčđŋšŧž ÁČĐŊŠŦŽ",
        "\\\\input{/etc/passwd} {{mal}} %s ${HOME} `",
    ];
    let refused = [
        ("<script>alert(1)</script>", "HTML er ikkje støtta"),
        ("eit emoji 😀 her", "teiknet «😀» (U+1F600) finst ikkje i skrifta"),
        ("שלום", "finst ikkje i skrifta"),
        ("null\\u{0}teikn", "usynleg teikn: kontrollteikn (U+0000)"),
        ("bjølle\\u{7}", "usynleg teikn: kontrollteikn (U+0007)"),
        ("snudd \\u{202e}tekst", "usynleg teikn: teikn som snur leseretninga (U+202E)"),
        ("`kode`", "kode (`) er ikkje støtta"),
    ];
    let with = |prose: &str| {
        let folder = copy_of("ny-plan");
        replace(
            &folder.path().join("delmaal-1.ron"),
            "innleiing: r#\"\n        Her står kvifor delmålet er viktig.\n    \"#",
            &format!("innleiing: \"{prose}\""),
        );
        folder
    };
    for prose in printed {
        let prose_shown = prose.replace("\\\"", "\"").replace("\\\\", "\\");
        let folder = with(prose);
        let texts = texts_of_built(folder.path());
        assert!(texts.iter().any(|text| text.replace('\u{a0}', " ") == prose_shown), "{prose_shown} in {texts:?}");
    }
    for (prose, message) in refused {
        let folder = with(prose);
        let failed = program().arg("bygg").arg(folder.path()).assert().code(1);
        let text = String::from_utf8(failed.get_output().stderr.clone()).unwrap();
        assert!(text.contains(message) && text.contains("delmaal-1.ron:10:"), "{prose}: {text}");
    }
}

/// Every text of the document that a copy of the new plan is built to, in all formats.
fn texts_of_built(folder: &std::path::Path) -> BTreeSet<String> {
    let out = tempfile::tempdir().unwrap();
    program().arg("bygg").arg(folder).args(["--format", "pdf,docx,json", "--ut"]).arg(out.path()).assert().success();
    let json = std::fs::read_to_string(out.path().join("handlingsplan-ny-plan-2026-v1.0-utkast.json")).unwrap();
    all_texts(&serde_json::from_str(&json).unwrap())
}

fn all_texts(value: &serde_json::Value) -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        match value {
            serde_json::Value::String(text) => {
                texts.insert(text.clone());
            }
            serde_json::Value::Array(items) => waiting.extend(items),
            serde_json::Value::Object(fields) => waiting.extend(fields.values()),
            _ => {}
        }
    }
    texts
}

#[test]
fn a_word_of_two_thousand_letters_is_printed_and_one_of_ten_thousand_is_refused() {
    let with = |letters| {
        let folder = copy_of("ny-plan");
        replace(&folder.path().join("delmaal-1.ron"), "Her står kvifor delmålet er viktig.", &"a".repeat(letters));
        folder
    };
    let texts = texts_of_built(with(2000).path());
    assert!(texts.iter().any(|text| text.replace('\u{200b}', "") == "a".repeat(2000)));
    let refused = program().arg("bygg").arg(with(10_000).path()).assert().code(1);
    let said = String::from_utf8(refused.get_output().stderr.clone()).unwrap();
    assert!(said.starts_with("feil[HP006]: her er eit ord på 10000 teikn"), "{said}");
}

#[test]
fn a_plan_with_five_delmål_no_figure_and_other_sections_is_built() {
    let folder = copy_of("ny-plan");
    let plan = folder.path().join("plan.ron");
    let names: Vec<String> = (1..=5).map(|number| format!("\"d{number}.ron\"")).collect();
    replace(&plan, "delmål: [\"delmaal-1.ron\"]", &format!("delmål: [{}]", names.join(", ")));
    replace(&plan, "                Organisasjonskart,\n                Møteplan,\n", "");
    let text = std::fs::read_to_string(&plan).unwrap();
    let (start, end) =
        (text.find("    organisasjonskart: (").unwrap(), text.find("    // Politisk handsaming").unwrap());
    std::fs::write(&plan, format!("{}{}", &text[..start], &text[end..])).unwrap();
    let delmål = std::fs::read_to_string(folder.path().join("delmaal-1.ron")).unwrap();
    for number in 1..=5 {
        let own = delmål
            .replace("nummer: 1,\n    tittel", &format!("nummer: {number},\n    tittel"))
            .replace("\"kartlegging\"", &format!("\"kartlegging-{number}\""))
            .replace("#kartlegging", &format!("#kartlegging-{number}"))
            .replace("\"byggjing\"", &format!("\"byggjing-{number}\""));
        std::fs::write(folder.path().join(format!("d{number}.ron")), own).unwrap();
    }
    let out = tempfile::tempdir().unwrap();
    let formats = ["--format", "pdf,docx,json", "--ut"];
    program().arg("bygg").arg(folder.path()).args(formats).arg(out.path()).assert().success();
    let json = std::fs::read_to_string(out.path().join("handlingsplan-ny-plan-2026-v1.0-utkast.json")).unwrap();
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    let kinds = |kind: &str| {
        let blocks = document["blocks"].as_array().unwrap().iter();
        blocks.filter(|block| block["kind"] == kind || block["type"] == kind).count()
    };
    assert_eq!((kinds("delmål"), kinds("tiltak"), kinds("figure")), (5, 10, 0));
}

#[test]
fn a_template_that_does_not_know_a_kind_of_block_says_so_and_makes_nothing() {
    for (file, from, to) in [
        ("text.typ", "it.type == \"list\"", "it.type == \"opplisting\""),
        ("text.typ", "  intro: it =>", "  innleiing: it =>"),
        ("text.typ", "  bolk: bolk-heading,", ""),
        ("chart.typ", "  top: (fill", "  topp: (fill"),
        ("main.typ", "  cover(doc.cover", "  omslag(doc.cover"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        for entry in std::fs::read_dir("templates").unwrap() {
            let path = entry.unwrap().path();
            std::fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
        }
        replace(&folder.path().join(file), from, to);
        let out = tempfile::tempdir().unwrap();
        let mut bygg = program();
        bygg.args(["bygg", "data/ny-plan", "--mal"]).arg(folder.path()).arg("--ut").arg(out.path());
        let failed = bygg.assert().code(1);
        let said = String::from_utf8(failed.get_output().stderr.clone()).unwrap();
        assert!(said.starts_with("feil: malen kan ikkje brukast:"), "{from}: {said}");
        assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0, "{from}");
    }
}

#[test]
fn the_template_in_the_repository_is_the_one_in_the_program() {
    let embedded = build("ny-plan", Edition::Utkast).0;
    let out = tempfile::tempdir().unwrap();
    program()
        .args(["bygg", "data/ny-plan", "--mal", "templates", "--format", "pdf", "--ut"])
        .arg(out.path())
        .assert()
        .success();
    assert!(std::fs::read(out.path().join("handlingsplan-ny-plan-2026-v1.0-utkast.pdf")).unwrap() == embedded);
}

#[test]
fn nothing_of_a_plan_is_in_the_program() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut waiting = vec![root.join("src"), root.join("templates")];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap().to_lowercase();
        for word in ["fyresdal", "kviteseid", "seljord", "husbanken", "distriktssenteret", "gøtt nøkk"] {
            assert!(!text.contains(word), "{word} in {}", path.display());
        }
    }
}

#[test]
fn the_plan_on_one_page_explains_what_comes_later_only_where_something_does() {
    for (frame, later) in [("År(frå: 2027, til: 2029)", true), ("År(frå: 2026, til: 2029)", false)] {
        let folder = copy_of("ny-plan");
        let first = "        (\n            nummer: 1,\n            tittel: ";
        replace(
            &folder.path().join("plan.ron"),
            first,
            &format!("        (tittel: \"Planen på éi side\", innhald: [Oversyn]),\n{first}"),
        );
        replace(&folder.path().join("delmaal-1.ron"), "År(frå: 2027, til: 2029)", frame);
        let composed = load_and_compose(folder.path(), Edition::Utkast).unwrap();
        let words = serde_json::to_string(composed.document()).unwrap();
        assert!(words.contains("Planen har eitt delmål og to tiltak"), "{words}");
        assert_eq!(words.contains("Tiltak merkte «seinare» er ikkje prioriterte i 2026."), later, "{frame}");
    }
}
