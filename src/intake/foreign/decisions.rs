//! The meetings and the decisions that were found, as the value of the plan's handling.

use serde_json::{Map, Value as Json, json};

use super::account::Account;
use super::found::Found;
use super::parties::Register;
use crate::plan::Path;

/// The handling of the plan: each party with its bodies.
pub fn handling(found: &Found, register: &Register, account: &mut Account) -> Json {
    let mut parties: Vec<(&str, Vec<Body>)> = Vec::new();
    for own in &found.handling {
        let Some(id) = register.id(&own.party) else { continue };
        let at = parties.iter().position(|(other, _)| *other == id).unwrap_or_else(|| {
            parties.push((id, Vec::new()));
            parties.len() - 1
        });
        let bodies = &mut parties[at].1;
        // Who approves is the last of its bodies, where none is named.
        let same = match &own.body {
            Some(body) => bodies.iter().position(|other| other.name.as_ref() == Some(body)),
            None => bodies.len().checked_sub(1),
        };
        let body = match same {
            Some(same) => &mut bodies[same],
            None => {
                bodies.push(Body { name: own.body.clone(), ..Body::default() });
                let last = bodies.len() - 1;
                &mut bodies[last]
            }
        };
        body.planned = body.planned.take().or(own.planned.clone());
        body.is_guessed |= own.is_guessed;
        if let Some(day) = &own.decided {
            match body.decisions.iter_mut().find(|other| other.0 == *day) {
                Some(other) => other.1 = other.1.take().or(own.case.clone()),
                None => body.decisions.push((day.clone(), own.case.clone(), own.outcome)),
            }
        }
    }
    let mut all = Vec::new();
    for (at, (id, bodies)) in parties.into_iter().enumerate() {
        let mut organ = Vec::new();
        for (place, mut own) in bodies.into_iter().enumerate() {
            let body = own.name.clone().unwrap_or_else(|| {
                account.guess(Path::organ(at, place).field("organ"), "Fila seier ikkje kva organ som gjer vedtaket");
                let usual = match register.role_of(id) {
                    "Kommune" => "kommunestyre",
                    "Fylkeskommune" => "fylkesting",
                    _ => "styre",
                };
                usual.to_string()
            });
            let mut made = Map::new();
            made.insert("organ".into(), json!(body));
            made.extend(own.planned.iter().map(|day| ("planlagt".to_string(), json!(day))));
            if own.is_guessed {
                let why = "Møtet har eit saksnummer i fila, og er teke som eit vedtak";
                account.guess(Path::organ(at, place).field("vedtak"), why);
            }
            own.decisions.sort();
            let decisions: Vec<Json> = own
                .decisions
                .iter()
                .map(|(day, case, outcome)| {
                    let mut decision = Map::new();
                    decision.insert("dato".into(), json!(day));
                    decision.extend(case.iter().map(|case| ("sak".to_string(), json!(case))));
                    decision.extend(outcome.iter().map(|outcome| ("utfall".to_string(), json!(outcome))));
                    Json::Object(decision)
                })
                .collect();
            if !decisions.is_empty() {
                made.insert("vedtak".into(), Json::Array(decisions));
            }
            organ.push(Json::Object(made));
        }
        all.push(json!({ "part": id, "organ": organ }));
    }
    Json::Array(all)
}

/// What a body does with the plan: its meeting and its decisions, each with its day, its case and its outcome.
#[derive(Debug, Clone, Default)]
struct Body {
    name: Option<String>,
    planned: Option<String>,
    decisions: Vec<(String, Option<String>, Option<&'static str>)>,
    is_guessed: bool,
}
