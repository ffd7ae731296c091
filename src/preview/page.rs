//! The page around the text: what is chosen, what is wrong, what can be done. Comes in: what is shown. Goes out: the page, and the
//! parts of it that change with the plan, which the page's script puts in their places.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use maud::{DOCTYPE, Markup, html};

use super::findings;
use super::requests::View;
use super::texts::ShownText;
use crate::data::Sources;
use crate::edition::Edition;
use crate::finding::Finding;
use crate::html::colours;
use crate::make::build::Composed;
use crate::make::intake::MAX_FILE_BYTES;
use crate::paper::look::Look;
use crate::plan::{PartId, Plan};

/// What is shown of a document.
#[derive(Debug)]
pub(super) struct Shown {
    /// Which it is.
    pub(super) view: View,
    /// Its text, as a web page.
    pub(super) text: Option<ShownText>,
    /// The document.
    pub(super) composed: Option<Arc<Composed>>,
    /// Whether the text is of the plan as it is on disk, not of one before it.
    pub(super) is_current: bool,
    /// Whether the program has failed to read the plan as it is on disk.
    pub(super) has_failed: bool,
    /// The plan that the text is of.
    pub(super) plan: Option<Arc<Plan>>,
    /// The versions that are kept, the oldest first.
    pub(super) kept: Vec<String>,
    /// What is wrong in the plan as it is on disk.
    pub(super) findings: Vec<Finding>,
    /// The texts that it is in.
    pub(super) sources: Arc<Sources>,
}

/// What the page is to the program.
#[derive(Debug)]
pub(super) struct Place {
    /// The number that the plan is known by.
    pub(super) number: u64,
    /// Whether there is a start page to go back to.
    pub(super) has_start: bool,
}

/// What can be undone and done again, each in a sentence.
#[derive(Debug, Default)]
pub(super) struct Undoable<'h> {
    /// What is undone next.
    pub(super) last: Option<&'h str>,
    /// What is done again next.
    pub(super) next: Option<&'h str>,
}

/// The style sheets and scripts of the page.
const FILES: [(&str, &str, &str); 16] = [
    ("/web/sja.css", STYLE, include_str!("web/sja.css")),
    ("/web/edit.css", STYLE, include_str!("web/edit.css")),
    ("/web/steps.css", STYLE, include_str!("web/steps.css")),
    ("/web/start.css", STYLE, include_str!("web/start.css")),
    ("/web/word.css", STYLE, include_str!("web/word.css")),
    ("/web/word.js", SCRIPT, include_str!("web/word.js")),
    ("/web/fields.js", SCRIPT, include_str!("web/fields.js")),
    ("/web/start.js", SCRIPT, include_str!("web/start.js")),
    ("/web/steps.js", SCRIPT, include_str!("web/steps.js")),
    ("/web/sja.js", SCRIPT, include_str!("web/sja.js")),
    ("/web/server.js", SCRIPT, include_str!("web/server.js")),
    ("/web/text.js", SCRIPT, include_str!("web/text.js")),
    ("/web/morph.js", SCRIPT, include_str!("web/morph.js")),
    ("/web/pages.js", SCRIPT, include_str!("web/pages.js")),
    ("/web/edit.js", SCRIPT, include_str!("web/edit.js")),
    ("/web/prose.js", SCRIPT, include_str!("web/prose.js")),
];
const STYLE: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// A file of the page by its address, with what it is.
pub(super) fn file(path: &str) -> Option<(&'static str, Cow<'static, str>)> {
    if path == "/web/colours.css" {
        return Some((STYLE, colours(&Look::default()).into()));
    }
    FILES.iter().find(|(own, ..)| *own == path).map(|(_, kind, text)| (*kind, (*text).into()))
}

/// The parties that get copies of a plan.
pub(super) fn addressees(plan: &Plan) -> impl Iterator<Item = &PartId> {
    plan.hovud.handsaming.iter().filter(|own| !own.organ.is_empty()).map(|own| &own.part)
}

/// The bodies of a party that have a case paper, in its order.
fn waiting_bodies<'p>(plan: &'p Plan, party: &str) -> Vec<&'p str> {
    let own = plan.hovud.handsaming.iter().filter(|own| own.part.as_str() == party);
    own.flat_map(|own| {
        (0..own.organ.len()).filter(|at| plan.standing(own, *at).is_open()).map(|at| &*own.organ[at].organ.0)
    })
    .collect()
}

/// The ways in which the plan is shown.
const MODES: [(&str, &str); 3] = [("tekst", "Tekst"), ("sider", "Sider"), ("endringar", "Endringar")];

/// The title of the page.
pub(super) fn title(shown: &Shown) -> String {
    let name = shown.plan.as_ref().map_or("Handlingsplan", |plan| plan.hovud.avtale.as_str());
    format!("{name} – {}", edition_name(shown.view.edition))
}

/// What an edition is called in a list of them.
fn edition_name(edition: Edition) -> &'static str {
    match edition {
        Edition::Utkast => "Utkast",
        Edition::Politisk => "Politisk",
        Edition::Endeleg => "Endeleg",
        Edition::Kdd => "Til departementet",
    }
}

/// What stands in the place of the text where there is none.
pub(super) fn without_text() -> String {
    notice("Planen kan ikkje visast enno", "Planen kan ikkje visast før det som er feil i filene, er retta.")
}

/// What stands in the place of a case paper where there can be none.
pub(super) fn without_paper() -> String {
    notice(
        "Saksframlegget kan ikkje visast enno",
        "Saksframlegget kan ikkje visast før det som er merkt «Feil», er retta.",
    )
}

/// A page of one sentence.
fn notice(title: &str, sentence: &str) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="nn" {
            head { meta charset="utf-8"; title { (title) } }
            body { main { p { (sentence) } } }
        }
    };
    page.into_string()
}

/// The parts that change, by the ids of their places.
pub(super) fn parts(shown: &Shown, undoable: &Undoable) -> BTreeMap<&'static str, String> {
    let all = [
        ("namn", name(shown)),
        ("val", choices(shown)),
        ("varsel", warning(shown)),
        ("historie", history(undoable)),
        ("merke", marks(shown)),
        ("tal", html! { (findings::summary(&shown.findings)) }),
        ("funn", findings::list(&shown.findings, &shown.sources)),
    ];
    all.into_iter().map(|(id, part)| (id, part.into_string())).collect()
}

fn name(shown: &Shown) -> Markup {
    html! {
        @if let Some(plan) = &shown.plan {
            (plan.hovud.avtale) " "
            span.versjon { "versjon " (plan.hovud.versjon) }
        } @else { "Planen kan ikkje lesast" }
    }
}

/// The editions, and the parties that get copies.
fn choices(shown: &Shown) -> Markup {
    let View { edition, party, since, paper } = &shown.view;
    html! {
        @if let Some(since) = since {
            label { span { "Sidan" } " "
                select #sidan name="sidan" {
                    @if shown.kept.is_empty() { option value="" { "Ingen versjon" } }
                    @for version in &shown.kept { option value=(version) selected[version == since] { "Versjon " (version) } }
                }
            }
        }
        label { span { "Utgåve" } " "
            select #utgave name="utgave" {
                @for own in Edition::ALL {
                    option value=(own.contents().name) selected[own == *edition] { (edition_name(own)) }
                }
            }
        }
        @if let (Edition::Politisk, Some(plan)) = (edition, &shown.plan) {
            label { span { "Kopi til" } " "
                select #part name="part" {
                    option value="" { "Alle" }
                    @for id in addressees(plan) {
                        option value=(id) selected[party.as_deref() == Some(id.as_str())] { (plan.party_name(id)) }
                    }
                }
            }
            @let bodies = party.as_ref().map_or(Vec::new(), |party| waiting_bodies(plan, party));
            @if !bodies.is_empty() {
                label { span { "Vis" } " "
                    select #sak name="sak" {
                        option value="" { "Planen" }
                        @for (at, body) in bodies.iter().enumerate() {
                            option value=(at) selected[*paper == Some(at)] { "Saksframlegg, " (body) }
                        }
                    }
                }
            }
        }
    }
}

/// What is said over marks that there are none of.
fn marks(shown: &Shown) -> Markup {
    let View { since, .. } = &shown.view;
    html! {
        @if since.is_some() && shown.kept.is_empty() {
            p { "Ingen versjon er teken vare på enno. «Ny versjon» under «Steg i året» tek vare på kvar av dei." }
        }
    }
}

/// The buttons that undo, each with what it undoes.
fn history(undoable: &Undoable) -> Markup {
    let button = |id: &str, word: &str, what: Option<&str>| {
        let meaning = what.map_or_else(|| format!("{word}: ingenting"), |what| format!("{word}: {what}"));
        let sign = if id == "angre" { "↶" } else { "↷" };
        html! {
            button id=(id) type="button" aria-disabled=(what.is_none()) title=(meaning) {
                span aria-hidden="true" { (sign) } " " span.ord { (word) }
            }
        }
    };
    html! { (button("angre", "Angre", undoable.last)) (button("gjer-om", "Gjer om", undoable.next)) }
}

/// What is said over a text that is not of the plan as it is.
fn warning(shown: &Shown) -> Markup {
    html! {
        @if shown.has_failed {
            p { strong { "Noko gjekk gale i programmet då det las filene." } " Teksten under er planen slik han var før det." }
        } @else if !shown.is_current && shown.text.is_some() {
            p { strong { "Filene har feil no." } " Teksten under er planen slik han var sist han var utan feil." }
        }
    }
}

/// The head of a page: its title, the style sheets that it has besides those of all pages, and its script.
pub(super) fn head(title: &str, styles: &[&str], script: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            title { (title) }
            link rel="icon" href="data:,";
            @for style in ["/web/colours.css", "/web/sja.css", "/web/steps.css"].iter().chain(styles) {
                link rel="stylesheet" href=(style);
            }
            script type="module" src=(script) {}
        }
    }
}

/// The page.
pub(super) fn page(shown: &Shown, undoable: &Undoable, place: &Place) -> String {
    let mut parts = parts(shown, undoable);
    let mut part = |id| maud::PreEscaped(parts.remove(id).unwrap_or_default());
    let page = html! {
        (DOCTYPE)
        html lang="nn" {
            (head(&title(shown), &["/web/word.css"], "/web/sja.js"))
            body data-stad=(place.number) {
                a.skip href="#tekst" { "Hopp til planen" }
                header {
                    @if place.has_start {
                        button #planar type="button" { span aria-hidden="true" { "‹ " } "Planar" }
                    } @else {
                        p.merke { strong { "Handlingsplan" } }
                    }
                    h1 #namn { (part("namn")) }
                    div #visning role="group" aria-label="Visning" {
                        @for (mode, name) in MODES {
                            button type="button" data-visning=(mode) aria-pressed=(mode == MODES[0].0) { (name) }
                        }
                    }
                    form #val aria-label="Kva som blir vist" { (part("val")) }
                    div #historie .knappar role="group" aria-label="Endringane dine" { (part("historie")) }
                    div.knappar role="group" aria-label="Planen" {
                        button #vis-funn type="button" aria-expanded="true" aria-controls="sida" {
                            span.vh { "Manglar og feil: " } span #tal { (part("tal")) }
                        }
                        button #stega type="button" aria-haspopup="dialog" { "Steg i året" }
                        button #hent type="button" { "Hent frå Word" }
                        input #word-filer type="file" accept=".docx" multiple hidden data-mest=(MAX_FILE_BYTES);
                        button #lag type="button" aria-haspopup="dialog" { "Lag dokumenta" }
                        button #avslutt type="button" { "Avslutt" }
                    }
                }
                div #varsel role="alert" { (part("varsel")) }
                div #merke .merknad { (part("merke")) }
                div #rettleiing .merknad hidden {
                    p {
                        "Klikk på orda du vil endre. Der legg du òg til, flyttar og tek bort. "
                        button.lenkje type="button" { "Skjønar" }
                    }
                }
                noscript { p { "Denne sida treng JavaScript for å vise endringar og lagre." } }
                div.flate {
                    main {
                        iframe #tekst title="Teksten i planen" src=(text_address(&shown.view)) {}
                        section #sider aria-label="Sidene slik dei blir trykte" tabindex="0" hidden {
                            p #sider-melding {}
                            ol {}
                        }
                    }
                    aside #sida aria-label="Ved sida av teksten" {
                        section #word aria-labelledby="word-namn" hidden {}
                        h2 #sida-namn tabindex="-1" { "Manglar og feil" }
                        div #funn { (part("funn")) }
                    }
                }
                (documents())
                dialog #steg aria-labelledby="steg-tittel" {}
                p #slepp hidden aria-hidden="true" { "Slepp Word-filene som er komne tilbake, her" }
                p #melding role="status" {}
                (sentences())
            }
        }
    };
    page.into_string()
}

/// Where one chooses which files are made.
fn documents() -> Markup {
    let kinds = [("pdf", "PDF, til arkivet og møtet"), ("docx", "Word, til å arbeide vidare i"), ("html", "Nettside")];
    html! {
        dialog #dokument aria-labelledby="dokument-namn" {
            form method="dialog" {
                h2 #dokument-namn { "Lag dokumenta" }
                p { "Dei blir laga av utgåva som er vald no." }
                @for (kind, name) in kinds {
                    p { label.kryss { input type="checkbox" name="format" value=(kind) checked[kind != "html"]; " " (name) } }
                }
                div #dokument-svar role="status" {}
                div.knappar {
                    button #dokument-lag.fyrst type="button" { "Lag" }
                    button type="submit" { "Lukk" }
                }
            }
        }
    }
}

/// What the script may have to say when nobody else can.
pub(super) fn sentences() -> Markup {
    let all = [
        ("borte", "Programmet svarar ikkje. Er det avslutta, så start det på nytt i terminalen."),
        ("svarar", "Programmet svarar igjen."),
        ("avslutta", "Programmet er avslutta. Du kan lukke denne fana."),
        ("oppdatert", "Teksten er oppdatert."),
        ("ikkje-her", "Staden er ikkje med i denne utgåva."),
        ("side", "Side"),
        ("til-teksten", "Vis teksten på sida"),
        ("set", "Sidene blir sette …"),
        ("lagar", "Lagar dokumenta …"),
        ("laga", "Ferdig. Filene ligg i"),
        ("reinsa", "Det du limte inn, er gjort om til rein tekst med merke."),
        ("forkast", "Vil du forkaste det du har skrive?"),
        ("held-på", "Programmet held på …"),
        ("les-filer", "Les filene …"),
        ("vel-fil", "Vel ei fil."),
        ("forlat", "Når du går til ein annan plan, kan du ikkje lenger angre det du har gjort i denne. Vil du gå?"),
    ];
    html! {
        div #ord hidden { @for (name, sentence) in all { span data-ord=(name) { (sentence) } } }
    }
}

fn text_address(view: &View) -> String {
    let edition = view.edition.contents().name;
    match &view.party {
        // An id has no letter that an address gives a meaning of its own.
        Some(party) => format!("/tekst?utgave={edition}&part={party}"),
        None => format!("/tekst?utgave={edition}"),
    }
}
