//! What the page asks for. Comes in: an address and what was sent with it. Goes out: the request, or why there is none.

use hyper::Method;
use hyper::body::Bytes;
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::answers::{ROOT, Typed};
use super::saving::Change;
use super::sent_files::{ListDeed, NEW_PLAN_FILE, NewPlanFrom, WORD_FILE, sent_file};
use super::things::{Deed, Doing};
use crate::edition::Edition;
use crate::make::build::Format;
use crate::make::intake::Returned;
use crate::plan::{Edit, Path, Språk};

/// Which document of the plan is looked at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct View {
    /// Its edition.
    pub(super) edition: Edition,
    /// The id of the party that it is a copy for; only the political edition has copies.
    pub(super) party: Option<String>,
    /// The case paper that is looked at instead, of those for the bodies of the party that are to handle the plan: which of them.
    pub(super) paper: Option<usize>,
    /// The kept version since which changes are marked: an empty one is the newest.
    pub(super) since: Option<String>,
}

/// What is asked of the desk.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Request {
    /// The page.
    Page(View),
    /// The text, which the page has in a frame.
    Text(View),
    /// All that may have changed of both, for a page that has the text of a state, if it says so.
    State(View, Option<u64>),
    /// The pages, each by its name, and on which of them each heading is.
    Pages(View),
    /// The drawing of a page, by its name.
    Drawing(String),
    /// What stands at a point of a page, given by its name.
    Point(String, [f64; 2]),
    /// A file that was made, by its name.
    File(String),
    /// To make a document, as files of these formats.
    Build(View, Vec<Format>),
    /// The form of a value.
    Form(Path),
    /// What is to be said of a value where it is only named, and which value names it there.
    Note(Path, Option<Path>),
    /// What is to be said of words of the program, with the values that stand beside them.
    Words(Vec<Path>),
    /// How a change would look.
    Try(View, Change),
    /// To change the plan.
    Save(Change),
    /// The form of a new thing, after another or as the first of its list.
    NewForm(Path, Option<usize>),
    /// What is said before a thing is taken away.
    Removal(Path, usize),
    /// Where a thing may go.
    Elsewhere(Path, usize),
    /// To add a thing, move it or take it away.
    Do(Doing),
    /// To mend what is wrong in a document by the edits of its finding.
    Mend(View, Vec<Edit>),
    /// To add a Word file that came back, of so many bytes.
    AddWordFile(Returned, u64),
    /// The list of what the Word files want changed.
    WordList,
    /// To do something to that list.
    ChangeWordList(ListDeed),
    /// To undo the last change.
    Undo,
    /// To do the change again that was undone last.
    Redo,
    /// The steps of the year.
    Steps,
    /// The form of a step of the year.
    StepForm(YearStep),
    /// To take a step of the year.
    TakeStep(YearStep, Typed),
    /// The plan of a name.
    Open(String),
    /// To make a new plan, and show it.
    NewPlan(NewPlan),
    /// To make a new plan of a document.
    NewPlanFrom(NewPlanFrom),
    /// A name for the folder of a plan that is to be called so.
    FolderName(String),
    /// The start page.
    Leave,
}

/// A step of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearStep {
    /// A new version.
    Version,
    /// Copies for the parties, with case papers.
    Copies,
    /// A decision.
    Decision,
    /// A decision taken back.
    TakeBack,
    /// The package for the ministry.
    Package,
    /// Next year's plan.
    NextYear,
}

impl YearStep {
    const ALL: [Self; 6] = [Self::Version, Self::Copies, Self::Decision, Self::TakeBack, Self::Package, Self::NextYear];

    /// What it is called in an address.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Version => "versjon",
            Self::Copies => "kopiar",
            Self::Decision => "vedtak",
            Self::TakeBack => "tilbake",
            Self::Package => "pakke",
            Self::NextYear => "rullering",
        }
    }

    /// The step that is called so in an address.
    pub(super) fn named(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.key() == key)
    }
}

/// A plan that is to be made, as the page sends it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct NewPlan {
    /// The name of the agreement.
    pub(super) name: String,
    /// The written language.
    pub(super) language: Språk,
    /// The name of its folder.
    pub(super) folder: String,
}

/// A step of the year as the page sends it.
#[derive(Deserialize)]
struct SentStep {
    step: String,
    typed: Typed,
}

/// A change as the page sends it.
#[derive(Deserialize)]
struct Sent {
    path: Path,
    base: String,
    typed: Option<Typed>,
}

/// What the desk answers.
#[derive(Debug)]
pub(super) struct Reply {
    /// The status of HTTP.
    pub(super) status: u16,
    /// What it is.
    pub(super) kind: ReplyKind,
    /// Its bytes.
    pub(super) body: Bytes,
}

impl Reply {
    /// What is said to the page's script.
    pub(super) fn said(status: u16, said: &Json) -> Self {
        Self { status, kind: ReplyKind::Json, body: said.to_string().into() }
    }

    /// What a page is told that shows something else than the program does.
    pub(super) fn elsewhere() -> Self {
        Self::said(409, &json!({ "message": "Programmet viser noko anna no.", "elsewhere": true }))
    }
}

/// What an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReplyKind {
    /// The page.
    Page,
    /// The text in its frame.
    Text,
    /// An answer to the page's script.
    Json,
    /// The drawing of a page.
    Drawing,
    /// A file that was made.
    File(FileKind),
}

/// What a file is that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    /// A PDF.
    Pdf,
    /// A web page.
    Page,
    /// What the browser does not show.
    Other,
}

impl ReplyKind {
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Page | Self::Text => "text/html; charset=utf-8",
            Self::Json => "application/json",
            Self::Drawing => "image/svg+xml",
            Self::File(FileKind::Pdf) => "application/pdf",
            Self::File(FileKind::Page) => "text/html; charset=utf-8",
            Self::File(FileKind::Other) => "application/octet-stream",
        }
    }
}

/// The request at an address.
///
/// # Errors
/// The status, and a sentence for people.
pub(super) fn parse(method: &Method, path: &str, query: &str, body: &[u8]) -> Result<Request, (u16, &'static str)> {
    let view = || view(query).ok_or((400, "Utgåva eller parten er ukjend."));
    let value = |wanted: &str| values(query).find(|(name, _)| *name == wanted).map(|(_, value)| value);
    match (method.as_str(), path) {
        ("GET", "/") => Ok(Request::Page(view()?)),
        ("GET", "/tekst") => Ok(Request::Text(view()?)),
        ("GET", "/tilstand") => {
            let known = values(query).find(|(name, _)| *name == "har").and_then(|(_, state)| state.parse().ok());
            Ok(Request::State(view()?, known))
        }
        ("GET", "/sider") => Ok(Request::Pages(view()?)),
        ("GET", "/fil") => Ok(Request::File(value("namn").ok_or((400, "Fila er ukjend."))?)),
        ("GET", "/side") => Ok(Request::Drawing(value("namn").ok_or((400, "Sida er ukjend."))?)),
        ("GET", "/punkt") => {
            let number = |name| value(name).and_then(|own| own.parse().ok()).filter(|own: &f64| own.is_finite());
            let point = value("namn").zip(number("x").zip(number("y"))).ok_or((400, "Staden på sida er ukjend."))?;
            Ok(Request::Point(point.0, point.1.into()))
        }
        ("POST", "/bygg") => {
            let names: Vec<String> = serde_json::from_slice(body).unwrap_or_default();
            let formats: Option<Vec<Format>> = names.iter().map(|name| format(name)).collect();
            let formats = formats.filter(|all| !all.is_empty()).ok_or((400, "Vel minst éi fil."))?;
            Ok(Request::Build(view()?, formats))
        }
        ("GET", "/skjema") => Ok(Request::Form(paths(query, "stad").next().ok_or(UNKNOWN_PLACE)?)),
        ("GET", "/namn") => {
            let place = paths(query, "stad").next().ok_or(UNKNOWN_PLACE)?;
            Ok(Request::Note(place, paths(query, "av").next()))
        }
        ("GET", "/ord") => Ok(Request::Words(paths(query, "ved").collect())),
        ("POST", "/prov") => Ok(Request::Try(view()?, change(body)?)),
        ("POST", "/lagre") => Ok(Request::Save(change(body)?)),
        ("GET", "/ny") => {
            let list = paths(query, "stad").next().ok_or(UNKNOWN_PLACE)?;
            Ok(Request::NewForm(list, number(query)))
        }
        ("GET", "/bort") => {
            let list = paths(query, "stad").next().ok_or(UNKNOWN_PLACE)?;
            Ok(Request::Removal(list, number(query).ok_or(UNKNOWN_PLACE)?))
        }
        ("GET", "/flytt") => {
            let list = paths(query, "stad").next().ok_or(UNKNOWN_PLACE)?;
            Ok(Request::Elsewhere(list, number(query).ok_or(UNKNOWN_PLACE)?))
        }
        ("POST", "/ting") => Ok(Request::Do(doing(body)?)),
        ("POST", "/rett") => {
            let edits = serde_json::from_slice(body).map_err(|_| (400, "Rettinga er ikkje til å forstå."))?;
            Ok(Request::Mend(view()?, edits))
        }
        ("POST", WORD_FILE) => {
            let (file, size) = sent_file(value, body);
            Ok(Request::AddWordFile(file, size))
        }
        ("GET", "/word") => Ok(Request::WordList),
        ("POST", "/word") => {
            let deed = serde_json::from_slice(body).map_err(|_| (400, "Dette er ikkje til å forstå."))?;
            Ok(Request::ChangeWordList(deed))
        }
        ("POST", "/angre") => Ok(Request::Undo),
        ("POST", "/gjer-om") => Ok(Request::Redo),
        ("GET", "/steg") => match values(query).find(|(name, _)| *name == "slag") {
            None => Ok(Request::Steps),
            Some((_, name)) => Ok(Request::StepForm(YearStep::named(&name).ok_or(UNKNOWN_STEP)?)),
        },
        ("POST", "/steg") => {
            let sent: SentStep = serde_json::from_slice(body).map_err(|_| UNKNOWN_STEP)?;
            Ok(Request::TakeStep(YearStep::named(&sent.step).ok_or(UNKNOWN_STEP)?, sent.typed))
        }
        ("POST", "/opne") => serde_json::from_slice(body).map(Request::Open).map_err(|_| (400, "Planen er ukjend.")),
        ("POST", "/ny-plan") => {
            let unknown = (400, "Den nye planen er ikkje til å forstå.");
            serde_json::from_slice(body).map(Request::NewPlan).map_err(|_| unknown)
        }
        ("POST", NEW_PLAN_FILE) => {
            let (document, size) = sent_file(value, body);
            let language = value("sprak").and_then(|own| serde_json::from_value(Json::String(own)).ok());
            let folder = value("mappe").unwrap_or_default();
            Ok(Request::NewPlanFrom(NewPlanFrom { document, size, language, folder }))
        }
        ("GET", "/mappe") => Ok(Request::FolderName(value("namn").unwrap_or_default())),
        ("POST", "/planar") => Ok(Request::Leave),
        _ => Err((404, "Her er det ingenting.")),
    }
}

fn format(name: &str) -> Option<Format> {
    match name {
        "pdf" => Some(Format::Pdf),
        "docx" => Some(Format::Docx),
        "html" => Some(Format::Html),
        _ => None,
    }
}

const UNKNOWN_STEP: (u16, &str) = (400, "Steget er ukjent.");

const UNKNOWN_PLACE: (u16, &str) = (400, "Staden i planen er ukjend.");

/// What is to become of a thing, as the page sends it.
#[derive(Deserialize)]
struct SentDoing {
    list: Path,
    at: Option<usize>,
    base: String,
    deed: String,
    #[serde(default)]
    typed: Typed,
}

fn doing(body: &[u8]) -> Result<Doing, (u16, &'static str)> {
    let unknown = (400, "Endringa er ikkje til å forstå.");
    let sent: SentDoing = serde_json::from_slice(body).map_err(|_| unknown)?;
    let deed = match sent.deed.as_str() {
        "ny" => Deed::Add(sent.typed),
        "opp" => Deed::Up,
        "ned" => Deed::Down,
        "bort" => Deed::Remove,
        "flytt" => {
            let to = sent.typed.iter().find(|(name, _)| name == ROOT).and_then(|(_, at)| at.parse().ok());
            Deed::To(to.ok_or(unknown)?)
        }
        _ => return Err(unknown),
    };
    Ok(Doing { list: sent.list, at: sent.at, base: sent.base, deed })
}

fn change(body: &[u8]) -> Result<Change, (u16, &'static str)> {
    let sent: Sent = serde_json::from_slice(body).map_err(|_| (400, "Endringa er ikkje til å forstå."))?;
    Ok(Change { path: sent.path, base: sent.base, typed: sent.typed })
}

/// The place in a list that an address names.
fn number(query: &str) -> Option<usize> {
    values(query).find(|(name, _)| *name == "nummer").and_then(|(_, value)| value.parse().ok())
}

/// The paths of an address that have a name.
fn paths<'q>(query: &'q str, name: &'q str) -> impl Iterator<Item = Path> + 'q {
    values(query).filter(move |(own, _)| *own == name).filter_map(|(_, value)| value.parse().ok())
}

/// The values of an address.
fn values(query: &str) -> impl Iterator<Item = (&str, String)> {
    query.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, value)| {
        let value = value.replace('+', " ");
        (name, percent_decode_str(&value).decode_utf8_lossy().into_owned())
    })
}

fn view(query: &str) -> Option<View> {
    let value = |wanted: &str| values(query).find(|(name, _)| *name == wanted).map(|(_, value)| value);
    let edition = match value("utgave") {
        None => Edition::Utkast,
        Some(name) => Edition::ALL.into_iter().find(|edition| edition.contents().name == name)?,
    };
    let party = value("part").filter(|party| !party.is_empty() && edition == Edition::Politisk);
    let paper = value("sak").and_then(|own| own.parse().ok()).filter(|_| party.is_some());
    Some(View { edition, party, paper, since: value("sidan") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_which_document() {
        let asked = |query| parse(&Method::GET, "/tekst", query, b"");
        let view = |edition, party: Option<&str>| {
            Ok(Request::Text(View { edition, party: party.map(String::from), paper: None, since: None }))
        };
        assert_eq!(asked(""), view(Edition::Utkast, None));
        assert_eq!(asked("utgave=politisk&part=s%C3%B8r"), view(Edition::Politisk, Some("sør")));
        assert_eq!(asked("utgave=endeleg&part=dalane"), view(Edition::Endeleg, None));
        assert!(asked("utgave=../plan.ron").is_err());
        for path in ["/..", "/../plan.ron", "/plan.ron", "//etc/passwd", "/web/../mod.rs"] {
            assert_eq!(parse(&Method::GET, path, "", b""), Err((404, "Her er det ingenting.")), "{path}");
        }
    }

    #[test]
    fn every_step_has_a_name_of_its_own() {
        for step in YearStep::ALL {
            assert_eq!(YearStep::named(step.key()), Some(step));
        }
    }
}
