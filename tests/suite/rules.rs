//! Every rule, and every error of the reader: a plan that breaks it, with the message as the user sees it, and a plan
//! that doesn't.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::{copy_of, program, replace};
use handlingsplan::check::RULES;
use handlingsplan::edition::Edition;
use handlingsplan::finding::Finding;
use handlingsplan::make::build::load_and_check;
use handlingsplan::make::session::Session;
use handlingsplan::report;

/// A change of the starter plan: a file, a text in it, and the text to put there.
type Change = (&'static str, &'static str, &'static str);

struct Case {
    code: &'static str,
    edition: Edition,
    /// What breaks the rule.
    wrong: &'static [Change],
    /// What keeps it where the starter plan itself doesn't.
    right: &'static [Change],
}

const fn case(code: &'static str, wrong: &'static [Change]) -> Case {
    Case { code, edition: Edition::Utkast, wrong, right: &[] }
}

const PLAN: &str = "plan.ron";
const MÅL: &str = "delmaal-1.ron";
/// Something in the plan to put things before or in the place of.
const KART: &str = "    organisasjonskart: (";
const FORMANNSKAP: &str = "(organ: \"formannskap\", planlagt: \"2026-06-04\")";
const TEKST: &str = "Her står kvifor delmålet er viktig.";
const INGRESS: &str =
    "            ingress: r#\"\n                Tiltaket byggjer på [](#kartlegging).\n            \"#,\n";

const CASES: &[Case] = &[
    case("HP001", &[(PLAN, "delmaal-1.ron", "delmaal-9.ron")]),
    case("HP003", &[(PLAN, "år: 2026", "år: \"2026\"")]),
    Case {
        code: "HP006",
        edition: Edition::Utkast,
        wrong: &[(PLAN, "nummer: 4", "nummer: 65535"), (PLAN, "#pkt-4", "#pkt-65535")],
        right: &[],
    },
    case("HP010", &[(MÅL, "id: \"byggjing\"", "id: \"kartlegging\"")]),
    case("HP011", &[(PLAN, "framside: [\"dalane\"", "framside: [\"dalene\"")]),
    case("HP012", &[(PLAN, "versjon: \"1.0\",\n\n", "versjon: \"2.0\",\n\n")]),
    case("HP013", &[(PLAN, "under: \"styringsgruppe\"", "under: \"styringsgrupa\"")]),
    case("HP014", &[(PLAN, "[](#pkt-4)", "[](#pkt-5)")]),
    case("HP015", &[(MÅL, TEKST, "# Overskrift\n\n        Tekst")]),
    case("HP016", &[(MÅL, TEKST, "Smil 😀")]),
    case("HP017", &[(MÅL, "tittel: \"Fleire bustader\"", "tittel: \"\"")]),
    Case {
        code: "HP018",
        edition: Edition::Politisk,
        wrong: &[(PLAN, "[Godkjenningar]", "[Godkjenningar, Finansiering]")],
        right: &[],
    },
    case("HP019", &[(PLAN, "kortnamn: \"ny-plan\"", "kortnamn: \"Ny plan\"")]),
    case(
        "HP020",
        &[
            (PLAN, "[Godkjenningar]", "[Godkjenningar, Finansiering]"),
            (
                PLAN,
                KART,
                "    finansiering: (postar: [(formål: Delmål(2), kjelde: Statleg, beløp: {2026: 1})]),\n    organisasjonskart: (",
            ),
        ],
    ),
    case(
        "HP021",
        &[(PLAN, "        (id: \"fylket\"", "        (id: \"nabo\", namn: \"Naboen\"),\n        (id: \"fylket\"")],
    ),
    case("HP022", &[(PLAN, "nummer: 4", "nummer: 8"), (PLAN, "#pkt-4", "#pkt-8")]),
    case("HP023", &[(MÅL, "nummer: 2", "nummer: 5")]),
    case("HP024", &[(MÅL, TEKST, "Sjå tabell 7 og pkt. 2.")]),
    case(
        "HP025",
        &[(
            MÅL,
            "            ingress:",
            "            rullering: Ny(saman_med: [\"kartleging\"]),\n            ingress:",
        )],
    ),
    Case {
        code: "HP026",
        edition: Edition::Kdd,
        wrong: &[(
            MÅL,
            "            tidsramme: År(frå: 2027, til: 2029),",
            "            tidsramme: År(frå: 2027, til: 2029),\n            rullering: Vidareført,",
        )],
        right: &[],
    },
    Case {
        code: "HP027",
        edition: Edition::Utkast,
        wrong: &[
            (PLAN, "[Godkjenningar]", "[Godkjenningar, Finansiering]"),
            (
                PLAN,
                KART,
                "    finansiering: (postar: [(formål: Tiltak(\"byggjing\"), kjelde: Statleg, beløp: {2027: 7})]),\n    organisasjonskart: (",
            ),
            (
                MÅL,
                "            tidsramme: År(frå: 2027, til: 2029),",
                "            tidsramme: År(frå: 2027, til: 2029),\n            rullering: Avslutta(\"Det er slutt.\"),",
            ),
        ],
        right: &[
            (PLAN, "[Godkjenningar]", "[Godkjenningar, Finansiering]"),
            (
                PLAN,
                KART,
                "    finansiering: (postar: [(formål: Tiltak(\"byggjing\"), kjelde: Statleg, beløp: {2027: 7})]),\n    organisasjonskart: (",
            ),
        ],
    },
    Case {
        code: "HP029",
        edition: Edition::Kdd,
        wrong: &[
            (PLAN, "[Godkjenningar]", "[Godkjenningar, Finansiering]"),
            (
                PLAN,
                "delmål: [\"delmaal-1.ron\"]",
                "finansiering: (postar: [(formål: Delmål(1), kjelde: Statleg, beløp: {2026: 3}), (formål: Delmål(2), kjelde: Statleg, beløp: {2026: 1})]),\n    delmål: [\"delmaal-1.ron\"]",
            ),
        ],
        right: &[
            (PLAN, "[Godkjenningar]", "[Godkjenningar, Finansiering]"),
            (
                PLAN,
                "delmål: [\"delmaal-1.ron\"]",
                "finansiering: (postar: [(formål: Delmål(1), kjelde: Statleg, beløp: {2026: 3})]),\n    delmål: [\"delmaal-1.ron\"]",
            ),
        ],
    },
    Case { code: "HP030", edition: Edition::Endeleg, wrong: &[(MÅL, "vekt: 100", "vekt: 90")], right: &[] },
    case(
        "HP031",
        &[
            (PLAN, "[Godkjenningar]", "[Godkjenningar, Finansiering]"),
            (
                PLAN,
                KART,
                "    finansiering: (postar: [(formål: Delmål(1), kjelde: Statleg, beløp: {2026: 5, 2027: -1})]),\n    organisasjonskart: (",
            ),
        ],
    ),
    case(
        "HP032",
        &[
            (PLAN, "[Godkjenningar]", "[Godkjenningar, Finansiering]"),
            (
                PLAN,
                KART,
                "    finansiering: (postar: [(formål: Delmål(1), kjelde: Statleg, beløp: {2031: 5})]),\n    organisasjonskart: (",
            ),
        ],
    ),
    case(
        "HP033",
        &[
            (PLAN, "[Godkjenningar]", "[Godkjenningar, Finansiering]"),
            (
                PLAN,
                KART,
                "    finansiering: (postar: [(formål: Delmål(1), kjelde: Statleg, beløp: {2026: 5}), (formål: Delmål(1), kjelde: Statleg, beløp: {2027: 0})]),\n    organisasjonskart: (",
            ),
        ],
    ),
    case("HP034", &[(MÅL, "År(frå: 2026, til: 2027)", "År(frå: 2027, til: 2026)")]),
    case("HP035", &[(MÅL, "År(frå: 2027, til: 2029)", "År(frå: 2027, til: 2031)")]),
    case("HP036", &[(PLAN, FORMANNSKAP, "(organ: \"formannskap\", planlagt: \"2026-06-24\")")]),
    case(
        "HP037",
        &[(
            PLAN,
            FORMANNSKAP,
            "(organ: \"formannskap\", planlagt: \"2026-06-04\", vedtak: [(dato: \"2025-06-04\", versjon: \"1.0\")])",
        )],
    ),
    Case {
        code: "HP038",
        edition: Edition::Endeleg,
        wrong: &[(
            PLAN,
            FORMANNSKAP,
            "(organ: \"formannskap\", planlagt: \"2026-06-04\", vedtak: [(dato: \"2026-06-04\", versjon: \"1.0\")])",
        )],
        right: &[
            (
                PLAN,
                FORMANNSKAP,
                "(organ: \"formannskap\", planlagt: \"2026-06-04\", vedtak: [(dato: \"2026-06-04\", versjon: \"1.0\")])",
            ),
            (PLAN, "dato: \"2026-01-15\"", "dato: \"2026-06\""),
        ],
    },
    case(
        "HP039",
        &[(
            PLAN,
            "    logg: [",
            "    logg: [\n        (versjon: \"1.1\", dato: \"2026-02\", status: \"Ny\", endra_av: \"Meg\"),",
        )],
    ),
    case("HP040", &[(MÅL, TEKST, "Her står  kvifor \n        delmålet er viktig.")]),
    case("HP041", &[(MÅL, TEKST, "Møtet er 17. .juni , og sluttar då.Etterpå er det slutt..")]),
    case(
        "HP042",
        &[
            (MÅL, TEKST, "Det er \\\"viktig\\\" og “bra”."),
            (MÅL, "innleiing: r#\"", "innleiing: \""),
            (MÅL, "\"#,\n    hovudmål", "\",\n    hovudmål"),
        ],
    ),
    case("HP043", &[(MÅL, TEKST, "I perioden 2026-2029 - og etterpå - er det 1-2 møte.")]),
    case("HP044", &[(MÅL, TEKST, "Dalane Kommune og Fjorden komune er med; Dalane kommunes råd òg.")]),
    case("HP045", &[(MÅL, TEKST, "**Kvifor**\n\n        Det er **viktig**.")]),
    case(
        "HP046",
        &[
            (MÅL, TEKST, "•\tEit punkt\n\n        **feit utan slutt, [^1] og [] (#pkt-2)"),
            (MÅL, "tittel: \"Fleire bustader\"", "tittel: \"[Fleire](språk:en) bustader\""),
        ],
    ),
    Case {
        code: "HP050",
        edition: Edition::Endeleg,
        wrong: &[],
        right: &[(MÅL, INGRESS, "            bolkar: [(overskrift: \"Kva\", tekst: \"Det\")],\n")],
    },
    Case {
        code: "HP051",
        edition: Edition::Kdd,
        wrong: &[(MÅL, "    hovudmål: r#\"\n        Her står hovudmålet, i ei setning.\n    \"#,\n", "")],
        right: &[],
    },
    Case {
        code: "HP052",
        edition: Edition::Politisk,
        wrong: &[],
        right: &[
            (PLAN, "planlagt: \"2026-06-18\")],", "vedtak: [(dato: \"2026-06-18\")])],"),
            (PLAN, "planlagt: \"2026-06-17\")],", "vedtak: [(dato: \"2026-06-17\", utfall: Endra)])],"),
        ],
    },
    Case {
        code: "HP053",
        edition: Edition::Endeleg,
        wrong: &[],
        right: &[
            (PLAN, "[Godkjenningar]", "[Godkjenningar, Finansiering]"),
            (
                PLAN,
                KART,
                "    finansiering: (postar: [(formål: Delmål(1), kjelde: Statleg, beløp: {2026: 1})]),\n    organisasjonskart: (",
            ),
        ],
    },
    Case {
        code: "HP054",
        edition: Edition::Utkast,
        wrong: &[(
            PLAN,
            FORMANNSKAP,
            "(organ: \"formannskap\", vedtak: [(dato: \"2026-06-04\", versjon: \"0.5\"), (dato: \"2025-06-04\")])",
        )],
        right: &[],
    },
    Case {
        code: "HP055",
        edition: Edition::Endeleg,
        wrong: &[(MÅL, "        Her står hovudmålet, i ei setning.\n", "")],
        right: &[],
    },
    Case {
        code: "HP056",
        edition: Edition::Politisk,
        wrong: &[(
            PLAN,
            "framside: [\"dalane\", \"fjorden\"]",
            "framside: [\"dalane\", \"fjorden\"],\n    avtalepartar: [\"fylket\"]",
        )],
        right: &[],
    },
    case(
        "HP058",
        &[
            (PLAN, "periode: (frå: 2026,", "periode: (frå: 2025,"),
            (
                MÅL,
                "            tidsramme: År(frå: 2027, til: 2029),",
                "            tidsramme: År(frå: 2025, til: 2025),",
            ),
        ],
    ),
    case("HP059", &[(PLAN, "planlagt: \"2026-06-04\"", "planlagt: \"2025-06-04\"")]),
    Case { code: "HP057", edition: Edition::Utkast, wrong: &[(PLAN, "    år: 2026,", "    år: 2027,")], right: &[] },
    case(
        "HP061",
        &[(PLAN, "[Delmål(oversyn: true)]", "[Tekst(\"Ingenting.\")]"), (MÅL, "[](#kartlegging)", "kartlegginga")],
    ),
    case("HP062", &[(PLAN, "                Organisasjonskart,\n", "")]),
    case(
        "HP066",
        &[
            (MÅL, "(partar: [\"fjorden\"])", "(partar: [\"fjorden\"], ordlyd: \"Dalane kommune\")"),
            (
                MÅL,
                "samarbeidspartar: (partar: [\"dalane\"])",
                "samarbeidspartar: (partar: [\"dalane\"], ordlyd: \"Dalane\")",
            ),
        ],
    ),
    Case {
        code: "HP067",
        edition: Edition::Utkast,
        wrong: &[
            (PLAN, "[Godkjenningar]", "[Godkjenningar, Finansiering]"),
            (
                PLAN,
                KART,
                "    finansiering: (postar: [(formål: Delmål(1), kjelde: Statleg, part: \"dalane\", beløp: {2026: 1})]),\n    organisasjonskart: (",
            ),
        ],
        right: &[
            (PLAN, "[Godkjenningar]", "[Godkjenningar, Finansiering]"),
            (
                PLAN,
                KART,
                "    finansiering: (postar: [(formål: Delmål(1), kjelde: Kommunal, part: \"dalane\", beløp: {2026: 1})]),\n    organisasjonskart: (",
            ),
        ],
    },
    Case {
        code: "HP068",
        edition: Edition::Politisk,
        wrong: &[
            (PLAN, "[Godkjenningar]", "[Godkjenningar, Forkortingar]"),
            (
                PLAN,
                KART,
                "    forkortingar: [(kort: \"TEK17\", fullt: \"Byggteknisk forskrift\")],\n    organisasjonskart: (",
            ),
            (MÅL, TEKST, "KS og KS meiner at TEK-krava er for strenge."),
        ],
        right: &[
            (PLAN, "[Godkjenningar]", "[Godkjenningar, Forkortingar]"),
            (
                PLAN,
                KART,
                "    forkortingar: [(kort: \"KS\", fullt: \"Kommunesektorens organisasjon\")],\n    organisasjonskart: (",
            ),
            (MÅL, TEKST, "KS meiner at 12 MW er nok til del II, utan CO2."),
        ],
    },
    case(
        "HP069",
        &[(
            PLAN,
            "(id: \"fylket\", namn: \"Fylkeskommunen\",",
            "(id: \"fylket\", namn: \"Fylkeskommunen\", medlemmer: [\"fylket\"],",
        )],
    ),
    case(
        "HP070",
        &[(
            MÅL,
            "            tidsramme: År(frå: 2026, til: 2027),",
            "            tidsramme: År(frå: 2026, til: 2027),\n            framdrift: (status: IGang, dato: \"2026-05-01\"),\n            indikatorar: [(namn: \"Hus\", utgangspunkt: (verdi: 0, år: 2027), mål: (verdi: 2, år: 2026), siste: (verdi: 1.5, år: 2026))],",
        )],
    ),
    Case {
        code: "HP071",
        edition: Edition::Utkast,
        wrong: &[(
            MÅL,
            "            tidsramme: År(frå: 2026, til: 2027),",
            "            tidsramme: År(frå: 2026, til: 2027),\n            framdrift: (status: Fullført, dato: \"2026-01-01\"),\n            indikatorar: [(namn: \"Hus\", utgangspunkt: (verdi: 9, år: 2024), mål: (verdi: 2.5, år: 2040), siste: (verdi: 3, år: 2026))],",
        )],
        right: &[(
            MÅL,
            "            tidsramme: År(frå: 2026, til: 2027),",
            "            tidsramme: År(frå: 2026, til: 2027),\n            framdrift: (status: Fullført, dato: \"2026-01-01\"),\n            indikatorar: [(namn: \"Hus\", utgangspunkt: (verdi: 9, år: 2024), mål: (verdi: 2.5, år: 2027), siste: (verdi: 2.5, år: 2026))],",
        )],
    },
    Case {
        code: "HP073",
        edition: Edition::Politisk,
        wrong: &[
            (PLAN, KART, "    framlegg: r#\"Kommunestyret vedtek planen.\"#,\n    organisasjonskart: ("),
            (
                PLAN,
                "(organ: \"kommunestyre\", planlagt: \"2026-06-17\")",
                "(organ: \"bystyre\", planlagt: \"2026-06-17\")",
            ),
        ],
        right: &[(PLAN, KART, "    framlegg: r#\"Kommunestyret vedtek planen.\"#,\n    organisasjonskart: (")],
    },
    case(
        "HP074",
        &[(MÅL, "samarbeidspartar: (partar: [\"fylket\"]", "samarbeidspartar: (partar: [\"fylket\", \"dalane\"]")],
    ),
    case("HP075", &[(MÅL, TEKST, "Fristen er 31. april 2026.")]),
    case("HP078", &[(PLAN, FORMANNSKAP, "(organ: \"formannskap\", vedtak: [(dato: \"2026-06-04\", utfall: Utsett)])")]),
    case(
        "HP079",
        &[(
            PLAN,
            "    partar: [\n",
            "    partar: [\n        (id: \"alle\", namn: \"Alle\", medlemmer: [\"dalane\", \"fylket\"], fordeling: [(part: \"dalane\", prosent: 60)]),\n",
        )],
    ),
    case(
        "HP080",
        &[(MÅL, TEKST, "Dette gjeld:\n        a) den eine skulen\n        b) den andre\n\n        Skule\tElevar")],
    ),
    case(
        "HP081",
        &[(
            MÅL,
            "            tidsramme: År(frå: 2026, til: 2027),",
            "            tidsramme: År(frå: 2026, til: 2027),\n            framdrift: (status: Forseinka, dato: \"2024-10-01\"),",
        )],
    ),
    Case {
        code: "HP086",
        edition: Edition::Politisk,
        wrong: &[
            (
                PLAN,
                "(organ: \"kommunestyre\", planlagt: \"2026-06-18\")",
                "(organ: \"kommunestyre\", vedtak: [(dato: \"2026-06-18\", versjon: \"1.0\")])",
            ),
            (
                PLAN,
                "(organ: \"kommunestyre\", planlagt: \"2026-06-17\")",
                "(organ: \"kommunestyre\", vedtak: [(dato: \"2026-06-17\", versjon: \"1.0\")])",
            ),
        ],
        right: &[(
            PLAN,
            "(organ: \"kommunestyre\", planlagt: \"2026-06-18\")",
            "(organ: \"kommunestyre\", vedtak: [(dato: \"2026-06-18\", versjon: \"1.0\")])",
        )],
    },
    case(
        "HP072",
        &[
            (PLAN, "[Godkjenningar]", "[Godkjenningar, Finansiering]"),
            (
                PLAN,
                KART,
                "    finansiering: (postar: [(formål: Tiltak(\"kartlegging\"), kjelde: Statleg, beløp: {2027: 1, 2028: 1})]),\n    organisasjonskart: (",
            ),
        ],
    ),
];

/// The codes that a plan gives, and what is said of one of them.
fn found(changes: &[Change], edition: Edition, code: &str) -> (BTreeSet<&'static str>, String) {
    let folder = copy_of("ny-plan");
    for (file, from, to) in changes {
        replace(&folder.path().join(file), from, to);
    }
    found_in(folder.path(), edition, code)
}

fn found_in(folder: &Path, edition: Edition, code: &str) -> (BTreeSet<&'static str>, String) {
    let checked = load_and_check(folder, edition);
    let codes = checked.findings.iter().map(|finding| finding.code).collect();
    let own: Vec<_> = checked.findings.into_iter().filter(|finding| finding.code == code).collect();
    let text = report::render(&own, &checked.sources, false).replace(&folder.display().to_string(), "PLAN");
    (codes, text)
}

/// What one mistake may bring with it.
fn follows(code: &str, other: &str) -> bool {
    const PAIRS: &[(&str, &str)] = &[
        ("HP011", "HP021"),
        ("HP029", "HP020"),
        ("HP037", "HP054"),
        ("HP078", "HP038"),
        ("HP037", "HP078"),
        ("HP079", "HP021"),
        ("HP054", "HP037"),
        ("HP054", "HP038"),
        ("HP055", "HP051"),
        ("HP055", "HP017"),
        ("HP057", "HP039"),
    ];
    PAIRS.contains(&(code, other))
}

#[test]
fn every_rule_finds_what_it_is_for_and_nothing_else() {
    let mut all = String::new();
    for case in CASES {
        let (codes, text) = found(case.wrong, case.edition, case.code);
        assert!(codes.contains(case.code), "{} is not found: {codes:?}", case.code);
        let (own, _) = found(&[], case.edition, case.code);
        let others: Vec<_> =
            codes.difference(&own).filter(|code| **code != case.code && !follows(case.code, code)).collect();
        assert!(others.is_empty(), "{} brings others with it: {others:?}", case.code);
        let (codes, _) = found(case.right, case.edition, case.code);
        assert!(!codes.contains(case.code), "{} is found where all is well", case.code);
        all += &text;
    }
    insta::assert_snapshot!(all);
}

#[test]
fn what_a_rule_knows_how_to_mend_is_mended_by_that_and_brings_nothing_else() {
    let colour = |colour: &'static str| vec![(PLAN, "    år: 2026,\n", colour)];
    let others = [
        colour("    år: 2026,\n    farge: \"#1f4e79\",\n"),
        colour("    år: 2026,\n    farge: \"9FC5E8\",\n"),
        vec![(MÅL, TEKST, "Bu\u{ad}stad\u{ad}er og e\u{2011}post.")],
        vec![(MÅL, TEKST, "Slik,, slik : «no» \"då\".")],
    ];
    let plans = CASES.iter().map(|case| (case.wrong.to_vec(), case.edition));
    let mut all = String::new();
    for (changes, edition) in plans.chain(others.map(|changes| (changes, Edition::Utkast))) {
        let folder = copy_of("ny-plan");
        for (file, from, to) in changes {
            replace(&folder.path().join(file), from, to);
        }
        let Ok(session) = Session::open(folder.path()) else { continue };
        for finding in load_and_check(folder.path(), edition).findings {
            let Some(fix) = &finding.fix else { continue };
            let proposal = session.propose(&fix.edits, edition).unwrap_or_else(|error| panic!("{fix:?}: {error}"));
            let is_own = |own: &Finding| (own.code, &own.message) == (finding.code, &finding.message);
            assert!(proposal.gone_findings.iter().any(is_own), "{finding:?}");
            assert!(proposal.new_findings.is_empty(), "{finding:?} brings {:?}", proposal.new_findings);
            all += &format!("{} {}\n    Rett: {}\n", finding.code, finding.message, fix.what);
        }
    }
    insta::assert_snapshot!(all);
}

#[test]
fn every_rule_has_a_case() {
    let tested: BTreeSet<&str> = CASES.iter().map(|case| case.code).collect();
    // Bytes, images, colours, words, the plan before and kept versions have tests of their own: `cli`, `check`, `follow`,
    // `spelling_is_checked`, `kept`, `approved`, `outside`.
    let elsewhere = [
        "HP002", "HP004", "HP005", "HP060", "HP063", "HP064", "HP065", "HP076", "HP077", "HP082", "HP083", "HP084",
        "HP085", "HP087",
    ];
    for rule in RULES {
        assert!(tested.contains(rule.code) || elsewhere.contains(&rule.code), "{}", rule.code);
    }
    assert!(RULES.is_sorted_by_key(|rule| rule.code));
    assert_eq!(RULES.iter().map(|rule| rule.code).collect::<BTreeSet<_>>().len(), RULES.len());
}

#[test]
fn the_list_of_rules_in_the_documentation_is_the_programs() {
    let made = program().arg("forklar").assert().success();
    let made = String::from_utf8(made.get_output().stdout.clone()).unwrap();
    let kept = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reglar.md")).unwrap();
    assert!(made == kept, "write it anew: handlingsplan forklar > docs/reglar.md");
}

#[test]
fn the_list_of_fields_in_the_documentation_is_the_programs() {
    let made = program().args(["forklar", "felt"]).assert().success();
    let made = String::from_utf8(made.get_output().stdout.clone()).unwrap();
    let kept = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/felt.md")).unwrap();
    assert!(made == kept, "write it anew: handlingsplan forklar felt > docs/felt.md");
    let one = program().args(["forklar", "tidsramme"]).assert().success();
    let said = String::from_utf8(one.get_output().stdout.clone()).unwrap();
    assert!(said.contains("Står i: Kvart tiltak") && said.contains("Døme: tidsramme: År("), "{said}");
    let unknown = program().args(["forklar", "tidsrame"]).assert().code(1);
    assert!(String::from_utf8(unknown.get_output().stderr.clone()).unwrap().contains("Meinte du «tidsramme»?"));
}

#[test]
fn the_schema_of_the_data_in_the_documentation_is_the_programs() {
    let made = program().args(["forklar", "skjema"]).assert().success();
    let made = String::from_utf8(made.get_output().stdout.clone()).unwrap();
    let kept = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/plan.schema.json")).unwrap();
    assert!(made == kept, "write it anew: handlingsplan forklar skjema > docs/plan.schema.json");
}

/// The slips that people make, with what each is told.
const SLIPS: &[(&str, Change)] = &[
    ("a quote lacking beside others", (PLAN, "framside: [\"dalane\"", "framside: [\"dalane")),
    ("a quote lacking before a comma", (PLAN, "endra_av: \"Prosjektleiar\"", "endra_av: \"Prosjektleiar")),
    ("a parenthesis too many", (PLAN, "planlagt: \"2026-06-18\")],", "planlagt: \"2026-06-18\"))],")),
    (
        "r# closed with a quote and a comma",
        (
            MÅL,
            "        Her står hovudmålet, i ei setning.\n    \"#,",
            "        Her står hovudmålet, i ei setning.\n    \",",
        ),
    ),
    (
        "r# not closed",
        (
            MÅL,
            "                Tiltaket byggjer på [](#kartlegging).\n            \"#,",
            "                Tiltaket byggjer på [](#kartlegging).\n",
        ),
    ),
    ("quotes in quotes", (MÅL, "tittel: \"Fleire bustader\"", "tittel: \"Fleire \"unge\" bustader\"")),
    ("a decimal comma", (MÅL, "vekt: 100", "vekt: 32,5")),
    ("a decimal point", (MÅL, "vekt: 100", "vekt: 32.5")),
    ("blanks in a number", (MÅL, "vekt: 100", "vekt: 1 200")),
    ("quotes around a number", (MÅL, "vekt: 100", "vekt: \"100\"")),
    ("quotes around a word", (PLAN, "språk: nn", "språk: \"nb\"")),
    ("a year as a time frame", (MÅL, "tidsramme: År(frå: 2026, til: 2027)", "tidsramme: \"2026\"")),
    ("a field that is not there", (PLAN, "    år: 2026,", "    forfatter: \"Meg\",\n    år: 2026,")),
    ("another kind of comment", (PLAN, "    år: 2026,", "    # merknad\n    år: 2026,")),
    ("curly quotes around a text", (MÅL, "tittel: \"Fleire bustader\"", "tittel: ”Fleire bustader”")),
    ("a date of another form", (PLAN, "\"2026-06-04\"", "\"7.5.2026\"")),
    ("the name of a file", (PLAN, "delmål: [\"delmaal-1.ron\"]", "delmål: [\"delmal-1.ron\"]")),
];

#[test]
fn every_slip_is_told_at_its_place_with_its_cause_and_what_to_do() {
    let mut all = String::new();
    for (name, (file, from, to)) in SLIPS {
        let folder = copy_of("ny-plan");
        replace(&folder.path().join(file), from, to);
        let checked = load_and_check(folder.path(), Edition::Utkast);
        let text = report::render(&checked.findings, &checked.sources, false);
        let first: Vec<&str> = text.split("\n\n").collect();
        assert_eq!(first.len(), 2, "{name} is told more than once: {text}");
        all += &format!("==== {name}\n{}\n", first[0].replace(&folder.path().display().to_string(), "PLAN"));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn invisible_signs_are_told_by_name_and_taken_away() {
    let folder = copy_of("ny-plan");
    let file = folder.path().join(MÅL);
    replace(&file, TEKST, "Bu\u{ad}stad\u{200b}er og “slikt”.\n\n        •\tEit punkt");
    let (_, text) = found_in(folder.path(), Edition::Utkast, "HP016");
    assert!(text.contains("mjuk bindestrek (U+00AD)") && text.contains("mellomrom utan breidd (U+200B)"), "{text}");
    let clean_text = program().args(["formater", "--reins"]).arg(folder.path()).assert().success();
    let said = String::from_utf8(clean_text.get_output().stdout.clone()).unwrap();
    for what in ["mjuk bindestrek", "delmaal-1.ron:11:"] {
        assert!(said.contains(what), "{said}");
    }
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("Bustader og «slikt».\n\n        - Eit punkt"), "{text}");
    program().arg("sjekk").arg(folder.path()).assert().success();
    // Nothing is left to be done.
    program().args(["formater", "--reins", "--sjekk"]).arg(folder.path()).assert().success();
}

#[test]
fn findings_are_bounded_and_a_long_line_is_shown_in_part() {
    let folder = copy_of("ny-plan");
    replace(&folder.path().join(MÅL), TEKST, &"[a](#b) ".repeat(1900));
    let start = std::time::Instant::now();
    let told = program().arg("sjekk").arg(folder.path()).assert().code(1);
    let said = String::from_utf8(told.get_output().stdout.clone()).unwrap();
    assert_eq!(said.matches("feil[HP014]").count(), 201);
    assert!(said.contains("… og 1700 til av same slag") && said.len() < 200_000, "{}", said.len());
    assert!(start.elapsed() < std::time::Duration::from_secs(20));
}

/// One mistake for every way in which ron can object to a plan.
const MISREAD: &[(&str, Change)] = &[
    ("ExpectedComma", (PLAN, "kortnamn: \"ny-plan\",", "kortnamn: \"ny-plan\"")),
    ("ExpectedMapColon", (PLAN, "år: 2026", "år 2026")),
    ("ExpectedInteger", (PLAN, "år: 2026", "år: i år")),
    ("InvalidValueForType", (MÅL, "vekt: 100", "vekt: 300")),
    ("IntegerOutOfBounds", (MÅL, "vekt: 100", "vekt: 99999999999999999999999")),
    ("InvalidIntegerDigit", (MÅL, "vekt: 100", "vekt: 0b7")),
    ("UnderscoreAtBeginning", (MÅL, "vekt: 100", "vekt: 0x_1")),
    ("ExpectedString", (PLAN, "kortnamn: \"ny-plan\"", "kortnamn: ny")),
    ("a parenthesis that is not closed", (PLAN, "rolle: Fylkeskommune)", "rolle: Fylkeskommune")),
    ("a bracket that closes nothing", (PLAN, "rolle: Fylkeskommune)", "rolle: Fylkeskommune]")),
    ("a quote that is missing", (MÅL, "id: \"byggjing\"", "id: \"byggjing")),
    ("ExpectedStringEnd", (PLAN, "versjon: \"1.0\",\n\n", "versjon: \"1.0,\n\n")),
    ("InvalidEscape", (PLAN, "merknad: \"Døme\"", "merknad: \"C:\\plan\"")),
    ("ExpectedArray", (PLAN, "emneord: [\"handlingsplan\", \"bygdevekstavtale\"]", "emneord: \"handlingsplan\"")),
    ("ExpectedArrayEnd", (PLAN, "framside: [\"dalane\", \"fjorden\"]", "framside: [\"dalane\" \"fjorden\"]")),
    ("ExpectedStructLike", (PLAN, "periode: (frå: 2026, til: 2029)", "periode: 2026")),
    ("ExpectedBoolean", (PLAN, "[Delmål(oversyn: true)]", "[Delmål(oversyn: ja)]")),
    ("NoSuchEnumVariant", (PLAN, "språk: nn", "språk: nynorsk")),
    ("NoSuchStructField", (PLAN, "    undertittel", "    undertitel")),
    ("MissingStructField", (PLAN, "    år: 2026,\n", "")),
    ("DuplicateStructField", (PLAN, "    år: 2026,\n", "    år: 2026,\n    år: 2027,\n")),
    ("Message: a date", (PLAN, "\"2026-06-04\"", "\"4. juni\"")),
    ("Message: a date that does not exist", (PLAN, "\"2026-06-04\"", "\"2026-06-31\"")),
    ("Message: an id", (PLAN, "id: \"dalane\"", "id: \"Dalane kommune\"")),
    (
        "TrailingCharacters",
        (MÅL, "            \"#,\n        ),\n    ],\n)", "            \"#,\n        ),\n    ],\n) slutt"),
    ),
    ("UnclosedBlockComment", (MÅL, "// Eit delmål", "/* Eit delmål")),
    ("UnexpectedChar", (PLAN, "år: 2026", "år: %")),
    ("Eof", (MÅL, "            \"#,\n        ),\n    ],\n)", "            \"#,\n")),
    ("NoSuchExtension", (MÅL, "// Eit delmål", "#![enable(finst_ikkje)]\n// Eit delmål")),
    (
        "ExpectedMap",
        (
            PLAN,
            KART,
            "    finansiering: (postar: [(formål: Delmål(1), kjelde: Statleg, beløp: 5)]),\n    organisasjonskart: (",
        ),
    ),
];

#[test]
fn every_mistake_in_the_form_is_told_in_nynorsk_at_its_place() {
    let mut all = String::new();
    for (name, change) in MISREAD {
        let (codes, text) = found(&[*change], Edition::Utkast, "HP003");
        assert!(codes.contains("HP003"), "{name}: {codes:?}");
        for english in ["expected", "Expected", "invalid", "missing", "found", "unknown", "type"] {
            assert!(!text.contains(english), "{name}: {text}");
        }
        all += &format!("==== {name}\n{text}");
    }
    insta::assert_snapshot!(all);
}

#[test]
fn one_run_tells_of_every_mistake_in_every_file() {
    let folder = copy_of("ny-plan");
    let plan = folder.path().join(PLAN);
    replace(&plan, "kortnamn: \"ny-plan\",", "kortnamn: \"ny-plan\"");
    replace(&plan, "år: 2026", "år: \"2026\"");
    replace(&plan, "rolle: Fylkeskommune", "rolle: Fylke");
    replace(&plan, "    undertittel", "    undertitel");
    replace(&plan, "\"2026-06-04\"", "\"4.6.2026\"");
    let mål = folder.path().join(MÅL);
    replace(&mål, "nummer: 2", "numer: 2");
    replace(&mål, "vekt: 100", "vekt: mykje");
    let (_, text) = found_in(folder.path(), Edition::Utkast, "HP003");
    insta::assert_snapshot!(text);
}
