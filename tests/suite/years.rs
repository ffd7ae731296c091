//! Three years of one plan, as a project leader has them: drafts, money, every outcome of the political bodies, the final plan
//! and its package; then two plans that follow, with parties in and out, tiltak divided, merged and moved, and a new delmål.

use std::fs;
use std::io::Read;
use std::path::PathBuf;

use serde_json::Value;

use crate::support::{program, replace, words};

pub const PLAN: &str = include_str!("years/plan.ron");
pub const BUSTADER: &str = include_str!("years/delmaal-1.ron");
pub const ARBEID: &str = include_str!("years/delmaal-2.ron");

const MONEY: &str = "\
formål;kjelde;part;2026;2027;2028
kartlegging;Kommunal;tverrdal;100000;50000;
1.2;Kommunal;Hovdal kommune;200000;200000;200000
byggjeprogram;Kommunal;kommunane;500000;1000000;1000000
byggjeprogram;Fylkeskommunal;nordfylket;400000;400000;
vikarpool;Kommunal;tverrdal;120000;;
rettleiing;Statleg;;80000;80000;
kurs;Kommunal;gaisfjord;60000;60000;60000
pendlarbuss;Kommunal;Sjodal kommune;30000;;
";

/// A folder with the plans of each year, `p26`, `p27` and `p28`, and what is made of them in `ut`.
pub struct Life(tempfile::TempDir);

impl Life {
    pub fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.file(name), text).unwrap();
    }

    pub fn run(&self, arguments: &[&str]) -> String {
        let done = program().current_dir(self.0.path()).args(arguments).assert().success();
        String::from_utf8(done.get_output().stdout.clone()).unwrap()
    }

    /// What is said when the program refuses.
    pub fn refused(&self, arguments: &[&str]) -> String {
        let done = program().current_dir(self.0.path()).args(arguments).assert().code(1);
        let output = done.get_output();
        String::from_utf8([output.stdout.as_slice(), output.stderr.as_slice()].concat()).unwrap()
    }

    pub fn decide(&self, plan: &str, party: &str, organ: &str, rest: &[&str]) -> String {
        self.run(&[&["godkjenn", plan, party, "--organ", organ] as &[&str], rest].concat())
    }

    fn version(&self, plan: &str, number: &str, status: &str, day: &str, rest: &[&str]) -> String {
        let all = ["versjon", plan, number, "--status", status, "--av", "Prosjektleiar", "--dato", day];
        self.run(&[&all as &[&str], rest].concat())
    }

    /// The copy and the case papers of a party.
    pub fn papers(&self, plan: &str, party: &str) {
        self.run(&["bygg", plan, "--til", party, "--saksframlegg", "--format", "json", "--ut", "ut"]);
    }

    /// The words of a document, a line for each text; cells of a table are lines of their own.
    fn said(&self, name: &str) -> String {
        let text = fs::read_to_string(self.file("ut").join(format!("{name}.json"))).unwrap();
        let mut lines = Vec::new();
        collect(&serde_json::from_str(&text).unwrap(), &mut lines);
        lines.join("\n").replace('\u{a0}', " ")
    }

    pub fn case_paper(&self, of: &str) -> String {
        self.said(&format!("saksframlegg-fjellbygdene-{of}"))
    }

    pub fn plan_said(&self, of: &str) -> String {
        self.said(&format!("handlingsplan-fjellbygdene-{of}"))
    }
}

fn is_run(value: &Value) -> bool {
    value["text"].is_string() && value["type"].is_null()
}

fn collect(value: &Value, lines: &mut Vec<String>) {
    match value {
        Value::Array(items) if !items.is_empty() && items.iter().all(is_run) => lines.push(words(value)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, lines)),
        Value::Object(fields) => fields.values().for_each(|field| collect(field, lines)),
        _ => {}
    }
}

#[track_caller]
pub fn says(text: &str, wanted: &[&str]) {
    for own in wanted {
        assert!(text.contains(own), "{own:?} is not in:\n{text}");
    }
}

#[track_caller]
pub fn never_says(text: &str, unwanted: &[&str]) {
    for own in unwanted {
        assert!(!text.contains(own), "{own:?} is in:\n{text}");
    }
}

/// The plan of 2026 as it goes to the political bodies: version 3.0.
pub fn sent() -> Life {
    let life = Life::empty();
    life.run(&["ny", "p26"]);
    life.write("p26/plan.ron", PLAN);
    life.write("p26/delmaal-1.ron", BUSTADER);
    life.write("p26/delmaal-2.ron", ARBEID);
    life.run(&["versjon", "p26", "--på-nytt"]);
    life.version("p26", "2.0", "Utkast til styringsgruppa", "1.3.2026", &[]);
    life.write("tal.csv", MONEY);
    life.run(&["finansiering", "p26", "--frå", "tal.csv", "--skriv"]);
    life.version("p26", "3.0", "Til politisk handsaming", "2. mai 2026", &["--politisk"]);
    life
}

/// The first round: what the bodies do with version 3.0 until the end of June.
pub fn first_round() -> Life {
    let life = sent();
    let asked = ["--dato", "11.5.2026", "--sak", "UR 4/26", "--utfall", "uttale"];
    let text = ["--tekst", "Ungdomsrådet ber om fleire bussavgangar."];
    life.decide("p26", "Tverrdal", "ungdomsrådet", &[&asked as &[&str], &text].concat());
    let noted = ["--dato", "12. mai 2026", "--sak", "ER 7/26", "--utfall", "teke til vitande"];
    life.decide("p26", "Tverrdal", "eldrerådet", &noted);
    life.decide("p26", "Tverrdal kommune", "Formannskapet", &["--dato", "2026-05-19", "--sak", "FS 31/26"]);
    life.decide("p26", "gaisfjord", "formannskap", &["--dato", "21.05.26", "--sak", "FS 12/26"]);
    life.decide("p26", "sjodal", "formannskap", &["--dato", "27.5.2026", "--sak", "FS 20/26"]);
    let back = ["--dato", "26.5.2026", "--sak", "HN 9/26", "--utfall", "sendt tilbake", "--ny-dato", "9.6.2026"];
    life.decide("p26", "Nordfylket", "hovudutval", &back);
    life
}

/// What the deciding bodies say of version 3.0, and version 4.0 that is made of it.
pub fn second_version() -> Life {
    let life = first_round();
    life.decide("p26", "nordfylket", "hovudutval for næring", &["--dato", "9.6.2026", "--sak", "HN 15/26"]);
    let changed = ["--dato", "11.6.2026", "--sak", "KS 45/26", "--utfall", "vedteke med endringar"];
    let change = ["--endring", "Tiltak 1.2 skal gje 25 tomter for året."];
    life.decide("p26", "tverrdal", "kommunestyre", &[&changed as &[&str], &change].concat());
    // The formannskap of Hovdal never met.
    life.decide("p26", "hovdal", "kommunestyre", &["--dato", "16.6.2026", "--sak", "KS 50/26"]);
    let no = ["--dato", "17.6.2026", "--sak", "KS 33/26", "--utfall", "avvist"];
    let reason = ["--tekst", "Kommunestyret seier nei: eigendelen er for stor."];
    life.decide("p26", "gaisfjord", "kommunestyre", &[&no as &[&str], &reason].concat());
    let later = ["--dato", "18.6.2026", "--sak", "KS 27/26", "--utfall", "utsett"];
    life.decide("p26", "sjodal", "kommunestyre", &later);
    life.decide("p26", "sjodal", "kommunestyre", &["--ny-dato", "27.8.2026"]);
    life.decide("p26", "nordfylket", "fylkesting", &["--dato", "23.6.2026", "--sak", "FT 61/26"]);
    replace(&life.file("p26/delmaal-1.ron"), "lagt ut 20 tomter", "lagt ut 25 tomter");
    replace(&life.file("p26/plan.ron"), "prosent: 40", "prosent: 45");
    replace(&life.file("p26/plan.ron"), "prosent: 20", "prosent: 15");
    life.version("p26", "4.0", "Revidert etter vedtaka", "20.8.2026", &["--politisk"]);
    life.decide("p26", "gaisfjord", "kommunestyre", &["--ny-dato", "25.8.2026"]);
    life
}

pub const SHEET: &str = "\
Kommune;Organ;Møte;Dato;Sak;Vedtak;Vedtakstekst
Gaisfjord;Kommunestyret;;25.8.2026;KS 41/26;Vedteke;Kommunestyret vedtek planen.
Sjodal kommune;Kommunestyre;;27. august 2026;KS 35/26;vedteke;
Hovdal;Formannskap;avlyst;;;;
";

/// Everybody has adopted 3.0 or 4.0.
pub fn adopted() -> Life {
    let life = second_version();
    life.write("vedtak.csv", SHEET);
    life.run(&["godkjenn", "p26", "--frå", "vedtak.csv", "--skriv"]);
    let decision = ["--dato", "11.6.2026", "--sak", "KS 45/26", "--utfall", "endra", "--versjon", "3.0", "--erstatt"];
    let change = ["--endring", "Tiltak 1.2 skal gje 25 tomter for året.", "--teken-inn-i", "4.0"];
    life.decide("p26", "tverrdal", "kommunestyre", &[&decision as &[&str], &change].concat());
    life
}

const CONSENT: &str = "\
    etter_vedtak: [
        (
            tekst: \"Tiltak 1.2 gjev 25 tomter for året, slik Tverrdal vedtok.\",
            samtykke: \"kommunestyret i Hovdal og fylkestinget\",
            dato: \"2026-08-31\",
            versjon: \"5.0\",
        ),
    ],
    finansiering: (";

/// The final plan of 2026.
fn first_year() -> Life {
    let life = adopted();
    life.version("p26", "5.0", "Vedteken", "1.9.2026", &[]);
    replace(&life.file("p26/plan.ron"), "    finansiering: (", CONSENT);
    life
}

/// The plan of 2027 as it goes to the political bodies: Sjodal out and Innfjord in, tiltak divided, merged, moved and ended.
pub fn second_plan() -> Life {
    let life = first_year();
    life.run(&["rullering", "p26", "p27", "--dato", "10.1.2027"]);
    let plan = life.file("p27/plan.ron");
    let sjodal = "part: \"sjodal\",\n            organ";
    for (from, to) in [
        (
            "        (id: \"nordfylket\"",
            "        (id: \"innfjord\", namn: \"Innfjord kommune\", rolle: Kommune),\n        (id: \"nordfylket\"",
        ),
        ("\"gaisfjord\", \"sjodal\"],", "\"gaisfjord\", \"innfjord\"],"),
        ("(part: \"sjodal\", prosent: 10)", "(part: \"innfjord\", prosent: 10)"),
        ("\"gaisfjord\", \"sjodal\", \"nordfylket\"]", "\"gaisfjord\", \"innfjord\", \"nordfylket\"]"),
        (sjodal, "part: \"innfjord\",\n            organ"),
        // What is paid for tiltak that become others stays; what is to come goes to the new ones.
        (
            "beløp: {2026: 500000, 2027: 1000000, 2028: 1000000}),",
            "beløp: {2026: 500000, 2027: 700000, 2028: 700000}),\n            (formål: Tiltak(\"ombygging\"), \
             kjelde: Kommunal, part: \"kommunane\", beløp: {2027: 300000, 2028: 300000}),",
        ),
        (
            "Tiltak(\"rettleiing\"), kjelde: Statleg, beløp: {2026: 80000, 2027: 80000}",
            "Avslutta(\"Rettleiing av nytilsette\"), kjelde: Statleg, beløp: {2026: 80000}",
        ),
        (
            "(formål: Tiltak(\"kurs\"), kjelde: Kommunal, part: \"gaisfjord\", beløp: {2026: 60000, 2027: 60000, 2028: 60000}),",
            "(formål: Avslutta(\"Kurs for nytilsette\"), kjelde: Kommunal, part: \"gaisfjord\", beløp: {2026: 60000}),\n            \
             (formål: Tiltak(\"opplæring\"), kjelde: Statleg, beløp: {2027: 80000}),\n            \
             (formål: Tiltak(\"opplæring\"), kjelde: Kommunal, part: \"innfjord\", beløp: {2027: 60000, 2028: 60000}),",
        ),
    ] {
        replace(&plan, from, to);
    }
    let [bustader, arbeid] = ["p27/delmaal-1.ron", "p27/delmaal-2.ron"].map(|name| life.file(name));
    replace(
        &arbeid,
        "rullering: Vidareført",
        "rullering: Avslutta(\"Tolv vikarar vart delte; ordninga går no av seg sjølv.\")",
    );
    let text = fs::read_to_string(&arbeid).unwrap();
    let at = |id: &str| text.find(&format!("        (\n            id: \"{id}\"")).unwrap();
    let end = text.rfind("    ],\n)").unwrap();
    let bus = text[at("pendlarbuss")..end].replace("nummer: 4", "nummer: 5").replace("sjodal", "innfjord");
    let bus = bus.replace("Vidareført", "Endra(\"Innfjord er med i staden for Sjodal.\")");
    fs::write(&arbeid, format!("{}{MERGED}{}", &text[..at("rettleiing")], &text[end..])).unwrap();
    let text = fs::read_to_string(&bustader).unwrap();
    let at = text.find("byggjer og leiger ut saman.").unwrap_or_else(|| panic!("{text}"));
    let mark = text[..at].rfind("rullering: Vidareført").unwrap_or_else(|| panic!("{text}"));
    let rest = text[mark..].replacen("Vidareført", "Endra(\"Ombygginga er blitt eit eige tiltak.\")", 1);
    let rest = rest.replacen("byggjer og leiger ut saman.", "byggjer 30 bustader og leiger dei ut saman.", 1);
    let text = format!("{}{rest}", &text[..mark]);
    assert!(text.contains("eige tiltak"), "{text}");
    let end = text.rfind("    ],\n)").unwrap();
    fs::write(&bustader, format!("{}{DIVIDED}{bus}{}", &text[..end], &text[end..])).unwrap();
    life.write("møte.csv", &meetings("innfjord", 2027));
    life.run(&["godkjenn", "p27", "--frå", "møte.csv", "--skriv"]);
    life.version("p27", "2.0", "Til politisk handsaming", "2.5.2027", &["--politisk"]);
    life
}

const DIVIDED: &str = r#"        (
            id: "ombygging",
            nummer: 4,
            tittel: "Ombygging til utleige",
            hovudansvarleg: (partar: ["kommunane"]),
            samarbeidspartar: (partar: ["nordfylket"]),
            tidsramme: År(frå: 2027, til: 2029),
            rullering: Ny(delt_frå: "byggjeprogram"),
            bolkar: [(overskrift: "Skildring", tekst: "Kommunane byggjer om tomme hus.")],
        ),
"#;

const MERGED: &str = r#"        (
            id: "opplæring",
            nummer: 2,
            tittel: "Opplæring av nytilsette",
            hovudansvarleg: (partar: ["gaisfjord"]),
            samarbeidspartar: (partar: ["tverrdal", "hovdal", "innfjord"]),
            tidsramme: År(frå: 2027, til: 2029),
            rullering: Ny(slege_saman_av: ["rettleiing", "kurs"]),
            bolkar: [(overskrift: "Skildring", tekst: "Alle nytilsette får rettleiar og kurs.")],
        ),
"#;

/// A sheet with the meetings of the deciding bodies.
fn meetings(fourth: &str, year: u16) -> String {
    format!(
        "part;organ;møte\nTverrdal;kommunestyre;8.6.{year}\nHovdal;kommunestyre;13. juni {year}\n\
         Gaisfjord;kommunestyret;14.06.{year}\n{fourth};kommunestyre;{year}-06-15\nNordfylket;fylkesting;20.6.{year}\n"
    )
}

/// Everybody adopts the version that is sent, and the final one follows.
fn everybody_adopts(life: &Life, plan: &str, year: u16) {
    let day = format!("20.6.{year}");
    for (party, organ) in [
        ("tverrdal", "kommunestyre"),
        ("hovdal", "kommunestyre"),
        ("gaisfjord", "kommunestyre"),
        ("innfjord", "kommunestyre"),
        ("nordfylket", "fylkesting"),
    ] {
        life.decide(plan, party, organ, &["--dato", &day, "--sak", "9"]);
    }
    life.version(plan, "3.0", "Vedteken", &format!("1.7.{year}"), &[]);
}

pub fn second_year() -> Life {
    let life = second_plan();
    everybody_adopts(&life, "p27", 2027);
    life
}

/// The plan of 2028 as it goes to the political bodies: a new delmål with money from the state.
fn third_plan() -> Life {
    let life = second_year();
    life.run(&["rullering", "p27", "p28", "--dato", "10.1.2028"]);
    life.write("p28/delmaal-3.ron", CULTURE);
    replace(&life.file("p28/delmaal-1.ron"), "vekt: 60", "vekt: 50");
    let plan = life.file("p28/plan.ron");
    replace(&plan, "\"delmaal-2.ron\"]", "\"delmaal-2.ron\", \"delmaal-3.ron\"]");
    replace(
        &plan,
        "postar: [\n",
        "postar: [\n            (formål: Tiltak(\"kulturhus\"), kjelde: Statleg, beløp: {2028: 900000}),\n",
    );
    life.write("møte.csv", &meetings("innfjord", 2028));
    life.run(&["godkjenn", "p28", "--frå", "møte.csv", "--skriv"]);
    life.version("p28", "2.0", "Til politisk handsaming", "2.5.2028", &["--politisk"]);
    life
}

const CULTURE: &str = r#"(
    nummer: 3,
    tittel: "Kultur og fritid",
    vekt: 10,
    hovudmål: "Alle skal ha ein møteplass.",
    tiltak: [
        (
            id: "kulturhus",
            nummer: 1,
            tittel: "Kulturhus",
            hovudansvarleg: (partar: ["hovdal"]),
            samarbeidspartar: (),
            tidsramme: År(frå: 2028, til: 2029),
            rullering: Ny(),
            bolkar: [(overskrift: "Skildring", tekst: "Huset blir bygd i Hovdal.")],
        ),
    ],
)
"#;

/// Makes a package, confirms it, and gives the text of a file in it.
fn packaged(life: &Life, plan: &str, package: &str, file: &str) -> String {
    life.run(&["pakke", plan, "--ut", "ut"]);
    let path = life.file("ut").join(package);
    let confirmed = life.run(&["pakke", "--stadfest", path.to_str().unwrap()]);
    never_says(&confirmed, &["ULIK"]);
    says(&confirmed, &["lik:    data/plan.ron"]);
    let mut text = String::new();
    let mut archive = zip::ZipArchive::new(fs::File::open(&path).unwrap()).unwrap();
    archive.by_name(file).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn exists(life: &Life, name: &str) -> bool {
    life.file("ut").join(name).exists()
}

#[test]
fn every_body_gets_its_own_paper() {
    let life = sent();
    life.papers("p26", "alle");
    let council = life.case_paper("2026-v3.0-tverrdal-ungdomsråd");
    says(
        &council,
        &[
            "Uttale; kommunestyret gjer vedtak 11. juni 2026",
            "Arkivsak: 2026/4711",
            "Bakgrunn\nAvtala vart underskriven i 2025.",
            "Vurdering\nPlanen følgjer opp måla i avtala.",
            "Betaler 220 000 kr i 2026, 270 000 kr i heile perioden",
            "I tillegg kjem 40 % av det Kommunane betaler saman: 200 000 kr i 2026, 1 000 000 kr i 2026–20",
        ],
    );
    // The others have the case of the colophon; one that pays only through the group is told what that is.
    let sjodal = life.case_paper("2026-v3.0-sjodal-kommunestyre");
    says(&sjodal, &["Arkivsak: 26/100", "10 % av det Kommunane betaler saman: 50 000 kr i 2026"]);
    says(
        &life.case_paper("2026-v3.0-nordfylket-hovudutval-for-næring"),
        &["Innstilling; fylkestinget gjer vedtak 23. juni"],
    );
    let copy = life.plan_said("2026-v3.0-politisk-tverrdal");
    says(
        &copy,
        &[
            "Ungdomsrådet gjev uttale 11. mai 2026 (planlagt)",
            "Kommunestyret gjer vedtak 11. juni 2026 (planlagt)",
            "Uttale: ungdomsråd, planlagt 11. mai",
            "Innstilling: formannskap, planlagt 19. mai",
            "Nordfylket fylkeskommune, Husbanken",
        ],
    );
    says(
        &life.run(&["status", "p26", "--dato", "4.5.2026"]),
        &["Frist for saksframlegg", "28. mai 2026 (om 24 dagar)"],
    );
}

#[test]
fn what_is_kept_and_voted_on_is_safe() {
    let life = first_round();
    let first = fs::read_to_string(life.file("p26/versjonar/1.0/plan.ron")).unwrap();
    assert_eq!(first, PLAN);
    says(&life.run(&["samanlikn", "p26", "--med", "2.0"]), &["Finansieringa"]);
    // A draft that nobody was asked about can't be decided on, and the copy of one that was can't be made anew.
    let council = ["godkjenn", "p26", "tverrdal", "--organ", "kommunestyre", "--dato", "11.6.2026"];
    says(&life.refused(&[&council as &[&str], &["--versjon", "2.0"]].concat()), &["versjon 2.0 er eit utkast"]);
    replace(&life.file("p26/delmaal-1.ron"), "hundre", "tusen");
    says(&life.refused(&["versjon", "p26", "--på-nytt"]), &["kopien blir ikkje skriven over"]);
    says(&life.run(&["sjekk", "p26"]), &["HP076", "planen er ulik kopien av 3.0"]);
    says(&life.run(&["status", "p26", "--dato", "1.6.2026"]), &["Planen er ulik kopien av 3.0"]);
    replace(&life.file("p26/delmaal-1.ron"), "tusen", "hundre");
    // A decision taken back is gone without a trace, and can be entered again as it was.
    let before = fs::read_to_string(life.file("p26/plan.ron")).unwrap();
    let undone = life.decide("p26", "gaisfjord", "formannskap", &["--angre"]);
    says(&undone, &["--dato 2026-05-21 --sak \"FS 12/26\" --versjon 3.0"]);
    assert_ne!(fs::read_to_string(life.file("p26/plan.ron")).unwrap(), before);
    life.decide("p26", "gaisfjord", "formannskap", &["--dato", "2026-05-21", "--sak", "FS 12/26", "--versjon", "3.0"]);
    assert_eq!(fs::read_to_string(life.file("p26/plan.ron")).unwrap(), before);
}

#[test]
fn a_case_that_comes_back_says_what_happened() {
    let life = first_round();
    says(
        &life.run(&["status", "p26", "--dato", "1.6.2026"]),
        &[
            "sendt tilbake; ny handsaming om 8 dagar",
            "ferdig, teke til vitande",
            "innstillinga manglar; møtet var for 12 dagar sidan",
        ],
    );
    life.papers("p26", "nordfylket");
    let copy = life.plan_said("2026-v3.0-politisk-nordfylket");
    says(&copy, &["Hovudutval for næring 26. mai 2026, HN 9/26, sendt tilbake (ny handsaming 9. juni 2026)"]);
    let life = second_version();
    says(
        &life.run(&["status", "p26", "--dato", "21.8.2026"]),
        &[
            "avvist; ny handsaming om 4 dagar",
            "utsett; ny handsaming om 6 dagar",
            "handsama ikkje planen før vedtaket",
            "ferdig, med endringar",
            "2 av 12 organ er ikkje ferdige med planen. Éin part har avvist planen.",
        ],
    );
    for party in ["gaisfjord", "sjodal", "hovdal"] {
        life.papers("p26", party);
    }
    let paper = life.case_paper("2026-v4.0-gaisfjord-kommunestyre");
    says(
        &paper,
        &[
            "Møtedato: 25. august 2026 · Oppgåve: Vedtak · Innstilling: Formannskapet 21. mai 2026: tilrådd (versjon 3.0) · Plan: Versjon 4.0",
            "Kommunestyre 17. juni 2026, KS 33/26: avvist (versjon 3.0).",
            "Kommunestyret seier nei: eigendelen er for stor.",
            "I tillegg kjem 15 % av det Kommunane betaler saman: 75 000 kr i 2026",
            "Nytt sidan versjon 3.0",
            "Ordlyden er endra i teksten under «Skildring» i Tomter til sal.",
        ],
    );
    says(
        &life.case_paper("2026-v4.0-sjodal-kommunestyre"),
        &["Kommunestyre 18. juni 2026, KS 27/26: utsett (versjon 3.0)."],
    );
    // Nobody gets a paper for what is done, nor for a meeting that came to nothing.
    for made in ["gaisfjord-formannskap", "hovdal-formannskap", "hovdal-kommunestyre"] {
        assert!(!exists(&life, &format!("saksframlegg-fjellbygdene-2026-v4.0-{made}.json")), "{made}");
    }
    says(
        &life.plan_said("2026-v4.0-politisk-hovdal"),
        &["Innstilling: formannskapet handsama ikkje planen før det vart gjort vedtak"],
    );
}

#[test]
fn the_final_plan_is_the_one_that_was_adopted() {
    let life = adopted();
    life.version("p26", "5.0", "Vedteken", "1.9.2026", &[]);
    says(&life.run(&["status", "p26", "--dato", "1.9.2026"]), &["Versjon 5.0. Ingen organ står att."]);
    // Hovdal and Nordfylket adopted 3.0, which said 20.
    let refused = life.refused(&["bygg", "p26", "--utgåve", "kdd", "--ut", "ut"]);
    says(
        &refused,
        &[
            "feil[HP077]",
            "Det blir lagt ut [ut: 20] [inn: 25] tomter for året. – endra etter at Hovdal kommune og Nordfylket fylkeskommune vedtok versjon 3.0",
        ],
    );
    assert!(!exists(&life, "handlingsplan-fjellbygdene-2026-v5.0-kdd.pdf"));
    replace(&life.file("p26/plan.ron"), "    finansiering: (", CONSENT);
    life.run(&["bygg", "p26", "--utgåve", "endeleg,kdd", "--format", "json", "--ut", "ut"]);
    let plan = life.plan_said("2026-v5.0-kdd");
    says(
        &plan,
        &[
            "Vedteken 27. august 2026",
            "11. juni 2026\nVedteke med endringar\nVersjon 3.0\nKS 45/26",
            "Uttale: eldreråd 12. mai 2026, ER 7/26, teke til vitande",
            "Kommunestyre 17. juni 2026, KS 33/26, avvist",
            "Kommunestyre 18. juni 2026, KS 27/26, utsett",
            "Versjon 4.0\nKS 41/26",
            "Endra etter vedtaka:\nTiltak 1.2 gjev 25 tomter for året, slik Tverrdal vedtok.",
            "Samtykke: kommunestyret i Hovdal og fylkestinget, 31. august 2026. Endringa står i versjon 5.0.",
            "Ungdomsrådet i Tverrdal kommune, 11. mai 2026, UR 4/26:\nUngdomsrådet ber om fleire bussavgangar.",
            "Kommunestyret i Tverrdal kommune, 11. juni 2026, KS 45/26, vedteke med endringar:",
            "Endringa er teken inn i versjon 4.0.",
            "Formannskap: handsama ikkje planen",
        ],
    );
    let contents = packaged(&life, "p26", "handlingsplan-fjellbygdene-2026-v5.0-kdd.zip", "innhald.txt");
    says(
        &contents,
        &["KS 33/26, avvist, versjon 3.0", "Endra etter vedtaka:\n- Tiltak 1.2", "Dataa er utan kommentarane"],
    );
    let data = packaged(&life, "p26", "handlingsplan-fjellbygdene-2026-v5.0-kdd.zip", "data/plan.ron");
    never_says(&data, &["folketalet", "//"]);
    says(&fs::read_to_string(life.file("p26/plan.ron")).unwrap(), &["// Etter folketalet 1. januar."]);
    // The consent covers no more than it says.
    life.version("p26", "5.1", "Retta", "2.9.2026", &[]);
    replace(&life.file("p26/delmaal-1.ron"), "25 tomter", "35 tomter");
    says(&life.refused(&["sjekk", "p26", "--utgåve", "kdd"]), &["HP077", "[ut: 25] [inn: 35]"]);
}

#[test]
fn what_a_decision_changed_is_told_where_it_is_told_of() {
    let life = first_year();
    let told = "Endringa er teken inn i versjon 4.0.\nFrå versjon 3.0 til versjon 4.0 er dette endra:\n\
                Kommunane: Delen til Tverrdal kommune går frå 40 til 45 prosent. \
                Delen til Gaisfjord kommune går frå 20 til 15 prosent.\n\
                Ordlyden er endra i teksten under «Skildring» i Tomter til sal.";
    life.run(&["bygg", "p26", "--utgåve", "kdd", "--format", "json", "--ut", "ut"]);
    says(&life.plan_said("2026-v5.0-kdd"), &[told]);
    // Who is to decide on that version is told which decisions it took in.
    let earlier = second_version();
    earlier.decide("p26", "tverrdal", "kommunestyre", &["--teken-inn-i", "4.0"]);
    earlier.papers("p26", "gaisfjord");
    says(
        &earlier.case_paper("2026-v4.0-gaisfjord-kommunestyre"),
        &[
            "Kommunestyret i Tverrdal kommune vedtok planen med endringar 11. juni 2026. Endringane er tekne inn i versjon 4.0.",
        ],
    );
    // Without the versions nothing is known of that.
    fs::remove_dir_all(life.file("p26/versjonar/3.0")).unwrap();
    life.run(&["bygg", "p26", "--utgåve", "politisk", "--format", "json", "--ut", "ut"]);
    never_says(&life.plan_said("2026-v5.0-politisk"), &["er dette endra"]);
}

#[test]
fn the_second_plan_says_what_became_of_everything() {
    let life = second_plan();
    // The year's traces are gone; what the plan says stands.
    let plan = fs::read_to_string(life.file("p27/plan.ron")).unwrap();
    never_says(&plan, &["KS 45/26", "etter_vedtak", "2026/4711", "26/100", "avlyst"]);
    says(&plan, &["// Etter folketalet 1. januar.", "førre: \"../p26\""]);
    life.papers("p27", "tverrdal");
    says(
        &life.case_paper("2027-v2.0-tverrdal-kommunestyre"),
        &[
            "Nytt sidan planen for 2026",
            "Innfjord kommune er ny part i avtala, og betaler 60 000 kr i 2027",
            "Sjodal kommune er ikkje lenger part i avtala",
            "Tverrdal kommune har ikkje lenger hovudansvaret for tiltak 2.1 Felles vikarpool",
            "Buss for pendlarar: Innfjord er med i staden for Sjodal. Tiltaket er flytta frå delmål 2 til delmål 1",
        ],
    );
    // Who joins is told once what it pays.
    life.papers("p27", "innfjord");
    let own = life.case_paper("2027-v2.0-innfjord-kommunestyre");
    says(&own, &["Betaler 60 000 kr i 2027", "Innfjord kommune er ny part i avtala."]);
    never_says(&own, &["ny part i avtala, og betaler", "(før ikkje noko)"]);
    says(
        &life.plan_said("2027-v2.0-politisk-tverrdal"),
        &[
            "Ombygging til utleige er nytt. Tiltaket er delt frå «Byggjeprogram for utleige» i planen før.",
            "Tiltaket er slege saman av «Rettleiing av nytilsette» og «Kurs for nytilsette» i planen før.",
            "Felles vikarpool er avslutta. Tolv vikarar vart delte",
            "Innfjord kommune er no med i gruppa i staden for Sjodal kommune. Delen til Innfjord kommune er sett til 10 prosent.",
        ],
    );
    everybody_adopts(&life, "p27", 2027);
    life.run(&["bygg", "p27", "--utgåve", "kdd", "--format", "json", "--ut", "ut"]);
    let account = life.plan_said("2027-v3.0-kdd");
    says(
        &account,
        &[
            "Partane i avtala\nInnfjord kommune er ny part i avtala, og betaler ",
            "Sjodal kommune er ikkje lenger part i avtala",
            "Tiltak 1.5 (Buss for pendlarar) var tiltak 2.4 i planen før.",
            "Tiltaket er delt frå «Byggjeprogram for utleige» i planen før. Tiltaket har ikkje statlege midlar.",
            "Tiltaket er slege saman av «Rettleiing av nytilsette» og «Kurs for nytilsette» i planen før. Tiltaket har statlege midlar.",
            "Ombygginga er blitt eit eige tiltak.",
            "Innfjord er med i staden for Sjodal.",
            "Avslutta tiltak\nTiltak 2.1: Felles vikarpool\nTolv vikarar vart delte; ordninga går no av seg sjølv.",
            // What the party that left has paid.
            "Sjodal kommune\n30 000\n–\n–\n30 000",
        ],
    );
    let before = packaged(&life, "p27", "handlingsplan-fjellbygdene-2027-v3.0-kdd.zip", "data-førre/plan.ron");
    says(&before, &["sjodal"]);
    // What was nothing is no amount.
    never_says(&account, &["mot 0 kr", "betaler 0 kr"]);
}

#[test]
fn the_third_plan_keeps_what_was_paid() {
    let life = third_plan();
    let plan = fs::read_to_string(life.file("p28/plan.ron")).unwrap();
    says(
        &plan,
        &["(formål: Avslutta(\"Felles vikarpool\"), kjelde: Kommunal, part: \"tverrdal\", beløp: {2026: 120000}),"],
    );
    // The sheet knows the ended ones, and gives them back as they are.
    life.run(&["finansiering", "p28", "--mal", "tal28.csv"]);
    says(&life.run(&["finansiering", "p28", "--frå", "tal28.csv"]), &["Tala i arket er dei same som i planen."]);
    life.papers("p28", "hovdal");
    says(
        &life.case_paper("2028-v2.0-hovdal-kommunestyre"),
        &[
            "Planen har 900 000 kr meir i 2028, frå 1 260 000 kr til 2 160 000 kr",
            "Planen har 900 000 kr meir i heile perioden 2026–2029, frå 4 540 000 kr til 5 440 000 kr",
            "Kulturhus",
            "Delmål 1 går frå 60 til 50 prosent av innsatsen",
        ],
    );
    everybody_adopts(&life, "p28", 2028);
    life.run(&["bygg", "p27", "--utgåve", "kdd", "--format", "json", "--ut", "ut"]);
    life.run(&["bygg", "p28", "--utgåve", "kdd", "--format", "json", "--ut", "ut"]);
    let [old, new] = ["2027", "2028"].map(|year| life.plan_said(&format!("{year}-v3.0-kdd")));
    says(&old, &["Sum\n1 490 000\n1 790 000\n1 260 000\n4 540 000"]);
    says(
        &new,
        &[
            "Sum\n1 490 000\n1 790 000\n2 160 000\n5 440 000",
            "Avslutta tiltak: Felles vikarpool\n120 000\n–\n–\n120 000",
            "Avslutta tiltak: Kurs for nytilsette\n60 000",
            "Partane er dei same som i planen før.",
            "Delmål 1 går frå 60 til 50 prosent av innsatsen.",
            "Delmål 3 («Kultur og fritid») er nytt.",
            "Tiltak 2.1 (Opplæring av nytilsette) var tiltak 2.2 i planen før.",
            "Kulturhus\nTiltaket har statlege midlar.",
        ],
    );
    packaged(&life, "p28", "handlingsplan-fjellbygdene-2028-v3.0-kdd.zip", "innhald.txt");
}
