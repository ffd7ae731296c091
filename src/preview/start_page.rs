//! The page that `sjå` begins with where no plan was named. Comes in: the plans that there are. Goes out: the page.

use maud::{DOCTYPE, Markup, html};

use super::page::{head, sentences};
use crate::make::foreign_plan::ReportPart;
use crate::make::intake::MAX_FILE_BYTES;
use crate::plan::Plan;

/// The title of the page.
pub(super) const TITLE: &str = "Handlingsplanar";

/// A plan that can be chosen.
#[derive(Debug)]
pub(super) struct Choice {
    /// What it is chosen by: the name of its folder, or a dot for the folder that the program was started in.
    pub(super) key: String,
    /// The name of its folder.
    pub(super) folder: String,
    /// The plan, if it can be read.
    pub(super) plan: Option<Plan>,
}

/// The plans that can be chosen.
#[derive(Debug)]
pub(super) struct Choices {
    /// Those of the folder that the program was started in.
    pub(super) here: Vec<Choice>,
    /// Those elsewhere that were opened lately.
    pub(super) lately: Vec<Choice>,
}

/// The page.
pub(super) fn page(home: &str, plans: &Choices, number: u64) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="nn" {
            (head(TITLE, &["/web/start.css"], "/web/start.js"))
            body.start data-stad=(number) {
                header {
                    p.merke { strong { "Handlingsplan" } }
                    div.knappar { button #avslutt type="button" { "Avslutt" } }
                }
                main {
                    h1 { "Planane dine" }
                    p.kvar { "I mappa «" (home) "», der programmet vart starta." }
                    noscript { p { "Denne sida treng JavaScript." } }
                    div #planar { (list(plans)) }
                    div #laga { }
                    (new_plan())
                    (new_plan_from())
                }
                p #melding role="status" {}
                (sentences())
            }
        }
    };
    page.into_string()
}

/// The plans, each as what it is chosen by.
pub(super) fn list(plans: &Choices) -> Markup {
    html! {
        @if plans.here.is_empty() {
            p.tomt { "Her er det ingen planar enno. Lag den første under." }
        }
        (choices(&plans.here))
        @if !plans.lately.is_empty() {
            h2 { "Opna i det siste" }
            (choices(&plans.lately))
        }
    }
}

fn choices(plans: &[Choice]) -> Markup {
    html! {
        ul.planar {
            @for own in plans {
                li {
                    button type="button" data-opne=(own.key) {
                        @match &own.plan {
                            Some(plan) => {
                                strong { (plan.hovud.avtale) }
                                span.detaljar { "Handlingsplan " (plan.hovud.år) ", versjon " (plan.hovud.versjon) }
                            }
                            None => {
                                strong { (own.folder) }
                                span.detaljar.feil { "Filene har feil, og må rettast før planen kan visast." }
                            }
                        }
                        span.mappe { "Mappa " (own.folder) }
                    }
                }
            }
        }
    }
}

/// What became of a document that a plan was made of.
pub(super) fn report(folder: &str, found: &str, parts: &[ReportPart]) -> Markup {
    html! {
        section.ny aria-labelledby="laga-namn" {
            h2 #laga-namn tabindex="-1" { "Planen er laga" }
            p { "Han ligg i mappa «" (folder) "». Funne: " (found) "." }
            @for part in parts {
                details {
                    summary { (part.title.trim_end_matches(':')) }
                    ul { @for line in &part.lines { li { (line) } } }
                }
            }
            div.knappar { button.fyrst type="button" data-opne=(folder) { "Vis planen" } }
        }
    }
}

fn new_plan_from() -> Markup {
    html! {
        section.ny aria-labelledby="fra-namn" {
            h2 #fra-namn { "Frå ei Word-fil" }
            p { "Har de ein plan i Word frå før, les programmet han, og seier kva det forstod, gjetta og ikkje fann plass til." }
            form #fra novalidate data-mest=(MAX_FILE_BYTES) {
                div.rute {
                    label for="fil" { "Word-fil" }
                    input #fil name="fil" type="file" accept=".docx,.odt" aria-describedby="fil-hjelp";
                    p.hjelp #fil-hjelp { "Word (.docx) eller OpenDocument (.odt). Fila blir ikkje endra." }
                }
                fieldset.rute {
                    legend { "Målform" }
                    div.val {
                        label.kryss { input type="radio" name="sprak" value="" checked; " Som fila" }
                        label.kryss { input type="radio" name="sprak" value="nn"; " Nynorsk" }
                        label.kryss { input type="radio" name="sprak" value="nb"; " Bokmål" }
                    }
                }
                div.rute {
                    label for="fra-mappe" { "Mappe" }
                    input #fra-mappe name="mappe" type="text" autocomplete="off" spellcheck="false" aria-describedby="fra-mappe-hjelp";
                    p.hjelp #fra-mappe-hjelp { "Filene til planen blir lagde i ei ny mappe som heiter dette." }
                }
                div.feil role="alert" {}
                div.knappar { button.fyrst type="submit" { "Les fila og lag planen" } }
                p.gang role="status" {}
            }
        }
    }
}

fn new_plan() -> Markup {
    html! {
        section.ny aria-labelledby="ny-namn" {
            h2 #ny-namn { "Ny plan" }
            p { "Ein liten plan å byrje med. Du byter ut det som står i han, med dykkar eige." }
            form #ny novalidate {
                div.rute {
                    label for="namn" { "Namnet på avtala" }
                    input #namn name="namn" type="text" autocomplete="off" spellcheck="true" aria-describedby="namn-hjelp";
                    p.hjelp #namn-hjelp { "Slik det skal stå på framsida, til dømes «Bygdevekstavtale for Dalane»." }
                }
                fieldset.rute {
                    legend { "Målform" }
                    div.val {
                        label.kryss { input type="radio" name="sprak" value="nn" checked; " Nynorsk" }
                        label.kryss { input type="radio" name="sprak" value="nb"; " Bokmål" }
                    }
                }
                div.rute {
                    label for="mappe" { "Mappe" }
                    input #mappe name="mappe" type="text" autocomplete="off" spellcheck="false" aria-describedby="mappe-hjelp";
                    p.hjelp #mappe-hjelp { "Filene til planen blir lagde i ei ny mappe som heiter dette." }
                }
                div.feil role="alert" {}
                div.knappar { button.fyrst type="submit" { "Lag planen" } }
            }
        }
    }
}
