//! The web page: what its file says and holds. How browsers show it, the judges see.

use std::collections::BTreeSet;

use handlingsplan::edition::Edition;
use handlingsplan::make::build::Format;
use handlingsplan::pdf::Template;

use crate::support::{PLANS, compose, copy_of, program, replace};

/// The page of a plan's edition, made alone.
fn page(name: &str, edition: Edition) -> String {
    let files = compose(name, edition).files(&[Format::Html], &Template::embedded()).unwrap();
    assert_eq!(files.len(), 1, "{name}");
    String::from_utf8(files.into_iter().next().unwrap().bytes).unwrap()
}

/// The values of an attribute.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_link_within_the_page_leads_somewhere_and_no_id_stands_twice() {
    for name in PLANS {
        for edition in [Edition::Utkast, Edition::Politisk, Edition::Endeleg, Edition::Kdd] {
            let page = page(name, edition);
            let ids = values(&page, "id");
            let unique: BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(ids.len(), unique.len(), "{name} {edition:?}");
            let links: Vec<&str> =
                values(&page, "href").into_iter().filter_map(|address| address.strip_prefix('#')).collect();
            assert!(links.len() > 5, "{name} {edition:?}");
            for link in links {
                assert!(unique.contains(link), "{name} {edition:?}: {link}");
            }
        }
    }
}

#[test]
fn the_page_runs_nothing_and_loads_nothing() {
    for name in PLANS {
        let page = page(name, Edition::Politisk);
        for sign in ["<script", "<link", "<iframe", "url(", "@import", " onclick"] {
            assert!(!page.contains(sign), "{name}: {sign}");
        }
        assert!(values(&page, "src").iter().all(|source| source.starts_with("data:image/png;base64,")), "{name}");
        assert!(page.contains("default-src 'none'"), "{name}");
    }
}

#[test]
fn the_page_of_the_real_plan_is_small_and_the_same_every_time() {
    let first = page("vest-telemark-2025", Edition::Utkast);
    assert!(first.len() < 250_000, "{} bytes", first.len());
    assert_eq!(first, page("vest-telemark-2025", Edition::Utkast));
    // A tiltak has the address that its id gives, in every edition.
    let tiltak = |page: &str| -> Vec<String> {
        let headings = page.split("<h4 id=\"").skip(1);
        headings.filter_map(|rest| Some(rest.split_once('"')?.0.to_string())).collect()
    };
    let draft = tiltak(&first);
    let later = tiltak(&page("vest-telemark-2025", Edition::Politisk));
    assert!(draft.contains(&"innsiktsarbeid".to_string()), "{draft:?}");
    assert!(draft.len() >= 14, "{draft:?}");
    assert_eq!(draft, later);
}

#[test]
fn search_engines_are_kept_from_all_but_the_final_edition() {
    for (edition, kept_away) in
        [(Edition::Utkast, true), (Edition::Politisk, true), (Edition::Endeleg, false), (Edition::Kdd, true)]
    {
        let page = page("fjellregionen-2027", edition);
        assert_eq!(page.contains("content=\"noindex\""), kept_away, "{edition:?}");
    }
}

#[test]
fn what_looks_like_html_in_a_plan_is_shown_as_it_is_written() {
    let folder = copy_of("ny-plan");
    replace(&folder.path().join("plan.ron"), "tittel: \"Introduksjon\"", "tittel: \"Om \\\"A\\\" & <b>B</b>\"");
    let out = tempfile::tempdir().unwrap();
    let run =
        program().arg("bygg").arg(folder.path()).args(["--format", "html", "--ut"]).arg(out.path()).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let file = std::fs::read_dir(out.path()).unwrap().next().unwrap().unwrap().path();
    let page = std::fs::read_to_string(file).unwrap();
    assert!(page.contains("&amp; &lt;b&gt;B&lt;/b&gt;"), "{page}");
    assert!(!page.contains("<b>"));
}

#[test]
fn the_page_links_to_the_files_that_were_made_with_it() {
    let out = tempfile::tempdir().unwrap();
    program()
        .args(["bygg", "data/ny-plan", "--format", "html,pdf,docx", "--stille", "--ut"])
        .arg(out.path())
        .assert()
        .success();
    let name = |ending: &str| {
        let mut all = std::fs::read_dir(out.path()).unwrap().map(|entry| entry.unwrap().path());
        all.find(|path| path.extension().is_some_and(|own| own == ending)).unwrap()
    };
    let with_others = std::fs::read_to_string(name("html")).unwrap();
    for (ending, kind) in [("pdf", "PDF"), ("docx", "Word")] {
        let path = name(ending);
        let size = std::fs::metadata(&path).unwrap().len().div_ceil(1000);
        let file = path.file_name().unwrap().to_str().unwrap();
        let link = format!("<a href=\"{file}\" download>{kind} ({size}\u{a0}KB)</a>");
        assert!(with_others.contains(&link), "{link}");
    }
    // They are the first that the page offers.
    assert!(with_others.find("download>").unwrap() < with_others.find("<main").unwrap());
    // Made alone it has none to link to.
    assert!(!page("ny-plan", Edition::Utkast).contains("download"));
}

#[test]
fn what_has_changed_is_marked_and_said_in_words() {
    let out = tempfile::tempdir().unwrap();
    program()
        .args(["bygg", "data/eksempel-bokmal-2026", "--sidan", "0.1", "--format", "html", "--stille", "--ut"])
        .arg(out.path())
        .assert()
        .success();
    let file = std::fs::read_dir(out.path()).unwrap().next().unwrap().unwrap().path();
    let page = std::fs::read_to_string(file).unwrap();
    let counts = ["<ins>", "<del>", "class=\"sign\"", "class=\"change-word\""].map(|sign| page.matches(sign).count());
    assert!(counts.iter().all(|count| *count > 3), "{counts:?}");
    assert!(page.contains("content=\"noindex\""));
}

#[test]
fn dates_are_told_to_programs_too_and_a_tiltak_says_who_takes_part() {
    let page = page("vest-telemark-2025", Edition::Utkast);
    for date in [
        "<time datetime=\"2025-06-17\">17.\u{a0}juni\u{a0}2025</time>",
        "<time datetime=\"2023-08\">August\u{a0}2023</time>",
        "<time datetime=\"2025-06-02\">02.06.2025</time>",
        "<time datetime=\"2025-05-22\">22.\u{a0}mai</time>–<time datetime=\"2025-06-12\">12.\u{a0}juni\u{a0}2025</time>",
    ] {
        assert!(page.contains(date), "{date}");
    }
    let facts: Vec<&str> = page.split("<p class=\"facts\">").skip(1).collect();
    assert!(facts.len() >= 14);
    for fact in facts {
        let line = fact.split("</p>").next().unwrap();
        let at =
            |term: &str| line.find(&format!("<strong>{term}:</strong>")).unwrap_or_else(|| panic!("{term}: {line}"));
        assert!(at("Tidsramme") < at("Hovudansvarleg") && at("Hovudansvarleg") < at("Samarbeidspartar"), "{line}");
    }
}

#[test]
fn dates_in_the_boxes_of_the_chart_are_dates_too() {
    let folder = copy_of("ny-plan");
    replace(
        &folder.path().join("plan.ron"),
        "namn: \"Styringsgruppe\"",
        "namn: \"Styringsgruppe\", linjer: [\"møtest 5. mars 2026\"]",
    );
    let composed = handlingsplan::make::build::load_and_compose(folder.path(), Edition::Utkast).unwrap();
    let files = composed.files(&[Format::Html], &Template::embedded()).unwrap();
    let page = String::from_utf8(files.into_iter().next().unwrap().bytes).unwrap();
    assert!(page.contains("møtest <time datetime=\"2026-03-05\">5. mars 2026</time>"), "{page}");
}

#[test]
fn a_page_has_no_lines_to_fill_in() {
    let out = tempfile::tempdir().unwrap();
    let copies = ["--til", "tokke", "--saksframlegg", "--format", "html", "--stille", "--ut"];
    program().args(["bygg", "data/vest-telemark-2025"]).args(copies).arg(out.path()).assert().success();
    let all: Vec<_> = std::fs::read_dir(out.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    let paper = all.iter().find(|path| path.to_str().unwrap().contains("tokke-formannskap")).unwrap();
    let paper = std::fs::read_to_string(paper).unwrap();
    assert!(paper.contains("<strong>Møtedato:</strong>"), "{paper}");
    assert!(!paper.contains("Saksbehandlar"), "{paper}");
}

#[test]
fn a_long_plan_has_a_way_back_to_the_contents_after_each_tiltak() {
    for (name, expected) in [("vest-telemark-2025", 15), ("ny-plan", 2)] {
        let page = page(name, Edition::Utkast);
        let ways = page.matches("class=\"to-contents\"").count();
        assert_eq!(ways, expected, "{name}");
        let target = page.find("id=\"side--liste\"").unwrap();
        assert!(
            page[..target].rfind("<details>") > page[..target].rfind("</details>"),
            "a link does not unfold the list"
        );
    }
}

#[test]
fn cards_leave_out_what_is_nothing_and_say_what_a_sum_is_made_of() {
    let page = page("eksempel-bokmal-2026", Edition::Utkast);
    let dash = "class=\"number none\"><span aria-hidden=\"true\">–</span><span class=\"vh\">ingen</span></td>";
    assert!(page.matches(dash).count() > 10);
    assert_eq!(page.matches(">–</td>").count(), 0);
    assert_eq!(page.matches("<span class=\"of\">Av dette:</span> Statlig</th>").count(), 1);
}

#[test]
fn a_list_with_changes_has_a_bar() {
    let out = tempfile::tempdir().unwrap();
    let since = ["--sidan", "data/eksempel-bokmal-2026", "--format", "html", "--stille", "--ut"];
    program().args(["bygg", "data/eksempel-bokmal-2027"]).args(since).arg(out.path()).assert().success();
    let file = std::fs::read_dir(out.path()).unwrap().next().unwrap().unwrap().path();
    let page = std::fs::read_to_string(file).unwrap();
    for bar in
        ["<div class=\"marked\"><ol>", "<div class=\"marked put-in\"><ul>", "<div class=\"marked taken-out\"><ul>"]
    {
        assert!(page.contains(bar), "{bar}");
    }
}
