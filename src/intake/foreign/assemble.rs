//! What was found as the values of a plan. What the document does not say is guessed, and each guess is told.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json, json};

use super::account::Account;
use super::chart::chart;
use super::cover::leave_cover;
use super::decisions::handling;
use super::found::{Content, Found, Goal, LogRow, Measure};
use super::language::guessed_language;
use super::money::financing;
use super::parties::{Register, free_id};
use super::parts::percentage;
use super::prose::prose;
use super::sheet::Line;
use super::times::{log_date, period, time_frame, years};
use crate::plan::{Delmål, Hovud, Path, Periode, Plan, Språk};

/// A plan as values: its own file's, and that of each delmål.
#[derive(Debug, Clone)]
pub struct Values {
    /// Those of `plan.ron`.
    pub head: Json,
    /// Those of the files of the delmål.
    pub goals: Vec<Json>,
    /// The language.
    pub language: Språk,
}

/// How far the lines of a section's text are indented, those of a delmål, and those of a tiltak's parts.
const IN_SECTION: usize = 20;
const IN_GOAL: usize = 8;
const IN_MEASURE: usize = 16;
const IN_PART: usize = 24;

/// Makes the values of a plan of what was found, its tables of money among them where they are understood. `name` is the plan's
/// short name.
pub fn values(found: Found, text: &str, name: &str, language: Option<Språk>) -> (Values, Account) {
    if found.money.is_empty() {
        return values_without_money(found, text, name, language);
    }
    // Who pays and what for is in the plan that the document gives without its tables of money.
    let (values, _) = values_without_money(found.clone(), text, name, language);
    let (mut found, mut account) = (found, Account::default());
    let posts = values.plan().and_then(|plan| financing(&mut found, &plan, &mut account));
    let (mut values, own) = values_without_money(found, text, name, language);
    account.guesses.extend(own.guesses);
    account.understood.extend(own.understood);
    account.merged.extend(own.merged);
    account.left.extend(own.left);
    if let (Some(posts), Json::Object(head)) = (posts, &mut values.head) {
        head.insert("finansiering".into(), posts);
    }
    (values, account)
}

impl Values {
    /// The plan that they are.
    fn plan(&self) -> Option<Plan> {
        let hovud: Hovud = serde_json::from_value(self.head.clone()).ok()?;
        let goals = self.goals.iter().map(|goal| serde_json::from_value::<Delmål>(goal.clone()).ok());
        Some(Plan { hovud, delmål: goals.collect::<Option<_>>()? })
    }
}

fn values_without_money(mut found: Found, text: &str, name: &str, language: Option<Språk>) -> (Values, Account) {
    let mut account = std::mem::take(&mut found.account);
    found.goals.iter_mut().for_each(|goal| goal.tiltak.sort_by_key(|own| own.number));
    let language = language.unwrap_or_else(|| {
        let (language, is_close) = guessed_language(text);
        if is_close {
            account.guess(Path::hovud().field("språk"), "Fila har ord frå begge målformene");
        }
        language
    });
    leave_cover(&mut found, &mut account);
    let register = Register::of(&found, text, &mut account);
    let (year, period) = times(&found, text, &mut account);
    guess_weights(&mut found, &mut account);
    let mut head = Map::new();
    let mut put = |field: &str, value: Json| head.insert(field.to_string(), value);
    put("språk", json!(if language == Språk::Nn { "nn" } else { "nb" }));
    put("kortnamn", json!(name));
    if let Some(subtitle) = &found.cover.subtitle {
        put("undertittel", json!(subtitle));
    }
    let agreement = found.cover.agreement.clone().unwrap_or_else(|| {
        account.guess(Path::hovud().field("avtale"), "Fila nemner ikkje avtala på framsida");
        "Bygdevekstavtale".into()
    });
    put("avtale", json!(agreement));
    put("år", json!(year));
    put("periode", json!({ "frå": period.frå, "til": period.til }));
    let log = log(&found, year, &mut account);
    let own = found.cover.version.clone().filter(|version| log.iter().any(|row| row["versjon"] == json!(version)));
    let last = log.last().map_or(json!("1.0"), |row| row["versjon"].clone());
    put("versjon", own.map_or(last, |own| json!(own)));
    put("emneord", json!(["handlingsplan", "bygdevekstavtale"]));
    put("partar", register.json());
    put("framside", front(&found, &register, &mut account));
    put("logg", Json::Array(log));
    put("seksjonar", sections(&found, &mut account));
    let files: Vec<String> = (1..=found.goals.len()).map(|number| format!("delmaal-{number}.ron")).collect();
    put("delmål", json!(files));
    if let Some(chart) = found.chart.as_ref().filter(|(_, boxes)| boxes.len() > 1) {
        put("organisasjonskart", chart_value(chart, &mut account));
    }
    put("handsaming", handling(&found, &register, &mut account));
    let others = found.abbreviations.iter().filter(|(short, _)| !register.explains(short));
    put("forkortingar", others.map(|(short, full)| json!({ "kort": short, "fullt": full })).collect());
    if !found.cover.colophon.is_empty() {
        put("kolofon", json!(found.cover.colophon));
    }
    let mut ids = BTreeSet::new();
    let goals = found
        .goals
        .iter()
        .enumerate()
        .map(|(at, goal)| goal_value(at, goal, &register, &period, &mut ids, &mut account))
        .collect();
    (Values { head: Json::Object(head), goals, language }, account)
}

/// The year of the plan and the years of the agreement.
fn times(found: &Found, text: &str, account: &mut Account) -> (i16, Periode) {
    let cover = &found.cover;
    let titled = found
        .sections
        .iter()
        .filter(|section| section.title.to_lowercase().contains("handlingsplan"))
        .flat_map(|section| years(&section.title))
        .next();
    let lines = || text.lines().filter(|line| line.to_lowercase().contains("periode"));
    let frames = found.goals.iter().flat_map(|goal| &goal.tiltak).flat_map(|own| years(&own.time));
    let (first, last) = (frames.clone().min(), frames.max());
    let of_frames = first.zip(last).filter(|(first, last)| first < last).map(|(frå, til)| Periode { frå, til });
    let said = cover.period.or_else(|| lines().find_map(period)).or(of_frames).or_else(|| period(text));
    // A plan is decided before its first year.
    let is_within = |year: &i16| said.is_none_or(|own| (own.frå..=own.til).contains(year));
    let last_log = found.log.iter().rev().find_map(|row| log_date(&row.date)?.get(..4)?.parse::<i16>().ok());
    let year = cover
        .year
        .or(titled)
        .or(last_log.filter(is_within))
        .or(said.map(|own| own.frå))
        .or(years(text).first().copied())
        .unwrap_or(2026);
    if cover.year.is_none() || cover.is_year_of_period {
        let why = if cover.is_year_of_period {
            "Framsida har berre ein periode; dette er det første året"
        } else {
            "Framsida seier ikkje kva år planen er for"
        };
        account.guess(Path::hovud().field("år"), why);
    }
    let period = said.unwrap_or(Periode { frå: year, til: year + 3 });
    if cover.period.is_none() {
        let why = if said.is_some() { "Perioden er teken frå teksten" } else { "Fila nemner ikkje avtaleperioden" };
        account.guess(Path::hovud().field("periode"), why);
    }
    (year, Periode { frå: period.frå.min(year), til: period.til.max(year) })
}

/// The shares of the effort that the text of a section gives the delmål: "delmål 1 … med 60 % og dei to andre … 20 % kvar".
fn guess_weights(found: &mut Found, account: &mut Account) {
    if found.goals.is_empty() || found.goals.iter().any(|goal| goal.weight.is_some()) {
        return;
    }
    let lines = found
        .sections
        .iter()
        .flat_map(|section| &section.contents)
        .filter_map(|content| if let Content::Text(lines) = content { Some(lines) } else { None });
    for line in lines.flatten() {
        let words = line.words().to_lowercase();
        if !words.contains('%') && !words.contains("prosent") {
            continue;
        }
        let mut shares: BTreeMap<u16, u8> = BTreeMap::new();
        let mut others = None;
        // What stands up to each per cent sign is about one delmål, or about the others.
        let ends: Vec<usize> = words.match_indices(['%']).map(|(at, _)| at + 1).collect();
        let mut start = 0;
        for end in ends {
            let (piece, share) = (&words[start..end], percentage(&words[start..end]));
            let number = piece.rfind("delmål ").and_then(|at| {
                piece[at + "delmål ".len()..].chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()
            });
            match (number, share) {
                (Some(number), Some(share)) => {
                    shares.insert(number, share);
                }
                (None, Some(share)) if piece.contains("andre") => others = Some(share),
                _ => {}
            }
            start = end;
        }
        let all: Option<Vec<u8>> =
            found.goals.iter().map(|goal| shares.get(&goal.number).copied().or(others)).collect();
        if let Some(all) = all.filter(|all| all.iter().map(|share| u32::from(*share)).sum::<u32>() == 100) {
            for (at, share) in all.into_iter().enumerate() {
                found.goals[at].weight = Some(share);
                account.guess(
                    Path::delmål(at).field("vekt"),
                    format!("Vekta er lesen av setninga «{}»", start_of(&line.words())),
                );
            }
            return;
        }
    }
}

fn start_of(words: &str) -> String {
    let short: String = words.chars().take(60).collect();
    if short.len() < words.len() { format!("{}…", short.trim_end()) } else { short }
}

fn log(found: &Found, year: i16, account: &mut Account) -> Vec<Json> {
    let mut rows = found.log.clone();
    if rows.is_empty() {
        let version = found.cover.version.clone().unwrap_or_else(|| "1.0".into());
        let why = match &found.cover.day {
            Some(_) => "Fila har ingen logg; datoen er den på framsida",
            None => "Fila har ingen logg, og framsida har ingen dato: skriv dagen versjonen er frå",
        };
        account.guess(Path::hovud().field("logg").index(0), why);
        let date = found.cover.day.clone().unwrap_or_else(|| format!("{year}-01-01"));
        rows.push(LogRow { version, date, status: "Utkast".into(), by: "Prosjektleiar".into(), ..LogRow::default() });
    }
    // A plan has its oldest version first.
    let days: Vec<String> = rows.iter().filter_map(|row| log_date(&row.date)).collect();
    if days.len() > 1 && days.windows(2).all(|two| two[0] > two[1]) {
        rows.reverse();
    }
    let mut made: Vec<Json> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let path = Path::hovud().field("logg").index(at);
        let mut own = Map::new();
        let version = if row.version.is_empty() {
            account.guess(path.field("versjon"), "Rada har ikkje noko nummer på versjonen");
            format!("0.{}", at + 1)
        } else {
            row.version.clone()
        };
        own.insert("versjon".into(), json!(version));
        if !row.name.is_empty() {
            own.insert("namn".into(), json!(row.name));
        }
        let before = made.last().and_then(|row| row["dato"].as_str()).map(str::to_string);
        let date = log_date(&row.date).unwrap_or_else(|| {
            let why = match row.date.trim() {
                "" => "Rada i loggen har ingen dato; dette er gjetta".to_string(),
                words => format!("Datoen «{words}» er ikkje forstått; dette er gjetta"),
            };
            account.guess(path.field("dato"), why);
            before.unwrap_or_else(|| format!("{year}-01"))
        });
        account.understand(row.date.clone());
        own.insert("dato".into(), json!(date));
        for (field, words) in [("status", &row.status), ("endra_av", &row.by)] {
            let known = if words.is_empty() {
                let why = if field == "status" {
                    "Rada i loggen seier ikkje kva status versjonen har"
                } else {
                    "Rada i loggen seier ikkje kven som endra"
                };
                account.guess(path.field(field), why);
                "Ukjend"
            } else {
                words
            };
            own.insert(field.into(), json!(known));
        }
        made.push(Json::Object(own));
    }
    made
}

fn front(found: &Found, register: &Register, account: &mut Account) -> Json {
    let mut ids: Vec<&str> = found.cover.parties.iter().filter_map(|name| register.id(name)).collect();
    let mut seen = BTreeSet::new();
    ids.retain(|id| seen.insert(*id));
    if ids.is_empty() {
        account.guess(Path::hovud().field("framside"), "Framsida nemner ingen partar; dette er kommunane i planen");
        ids = register.municipalities().collect();
    }
    json!(ids)
}

fn sections(found: &Found, account: &mut Account) -> Json {
    let is_numbered = found.sections.iter().any(|section| section.number.is_some());
    let mut next = 0;
    let mut taken = BTreeSet::new();
    let mut all = Vec::new();
    for (at, section) in found.sections.iter().enumerate() {
        let path = Path::hovud().field("seksjonar").index(at);
        let mut own = Map::new();
        let is_made = matches!(section.contents.first(), Some(Content::Made("Oversyn" | "Ansvar" | "Forkortingar")));
        let mut number = section.number.filter(|number| taken.insert(*number));
        if number.is_none() && section.number.is_some() {
            account.guess(
                path.field("tittel"),
                format!("Nummeret {} står to gonger i fila", section.number.unwrap_or_default()),
            );
        }
        if !is_numbered && !is_made {
            next += 1;
            number = Some(next);
            account.guess(path.field("nummer"), "Punkta i fila har ikkje nummer");
        }
        own.extend(number.map(|number| ("nummer".to_string(), json!(number))));
        own.insert("tittel".into(), json!(section.title));
        let mut contents: Vec<Json> = section.contents.iter().filter_map(content).collect();
        // A plan has its delmål somewhere.
        let has_goals =
            found.sections.iter().any(|section| section.contents.iter().any(|own| matches!(own, Content::Goals(_))));
        if at + 1 == found.sections.len() && !has_goals && !found.goals.is_empty() {
            contents.push(json!({ "Delmål": {} }));
        }
        own.insert("innhald".into(), Json::Array(contents));
        all.push(Json::Object(own));
    }
    Json::Array(all)
}

fn content(content: &Content) -> Option<Json> {
    Some(match content {
        Content::Text(lines) => json!({ "Tekst": prose(lines, IN_SECTION)? }),
        Content::Heading(words) => json!({ "Mellomtittel": words }),
        Content::Made(word) => json!(word),
        Content::Goals(Some(heading)) => json!({ "Delmål": { "overskrift": heading } }),
        Content::Goals(None) => json!({ "Delmål": {} }),
    })
}

fn chart_value((title, boxes): &(String, Vec<Vec<String>>), account: &mut Account) -> Json {
    let path = Path::hovud().field("organisasjonskart");
    account.guess(path.field("nodar"), "Kva boks som står under kva, er ikkje å lese i fila");
    let title = if title.is_empty() { "Organisering av arbeidet" } else { title };
    json!({ "tittel": title, "nodar": chart(boxes) })
}

fn goal_value(
    at: usize,
    goal: &Goal,
    register: &Register,
    period: &Periode,
    ids: &mut BTreeSet<String>,
    account: &mut Account,
) -> Json {
    let path = Path::delmål(at);
    let mut own = Map::new();
    own.insert("nummer".into(), json!(goal.number));
    let title = if goal.title.is_empty() {
        account.guess(path.field("tittel"), "Delmålet har ingen tittel i fila");
        format!("Delmål {}", goal.number)
    } else {
        goal.title.clone()
    };
    own.insert("tittel".into(), json!(title));
    own.extend(goal.weight.map(|share| ("vekt".to_string(), json!(share))));
    for (field, lines) in [("innleiing", &goal.intro), ("hovudmål", &goal.aim), ("etter_tabell", &goal.after)] {
        own.extend(prose(lines, IN_GOAL).map(|text| (field.to_string(), json!(text))));
    }
    let mut taken = BTreeSet::new();
    let mut all = Vec::new();
    for (index, measure) in goal.tiltak.iter().enumerate() {
        let own_path = path.field("tiltak").index(index);
        let mut number = measure.number;
        while !taken.insert(number) {
            number += 1;
        }
        if number != measure.number {
            account.guess(own_path.field("nummer"), format!("Nummeret {} står to gonger i fila", measure.number));
        }
        all.push(measure_value(measure, number, &own_path, register, period, ids, account));
    }
    own.insert("tiltak".into(), Json::Array(all));
    Json::Object(own)
}

fn measure_value(
    own: &Measure,
    number: u16,
    path: &Path,
    register: &Register,
    period: &Periode,
    ids: &mut BTreeSet<String>,
    account: &mut Account,
) -> Json {
    let mut made = Map::new();
    let title = if own.title.is_empty() {
        account.guess(path.field("tittel"), "Tiltaket har ingen tittel i fila");
        format!("Tiltak {number}")
    } else {
        own.title.clone()
    };
    made.insert("id".into(), json!(free_id(&title, ids, "tiltak")));
    made.insert("nummer".into(), json!(number));
    made.insert("tittel".into(), json!(title));
    made.insert("hovudansvarleg".into(), register.cell(&own.responsible));
    made.insert("samarbeidspartar".into(), register.cell(&own.partners));
    // What the ids of parties stand for is no lost word.
    for (field, words) in [("hovudansvarleg", &own.responsible), ("samarbeidspartar", &own.partners)] {
        if made.get(field).is_some_and(|cell| cell.get("ordlyd").is_none()) {
            account.understand(words.clone());
        }
    }
    let (time, guessed) = time_frame(&own.time, period);
    if guessed {
        let why =
            if own.time.is_empty() { "Fila seier ikkje når".into() } else { format!("Fila seier «{}»", own.time) };
        account.guess(path.field("tidsramme"), why);
    }
    account.understand(own.time.clone());
    account.understand("seinare senere");
    made.insert("tidsramme".into(), time);
    made.extend(prose(&own.lead, IN_MEASURE).map(|text| ("ingress".to_string(), json!(text))));
    for at in &own.unnamed {
        let why = "Teksten stod etter fakta om tiltaket, utan overskrift";
        account.guess(path.field("bolkar").index(*at).field("overskrift"), why);
    }
    let parts = own.parts.iter().map(|(heading, lines)| part_value(heading, lines));
    made.insert("bolkar".into(), parts.collect());
    Json::Object(made)
}

fn part_value(heading: &str, lines: &[Line]) -> Json {
    json!({ "overskrift": heading, "tekst": prose(lines, IN_PART).unwrap_or_default() })
}
