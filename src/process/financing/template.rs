//! A sheet to begin with: the plan's financing as rows of texts.

use crate::data::file_text::keyword;
use crate::plan::{Eining, Finansiering, Formål, Plan, TiltakId};
use crate::words::terms::Terms;

/// A sheet to begin with: the posts that are there, then each tiltak without any, for the years of the agreement.
pub fn template(plan: &Plan) -> Vec<Vec<String>> {
    let terms = Terms::of(plan.hovud.språk);
    let period = plan.hovud.periode;
    let mut years: Vec<i16> = (period.frå..=period.til).take(15).collect();
    let posts = plan.hovud.finansiering.iter().flat_map(|own| &own.postar);
    for year in plan.hovud.finansiering.iter().flat_map(Finansiering::years) {
        if !years.contains(&year) {
            years.push(year);
        }
    }
    years.sort_unstable();
    // What the amounts are counted in, where that is not kroner.
    let in_thousands = plan.hovud.finansiering.as_ref().is_some_and(|own| own.eining == Eining::TusenKroner);
    let unit = if in_thousands { " (1 000 kr)" } else { "" };
    let mut rows = vec![
        ["formål", "tittel", "kjelde", "part"]
            .iter()
            .map(|head| (*head).to_string())
            .chain(years.iter().map(|year| format!("{year}{unit}")))
            .collect::<Vec<_>>(),
    ];
    let title = |formål: &Formål| match formål {
        Formål::Delmål(number) => plan.delmål.iter().find(|own| own.nummer == *number).map(|own| own.tittel.clone()),
        Formål::Tiltak(id) => plan.tiltak().find(|(_, own)| &own.id == id).map(|(_, own)| own.tittel.clone()),
        Formål::Avslutta(title) => Some(title.clone()),
    };
    let name = |formål: &Formål| match formål {
        Formål::Delmål(number) => format!("{} {number}", terms.delmål),
        Formål::Tiltak(id) => id.to_string(),
        Formål::Avslutta(title) => format!("Avslutta: {title}"),
    };
    let mut has: Vec<&TiltakId> = Vec::new();
    for post in posts {
        if let Formål::Tiltak(id) = &post.formål {
            has.push(id);
        }
        let amounts = years.iter().map(|year| post.beløp.get(year).map_or(String::new(), i64::to_string));
        let payer = post.part.as_ref().map_or(String::new(), |id| id.to_string());
        let first = [name(&post.formål), title(&post.formål).unwrap_or_default(), keyword(&post.kjelde), payer];
        rows.push(first.into_iter().chain(amounts).collect());
    }
    for (_, tiltak) in plan.tiltak().filter(|(_, own)| !own.has_ended() && !has.contains(&&own.id)) {
        let first = [tiltak.id.to_string(), tiltak.tittel.clone()];
        rows.push(first.into_iter().chain(vec![String::new(); years.len() + 2]).collect());
    }
    rows
}
