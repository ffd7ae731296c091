//! A plan's tiltak and money for other programs: sheets in which the plans of several agreements stand below each other, and linked
//! data (JSON-LD) in the words of schema.org. Comes in: plans, each with the name of its web page. Goes out: files.

use serde_json::{Map, Value, json};

use crate::data::file_text::keyword;
use crate::data::sheet::to_csv;
use crate::document::Lang;
use crate::output::OutputFile;
use crate::plan::{
    Delmål, Deltakarar, Eining, Formål, Part, PartId, Plan, Post, Rolle, Rullering, Tidsramme, Tiltak, TiltakId,
    parse_organisation_number,
};
use crate::words::notation::listing;
use crate::words::terms::Terms;

/// The columns of the sheet of tiltak.
const TILTAK_COLUMNS: [&str; 17] = [
    "plan",
    "avtale",
    "planår",
    "versjon",
    "delmål",
    "delmål_tittel",
    "tiltak",
    "id",
    "tittel",
    "hovudansvarleg",
    "samarbeidspartar",
    "frå",
    "til",
    "status",
    "rullering",
    "kroner",
    "nettside",
];

/// The columns of the sheet of money.
const MONEY_COLUMNS: [&str; 13] = [
    "plan",
    "avtale",
    "planår",
    "versjon",
    "delmål",
    "tiltak",
    "id",
    "tittel",
    "kjelde",
    "part",
    "organisasjonsnummer",
    "år",
    "kroner",
];

/// What a party's page in the national register begins with.
const REGISTER: &str = "https://data.brreg.no/enhetsregisteret/api/enheter/";

/// A plan with what its published files are called.
#[derive(Debug, Clone, Copy)]
pub struct PublishedPlan<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its title.
    pub title: &'a str,
    /// The name of its web page, without ".html".
    pub page: &'a str,
}

/// The sheets of one plan: its tiltak, and its money.
pub(super) fn sheets(published: PublishedPlan) -> [OutputFile; 2] {
    let stem = data_stem(published.plan);
    let name = |of: &str| format!("{stem}-{of}.csv");
    [tiltak_sheet(&[published], name("tiltak")), money_sheet(&[published], name("pengar"))]
}

/// The sheets of several plans, one below the other.
pub fn sheets_of_several(plans: &[PublishedPlan]) -> [OutputFile; 2] {
    [tiltak_sheet(plans, "tiltak.csv".into()), money_sheet(plans, "pengar.csv".into())]
}

/// What the names of a plan's data files begin with.
pub(super) fn data_stem(plan: &Plan) -> String {
    format!("handlingsplan-{}-{}-v{}", plan.hovud.kortnamn, plan.hovud.år, plan.hovud.versjon)
}

fn tiltak_sheet(plans: &[PublishedPlan], name: String) -> OutputFile {
    let rows = plans.iter().flat_map(|published| {
        let plan = published.plan;
        plan.tiltak().map(move |(delmål, tiltak)| {
            let years = year_range(&tiltak.tidsramme);
            let year = |of: fn((i16, i16)) -> i16| years.map(|years| of(years).to_string()).unwrap_or_default();
            let status = tiltak.framdrift.as_ref().map(|own| keyword(&own.status));
            let mut row = plan_cells(plan);
            row.extend([
                delmål.nummer.to_string(),
                delmål.tittel.clone(),
                tiltak.nummer.to_string(),
                tiltak.id.to_string(),
                tiltak.tittel.clone(),
                names(plan, &tiltak.hovudansvarleg),
                names(plan, &tiltak.samarbeidspartar),
                year(|(first, _)| first),
                year(|(_, last)| last),
                status.unwrap_or_default(),
                tiltak.rullering.as_ref().map(update_word).unwrap_or_default().into(),
                kroner_of(plan, &tiltak.id).map(|sum| sum.to_string()).unwrap_or_default(),
                if tiltak.has_ended() { String::new() } else { web_address(*published, &tiltak.id) },
            ]);
            row
        })
    });
    sheet(&TILTAK_COLUMNS, rows, name)
}

fn money_sheet(plans: &[PublishedPlan], name: String) -> OutputFile {
    let rows = plans.iter().flat_map(|published| {
        let plan = published.plan;
        posts(plan).flat_map(move |(post, unit)| {
            post.beløp.iter().map(move |(year, amount)| {
                let part = post.part.as_ref();
                let mut row = plan_cells(plan);
                row.extend(purpose_cells(plan, &post.formål));
                row.extend([
                    keyword(&post.kjelde),
                    part.map(|id| plan.party_name(id).to_string()).unwrap_or_default(),
                    part.and_then(|id| organisation_number(plan.part(id)?)).unwrap_or_default(),
                    year.to_string(),
                    kroner(*amount, unit).to_string(),
                ]);
                row
            })
        })
    });
    sheet(&MONEY_COLUMNS, rows, name)
}

fn sheet(columns: &[&str], rows: impl Iterator<Item = Vec<String>>, name: String) -> OutputFile {
    let head = columns.iter().map(|column| (*column).to_string()).collect();
    let all: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    OutputFile::new(name, to_csv(&all))
}

/// The version stands with a letter before it: a spreadsheet would read "2.1" as a day.
fn plan_cells(plan: &Plan) -> Vec<String> {
    let hovud = &plan.hovud;
    vec![hovud.kortnamn.clone(), hovud.avtale.clone(), hovud.år.to_string(), format!("v{}", hovud.versjon)]
}

/// What money is for: the number of the delmål, the number within it, the id and the title of the tiltak.
fn purpose_cells(plan: &Plan, purpose: &Formål) -> [String; 4] {
    match purpose {
        Formål::Delmål(number) => {
            let title = plan.delmål.iter().find(|own| own.nummer == *number).map(|own| own.tittel.clone());
            [number.to_string(), String::new(), String::new(), title.unwrap_or_default()]
        }
        Formål::Tiltak(id) => match plan.tiltak().find(|(_, own)| &own.id == id) {
            Some((delmål, tiltak)) => {
                [delmål.nummer.to_string(), tiltak.nummer.to_string(), id.to_string(), tiltak.tittel.clone()]
            }
            None => [String::new(), String::new(), id.to_string(), String::new()],
        },
        Formål::Avslutta(title) => [String::new(), String::new(), String::new(), title.clone()],
    }
}

/// What the yearly update does with a tiltak, in the data's word for it.
fn update_word(update: &Rullering) -> &'static str {
    match update {
        Rullering::Ny { .. } => "Ny",
        Rullering::Vidareført => "Vidareført",
        Rullering::Endra(_) => "Endra",
        Rullering::Avslutta(_) => "Avslutta",
    }
}

/// A tiltak's number in the plan: "1.2".
fn number(delmål: &Delmål, tiltak: &Tiltak) -> String {
    format!("{}.{}", delmål.nummer, tiltak.nummer)
}

/// The names of the register, with the words that stand after them.
fn names(plan: &Plan, cell: &Deltakarar) -> String {
    let names: Vec<String> = cell.partar.iter().map(|id| plan.party_name(id).to_string()).collect();
    let names = listing(&names, Terms::of(plan.hovud.språk));
    match &cell.tillegg {
        Some(more) if names.is_empty() => more.clone(),
        Some(more) => format!("{names}{}{more}", cell.tillegg_separator()),
        None => names,
    }
}

fn year_range(time: &Tidsramme) -> Option<(i16, i16)> {
    match time {
        Tidsramme::År { frå, til } => Some((*frå, *til)),
        Tidsramme::Seinare(_) => None,
    }
}

fn posts(plan: &Plan) -> impl Iterator<Item = (&Post, Eining)> {
    plan.hovud.finansiering.iter().flat_map(|own| own.postar.iter().map(|post| (post, own.eining)))
}

/// An amount in whole kroner.
fn kroner(amount: i64, unit: Eining) -> i64 {
    match unit {
        Eining::Kroner => amount,
        Eining::TusenKroner => amount.saturating_mul(1000),
    }
}

/// What a tiltak gets in all years, in whole kroner; `None` where no amount is given.
fn kroner_of(plan: &Plan, id: &TiltakId) -> Option<i64> {
    let own = plan.hovud.finansiering.as_ref()?.for_tiltak(id);
    (!own.postar.is_empty()).then(|| kroner(own.sum(), own.eining))
}

fn organisation_number(part: &Part) -> Option<String> {
    part.organisasjonsnummer.as_deref().and_then(parse_organisation_number)
}

/// Where a tiltak stands on the plan's web page, seen from the folder of the files.
fn web_address(published: PublishedPlan, id: &TiltakId) -> String {
    format!("{}.html#{id}", published.page)
}

/// What a tiltak is called in linked data: where it stands on the web page, or a name in the file for one that has ended.
fn tiltak_address(published: PublishedPlan, id: &TiltakId) -> String {
    match published.plan.tiltak().any(|(_, own)| &own.id == id && own.has_ended()) {
        true => format!("#tiltak-{id}"),
        false => web_address(published, id),
    }
}

/// The plan as linked data.
///
/// # Errors
/// `serde_json::Error` never, in practice: there is nothing in it that JSON does not know.
pub(super) fn linked_data(published: PublishedPlan) -> Result<OutputFile, serde_json::Error> {
    let plan = published.plan;
    let hovud = &plan.hovud;
    let parties: Vec<Value> = hovud.partar.iter().map(|part| party(plan, part)).collect();
    let goals: Vec<Value> = plan.delmål.iter().map(|own| goal(published, own)).collect();
    let grants: Vec<Value> = posts(plan).flat_map(|(post, unit)| grants(published, post, unit)).collect();
    let graph = json!({
        "@context": context(hovud.språk.into()),
        "@id": format!("{}.html", published.page),
        "@type": "CreativeWork",
        "name": published.title,
        "inLanguage": hovud.språk,
        "version": hovud.versjon,
        "temporalCoverage": format!("{}/{}", hovud.periode.frå, hovud.periode.til),
        "planår": hovud.år.to_string(),
        "avtale": hovud.avtale,
        "author": hovud.framside.iter().map(|id| party_reference(plan, id)).collect::<Vec<_>>(),
        "delmål": goals,
        "partar": parties,
        "finansiering": grants,
    });
    let mut bytes = serde_json::to_vec_pretty(&graph)?;
    bytes.push(b'\n');
    Ok(OutputFile::new(format!("{}-data.jsonld", data_stem(plan)), bytes))
}

/// What the words of the file mean. Those that schema.org lacks have names of their own.
fn context(lang: Lang) -> Value {
    let year = |name: &str| json!({ "@id": name, "@type": "xsd:gYear" });
    json!({
        "@version": 1.1,
        "@vocab": "https://schema.org/",
        "@language": lang,
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "hp": "urn:x-handlingsplan:",
        "inLanguage": { "@language": null },
        "version": { "@language": null },
        "identifier": { "@language": null },
        "temporalCoverage": { "@language": null },
        "currency": { "@language": null },
        "planår": year("hp:planår"),
        "startDate": year("startDate"),
        "endDate": year("endDate"),
        "value": { "@type": "xsd:integer" },
        "avtale": "hp:avtale",
        "delmål": { "@id": "hp:delmål", "@container": "@list" },
        "tiltak": { "@id": "hp:tiltak", "@container": "@list" },
        "partar": "hp:partar",
        "finansiering": "hp:finansiering",
        "vekt": { "@id": "hp:vekt", "@type": "xsd:integer" },
        "hovudansvarleg": { "@id": "hp:hovudansvarleg", "@type": "@id", "@container": "@list" },
        "samarbeidspart": { "@id": "hp:samarbeidspart", "@type": "@id", "@container": "@list" },
        "status": { "@id": "hp:status", "@language": null },
        "kjelde": { "@id": "hp:kjelde", "@language": null },
        "rullering": { "@id": "hp:rullering", "@language": null },
        "author": { "@type": "@id" },
        "funder": { "@type": "@id" },
        "fundedItem": { "@type": "@id" },
        "member": { "@type": "@id" },
    })
}

/// A party's lasting address: that of the national register where its number is known.
fn party_address(part: &Part) -> String {
    organisation_number(part).map_or_else(|| format!("#part-{}", part.id), |number| format!("{REGISTER}{number}"))
}

fn party_reference(plan: &Plan, id: &PartId) -> Value {
    plan.part(id).map_or_else(|| format!("#part-{id}"), party_address).into()
}

fn references(plan: &Plan, parties: &[PartId]) -> Value {
    parties.iter().map(|id| party_reference(plan, id)).collect()
}

fn party(plan: &Plan, part: &Part) -> Value {
    let kind = if part.rolle == Rolle::Annan { "Organization" } else { "GovernmentOrganization" };
    let mut own = Map::from_iter([
        ("@id".into(), party_address(part).into()),
        ("@type".into(), kind.into()),
        ("name".into(), part.fullt.as_ref().unwrap_or(&part.namn).clone().into()),
    ]);
    let short = part.fullt.as_ref().map(|_| &part.namn).or(part.kort.as_ref());
    own.extend(short.map(|short| ("alternateName".into(), short.clone().into())));
    own.extend(organisation_number(part).map(|number| ("identifier".into(), number.into())));
    if !part.medlemmer.is_empty() {
        own.insert("member".into(), references(plan, &part.medlemmer));
    }
    own.into()
}

fn goal(published: PublishedPlan, delmål: &Delmål) -> Value {
    let mut own = Map::from_iter([
        ("@id".into(), goal_address(published, delmål.nummer).into()),
        ("@type".into(), "Project".into()),
        ("identifier".into(), delmål.nummer.to_string().into()),
        ("name".into(), delmål.tittel.clone().into()),
        ("tiltak".into(), delmål.tiltak.iter().map(|tiltak| measure(published, delmål, tiltak)).collect()),
    ]);
    own.extend(delmål.vekt.map(|weight| ("vekt".into(), weight.into())));
    own.into()
}

/// Where a delmål stands on the plan's web page.
fn goal_address(published: PublishedPlan, number: u16) -> String {
    format!("{}.html#delmål-{number}", published.page)
}

fn measure(published: PublishedPlan, delmål: &Delmål, tiltak: &Tiltak) -> Value {
    let plan = published.plan;
    let mut own = Map::from_iter([
        ("@id".into(), tiltak_address(published, &tiltak.id).into()),
        ("@type".into(), "Project".into()),
        ("identifier".into(), number(delmål, tiltak).into()),
        ("name".into(), tiltak.tittel.clone().into()),
        ("hovudansvarleg".into(), references(plan, &tiltak.hovudansvarleg.partar)),
        ("samarbeidspart".into(), references(plan, &tiltak.samarbeidspartar.partar)),
    ]);
    if let Some((first, last)) = year_range(&tiltak.tidsramme) {
        own.insert("startDate".into(), first.to_string().into());
        own.insert("endDate".into(), last.to_string().into());
    }
    own.extend(tiltak.rullering.as_ref().map(|update| ("rullering".into(), update_word(update).into())));
    own.extend(tiltak.framdrift.as_ref().map(|progress| ("status".into(), keyword(&progress.status).into())));
    own.into()
}

/// The amounts of a post, one for each year.
fn grants<'a>(published: PublishedPlan<'a>, post: &'a Post, unit: Eining) -> impl Iterator<Item = Value> + 'a {
    post.beløp.iter().map(move |(year, amount)| {
        let plan = published.plan;
        let mut own = Map::from_iter([
            ("@type".into(), "MonetaryGrant".into()),
            ("kjelde".into(), keyword(&post.kjelde).into()),
            ("temporalCoverage".into(), year.to_string().into()),
            ("amount".into(), json!({ "@type": "MonetaryAmount", "currency": "NOK", "value": kroner(*amount, unit) })),
        ]);
        own.extend(post.part.as_ref().map(|id| ("funder".into(), party_reference(plan, id))));
        match &post.formål {
            Formål::Delmål(number) => own.insert("fundedItem".into(), goal_address(published, *number).into()),
            Formål::Tiltak(id) => own.insert("fundedItem".into(), tiltak_address(published, id).into()),
            Formål::Avslutta(title) => own.insert("name".into(), title.clone().into()),
        };
        own.into()
    })
}
