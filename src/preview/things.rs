//! The things of a plan that stand in lists: a tiltak, a part of one, a row of the log, a party. Comes in: where somebody is in the
//! text, or what is to become of a thing there. Goes out: the things around, and the edits that add one, move it or take it away.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::slice;

use serde_json::{Value as Json, json};

use super::answers::{Complaint, ROOT, Typed, read, within};
use super::controls::has_chart;
use super::findings;
use super::saving::Refusal;
use super::targets::{Target, place};
use crate::data::edits::{Edit, delmål_numbering, tiltak_numbering, value_at};
use crate::edition::Edition;
use crate::finding::{Finding, Severity};
use crate::make::session::{Proposal, Session};
use crate::plan::fields::{Field, ValueKind, values_at};
use crate::plan::{Path, Plan, Step};

/// What a thing is called, by the group of its fields: the one, and a new one.
const NAMES: [(&str, &str, &str); 16] = [
    ("Delmål", "Delmålet", "Nytt delmål"),
    ("Tiltak", "Tiltaket", "Nytt tiltak"),
    ("Bolk", "Bolken", "Ny bolk"),
    ("Indikator", "Indikatoren", "Ny indikator"),
    ("Seksjon", "Punktet", "Nytt punkt"),
    ("Innhald", "Delen av punktet", "Ny del av punktet"),
    ("Part", "Parten", "Ny part"),
    ("Andel", "Delen til medlemmen", "Ny del til ein medlem"),
    ("LoggRad", "Rada i loggen", "Ny rad i loggen"),
    ("Node", "Boksen", "Ny boks"),
    ("Handsaming", "Parten i handsaminga", "Ny part i handsaminga"),
    ("OrganHandsaming", "Organet", "Nytt organ"),
    ("Vedtak", "Vedtaket", "Nytt vedtak"),
    ("EtterVedtak", "Endringa etter vedtaka", "Ny endring etter vedtaka"),
    ("Post", "Beløpet", "Nytt beløp"),
    ("Forkorting", "Forkortinga", "Ny forkorting"),
];

/// A thing that stands in a list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Thing {
    /// The list.
    pub(super) list: Path,
    /// Its place in it.
    pub(super) at: usize,
    /// How many there are in the list.
    pub(super) count: usize,
    /// What kind it is of.
    pub(super) kind: ValueKind,
    /// What it is called: «Tiltaket».
    pub(super) name: &'static str,
    /// What a new one is called.
    pub(super) new_name: &'static str,
    /// What it is, as JSON.
    pub(super) value: Json,
}

impl Thing {
    /// Where it stands.
    pub(super) fn path(&self) -> Path {
        if self.list == delmål_list() { Path::delmål(self.at) } else { self.list.index(self.at) }
    }

    /// What it is, to be told from what others make of it: in few letters where it is a whole file.
    pub(super) fn base(&self) -> String {
        let whole = self.value.to_string();
        if self.list != delmål_list() {
            return whole;
        }
        let mut hasher = DefaultHasher::new();
        whole.hash(&mut hasher);
        hasher.finish().to_string()
    }

    /// Whether it is a tiltak.
    pub(super) fn is_tiltak(&self) -> bool {
        self.kind == ValueKind::Group("Tiltak")
    }

    /// Whether it is a delmål, with a file of its own.
    pub(super) fn is_delmål(&self) -> bool {
        self.kind == ValueKind::Group("Delmål")
    }
}

/// The list of the plan's delmål, by their files.
pub(super) fn delmål_list() -> Path {
    Path::hovud().field("delmål")
}

/// The things that a path leads into, the innermost first.
pub(super) fn around(plan: &Plan, path: &Path) -> Vec<Thing> {
    let mut found = Vec::new();
    let mut inner = path.clone();
    while let Some((step, list)) = inner.parent() {
        if let Step::Index(at) = step {
            found.extend(thing(plan, &list, at));
        }
        inner = list;
    }
    found.extend(path.file.checked_sub(1).and_then(|at| thing(plan, &delmål_list(), at)));
    found
}

/// The thing at a place of a list.
pub(super) fn thing(plan: &Plan, list: &Path, at: usize) -> Option<Thing> {
    let items = value_at(plan, list)?;
    let items = items.as_array()?;
    let (kind, name, new_name) = kind_of(list)?;
    let item = items.get(at)?;
    let whole = if *list == delmål_list() { value_at(plan, &Path::delmål(at))? } else { item.clone() };
    Some(Thing { list: list.clone(), at, count: items.len(), kind, name, new_name, value: whole })
}

/// The kind of the things of a list, and what one and a new one are called.
pub(super) fn kind_of(list: &Path) -> Option<(ValueKind, &'static str, &'static str)> {
    values_at(list).into_iter().find_map(|kind| {
        let ValueKind::List(items) = kind else { return None };
        // Its items are the names of files, each of which is one.
        let items = if *list == delmål_list() { ValueKind::Group("Delmål") } else { *items };
        let (_, name, new_name) =
            NAMES.iter().find(|(group, ..)| items.group().is_some_and(|own| own.name == *group))?;
        Some((items, *name, *new_name))
    })
}

/// What is to become of a thing.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Deed {
    /// A new one after it, of what was typed. A delmål comes after the others.
    Add(Typed),
    /// It goes to another delmål, given by its place among them.
    To(usize),
    /// It changes places with the one before it.
    Up,
    /// It changes places with the one after it.
    Down,
    /// It is taken away.
    Remove,
}

/// A deed with where it is done.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Doing {
    /// The list.
    pub(super) list: Path,
    /// The place of the thing in it; nothing for a new one that is to be the first.
    pub(super) at: Option<usize>,
    /// What stood there when it was chosen, as JSON.
    pub(super) base: String,
    /// What is done.
    pub(super) deed: Deed,
}

/// What a deed would make of the plan.
pub(super) fn propose(session: &Session, doing: &Doing) -> Result<Proposal, Refusal> {
    let edit = edit(session, doing)?;
    if doing.deed == Deed::Remove {
        // What referred to it must not come to refer to one that gets its number.
        session.refuse_new_errors(&session.propose(slice::from_ref(&edit), Edition::Utkast)?)?;
    }
    let lists = match (&edit, &doing.list) {
        (Edit::Transfer { list, .. }, from) => vec![from, list],
        (_, list) => vec![list],
    };
    Ok(session.propose_in_turn(slice::from_ref(&edit), |made| renumbered(made, &lists), Edition::Utkast)?)
}

/// The rules of what refers to something that is not there.
const REFERENCES: [&str; 8] = ["HP011", "HP012", "HP013", "HP014", "HP020", "HP025", "HP067", "HP079"];

/// What would be wrong without a thing, each in a sentence, and where that stands now.
pub(super) fn objections(session: &Session, doing: &Doing) -> Vec<(String, Option<Path>)> {
    let proposal = edit(session, doing).and_then(|edit| Ok(session.propose(&[edit], Edition::Utkast)?));
    match proposal {
        Ok(proposal) => {
            let wrong = proposal.new_findings.iter().filter(|finding| finding.severity == Severity::Error);
            let told = |finding: &Finding| {
                let path = findings::path(finding);
                let path = path.map(|path| before_removal(path, &doing.list, doing.at.unwrap_or_default()));
                let target = path.as_ref().filter(|_| REFERENCES.contains(&finding.code));
                let target = target.and_then(|path| Some((Target::of(session.plan(), path)?.name(), path)));
                let refers =
                    target.map(|(name, path)| format!("{name} i «{}» viser hit.", place(session.plan(), path)));
                (refers.unwrap_or_else(|| finding.message.clone()), path)
            };
            wrong.map(told).collect()
        }
        Err(refusal) => vec![(refusal.message(), None)],
    }
}

/// A path as it is before an item of a list is taken away.
fn before_removal(path: &Path, list: &Path, at: usize) -> Path {
    if *list == delmål_list() && path.file > at {
        return path.steps().iter().fold(Path::file(path.file + 1), |made, step| made.step(step.clone()));
    }
    let is_within = path.file == list.file && path.steps().starts_with(list.steps());
    let mut made = Path::file(path.file);
    for (depth, step) in path.steps().iter().enumerate() {
        made = made.step(match step {
            Step::Index(index) if is_within && depth == list.steps().len() && *index >= at => Step::Index(index + 1),
            step => step.clone(),
        });
    }
    made
}

/// Where a thing stands once a deed is done; nothing where it is no more.
pub(super) fn place_after(made: &Plan, doing: &Doing, own: Option<&Thing>) -> Option<Path> {
    let at = match (&doing.deed, own) {
        (Deed::Remove, _) => return None,
        (Deed::To(_), own) => {
            let id = own?.value["id"].clone();
            return made.walk().tiltak().find(|(_, tiltak, _)| id == tiltak.id.as_str()).map(|(.., path)| path);
        }
        (Deed::Add(_), _) if doing.list == delmål_list() => made.delmål.len().checked_sub(1)?,
        (Deed::Add(_), own) => own.map_or(0, |own| own.at + 1),
        (Deed::Up, own) => own?.at.checked_sub(1)?,
        (Deed::Down, own) => own?.at + 1,
    };
    Some(thing(made, &doing.list, at)?.path())
}

/// What a deed did that gives a thing its place, in a sentence.
pub(super) fn moved(made: &Plan, doing: &Doing, own: Option<&Thing>) -> Option<String> {
    if let Deed::Add(_) = doing.deed {
        let path = place_after(made, doing, own)?;
        let is_named = matches!(kind_of(&doing.list)?.0, ValueKind::Group("Tiltak" | "Delmål"));
        return is_named.then(|| format!("La til «{}»", place(made, &path)));
    }
    let own = own.filter(|_| matches!(doing.deed, Deed::Up | Deed::Down | Deed::To(_)))?;
    let path = place_after(made, doing, Some(own))?;
    let goal = match doing.deed {
        Deed::To(delmål) => format!("til {}", place(made, &Path::delmål(delmål))),
        Deed::Up => "opp".into(),
        _ => "ned".into(),
    };
    let new_name = if own.is_tiltak() || own.is_delmål() {
        format!(". No er det «{}»", place(made, &path))
    } else {
        String::new()
    };
    Some(format!("Flytta {} {goal}{new_name}", own.name.to_lowercase()))
}

fn edit(session: &Session, doing: &Doing) -> Result<Edit, Refusal> {
    let Doing { list, at, base, deed } = doing;
    let plan = session.plan();
    let own = at.map(|at| thing(plan, list, at).ok_or(Refusal::Gone)).transpose()?;
    if own.as_ref().map_or(Json::Null.to_string(), Thing::base) != *base {
        return Err(Refusal::Gone);
    }
    Ok(match (deed, own) {
        (Deed::Add(typed), _) if *list == delmål_list() => {
            let value = new_thing(plan, ValueKind::Group("Delmål"), plan.delmål.len(), typed)?;
            Edit::Delmål { file: free_file(session), value }
        }
        (Deed::Add(typed), own) => {
            let before = own.map_or(0, |own| own.at + 1);
            let (kind, ..) = kind_of(list).ok_or(Refusal::Gone)?;
            let value = new_thing(plan, kind, before, typed)?;
            match (list.parent(), value_at(plan, list)) {
                // A list that goes without saying is not written.
                (Some((Step::Field(name), group)), Some(Json::Array(items))) if items.is_empty() => {
                    Edit::Field { group, name: name.into(), value: Json::Array(vec![value]) }
                }
                _ => Edit::Item { list: list.clone(), before, value },
            }
        }
        (Deed::Up, Some(own)) if own.at > 0 => Edit::Move { list: list.clone(), from: own.at, before: own.at - 1 },
        (Deed::Down, Some(own)) if own.at + 1 < own.count => {
            Edit::Move { list: list.clone(), from: own.at, before: own.at + 2 }
        }
        (Deed::To(delmål), Some(own)) if own.is_tiltak() => {
            let before = plan.delmål.get(*delmål).ok_or(Refusal::Gone)?.tiltak.len();
            let to = Path::delmål(*delmål).field("tiltak");
            if to == *list {
                return Err(Refusal::Same);
            }
            Edit::Transfer { from: own.path(), list: to, before }
        }
        (Deed::Remove, Some(own)) => Edit::Removal { path: list.index(own.at) },
        _ => return Err(Refusal::Same),
    })
}

/// The edits that number the tiltak or the delmål of lists in their order.
fn renumbered(plan: &Plan, lists: &[&Path]) -> Vec<Edit> {
    let numbering = |list: &&Path| match kind_of(list) {
        Some((ValueKind::Group("Tiltak"), ..)) => tiltak_numbering(plan, list.file.saturating_sub(1)),
        Some((ValueKind::Group("Delmål"), ..)) => delmål_numbering(plan),
        _ => Vec::new(),
    };
    lists.iter().flat_map(numbering).collect()
}

/// A name for the file of a new delmål, which no other has.
fn free_file(session: &Session) -> String {
    let first = session.plan().delmål.len() + 1;
    let names = (first..).map(|number| format!("delmaal-{number}.ron"));
    names.into_iter().find(|name| !session.is_taken(name)).unwrap_or_default()
}

/// The fields that the form of a new thing doesn't ask for: the program fills them in.
pub(super) fn is_filled_in(kind: ValueKind, field: &str) -> bool {
    match kind {
        ValueKind::Group("Tiltak") => matches!(field, "id" | "nummer"),
        ValueKind::Group("Delmål") => field == "nummer",
        ValueKind::Group("Part" | "Node") => field == "id",
        _ => false,
    }
}

/// Whether the form of a new thing asks for a field at once that may be left out: few can do without it.
pub(super) fn is_wanted(plan: &Plan, kind: ValueKind, field: &str) -> bool {
    match (kind, field) {
        (ValueKind::Group("Node"), "under" | "relasjon") => has_chart(plan),
        (ValueKind::Group("Part"), "rolle") | (ValueKind::Group("Tiltak"), "bolkar") => true,
        _ => false,
    }
}

/// The fields of a thing that no words of the text are of: nobody can point at them.
pub(super) fn unprinted(kind: ValueKind) -> impl Iterator<Item = &'static Field> {
    let names: &[&str] = match kind {
        ValueKind::Group("Hovud") => &["kortnamn", "språk", "omslag", "farge", "emneord", "saksfrist", "avtalepartar"],
        ValueKind::Group("Part") => &["rolle", "kort", "fullt", "medlemmer"],
        ValueKind::Group("Node") => &["under", "relasjon"],
        ValueKind::Group("Tiltak") => &["rullering"],
        ValueKind::Group("LoggRad") => &["politisk", "år"],
        ValueKind::Group("OrganHandsaming") => &["rolle", "avlyst"],
        _ => &[],
    };
    let group = kind.group().into_iter();
    group.flat_map(|group| group.fields).filter(move |field| names.contains(&field.name))
}

/// What a new thing is before anything is typed: the tiltak of a delmål come afterwards.
pub(super) fn new_value(kind: ValueKind) -> Json {
    if kind == ValueKind::Group("Delmål") { json!({ "tiltak": [] }) } else { json!({}) }
}

/// A new thing of what was typed.
fn new_thing(plan: &Plan, kind: ValueKind, at: usize, typed: &Typed) -> Result<Json, Refusal> {
    let mut typed = typed.clone();
    let value = |name: &str| {
        let name = within(ROOT, name);
        typed.iter().find(|(own, _)| *own == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let name = if kind == ValueKind::Group("Tiltak") { value("tittel") } else { value("namn") };
    let id = free_id(&name, &ids(plan));
    let fields = kind.group().map_or(&[][..], |group| group.fields);
    for field in fields.iter().filter(|field| is_filled_in(kind, field.name)) {
        let own = if field.name == "id" { id.clone() } else { (at + 1).to_string() };
        typed.push((within(ROOT, field.name), own));
    }
    let made = read(kind, ROOT, &typed, &new_value(kind)).map_err(Refusal::Typed)?;
    made.ok_or_else(|| Refusal::Typed(Complaint { name: ROOT.into(), message: "Vel kva det skal vere.".into() }))
}

/// Every id of a plan.
fn ids(plan: &Plan) -> Vec<String> {
    let walk = plan.walk();
    let tiltak = walk.tiltak().map(|(_, own, _)| own.id.to_string());
    let partar = walk.partar().map(|(own, _)| own.id.to_string());
    tiltak.chain(partar).chain(walk.nodar().map(|(own, _)| own.id.to_string())).collect()
}

/// An id made of the first words of a name, which no other thing has.
fn free_id(name: &str, taken: &[String]) -> String {
    const WORDS: usize = 4;
    let small = name.to_lowercase();
    let words = small.split(|c: char| !c.is_lowercase() && !c.is_ascii_digit()).filter(|word| !word.is_empty());
    let id = words.take(WORDS).collect::<Vec<_>>().join("-");
    let id = if id.is_empty() { "ny".to_string() } else { id };
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    std::iter::once(id.clone()).chain(numbered).find(|own| !taken.contains(own)).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use std::path::Path as Folder;

    use super::*;
    use crate::data::load;
    use crate::plan::fields::GROUPS;

    #[test]
    fn an_id_is_made_of_a_name_and_is_nobody_elses() {
        let taken = ["ny-veg".to_string(), "ny-veg-2".into()];
        assert_eq!(free_id("Ny veg!", &taken), "ny-veg-3");
        assert_eq!(free_id("Å bu på øya, året rundt, for alle", &taken), "å-bu-på-øya");
        assert_eq!(free_id("–", &taken), "ny");
    }

    #[test]
    fn where_something_stands_is_told_as_it_is_before_the_thing_goes() {
        let (list, tiltak) = (Path::hovud().field("partar"), |at: usize| Path::delmål(at).field("tiltak").index(0));
        assert_eq!(before_removal(&list.index(2), &list, 1), list.index(3));
        assert_eq!(before_removal(&list.index(0), &list, 1), list.index(0));
        assert_eq!(before_removal(&tiltak(1), &list, 0), tiltak(1));
        assert_eq!(before_removal(&tiltak(1), &delmål_list(), 1), tiltak(2));
        assert_eq!(before_removal(&tiltak(0), &delmål_list(), 1), tiltak(0));
        assert_eq!(before_removal(&list.index(2), &delmål_list(), 0), list.index(2));
    }

    #[test]
    fn every_thing_that_stands_in_a_list_has_a_name() {
        for group in GROUPS.iter().flat_map(|group| group.fields) {
            if let Some(ValueKind::List(items)) = group.value
                && let Some(own) = items.group()
            {
                assert!(NAMES.iter().any(|(name, ..)| *name == own.name), "{}", own.name);
            }
        }
    }

    #[test]
    fn the_things_around_words_are_known_the_innermost_first() {
        let folder = Folder::new(env!("CARGO_MANIFEST_DIR")).join("data/vest-telemark-2025");
        let plan = load(&folder).plan.unwrap();
        let tiltak = Path::delmål(0).field("tiltak").index(1);
        let names = |path: &Path| around(&plan, path).iter().map(|own| (own.name, own.at)).collect::<Vec<_>>();
        assert_eq!(
            names(&tiltak.field("bolkar").index(0).field("tekst")),
            [("Bolken", 0), ("Tiltaket", 1), ("Delmålet", 0)]
        );
        assert_eq!(names(&tiltak.field("samarbeidspartar").field("partar")), [("Tiltaket", 1), ("Delmålet", 0)]);
        assert_eq!(names(&Path::hovud().field("avtale")), []);
    }
}
