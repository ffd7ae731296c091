//! The list of what Word files want changed, as it stands beside the plan. Comes in: its entries in words. Goes out: the list, with a
//! button for what can be done with each.

use maud::{Markup, html};

use crate::make::intake::list::{Description, DescriptionLine, EntryKind};
use crate::plan::Path;
use crate::report::{capitalised, count};

/// An entry of the list.
#[derive(Debug)]
pub(super) struct Row {
    /// What it is known by to the page.
    pub(super) key: String,
    /// Its words.
    pub(super) description: Description,
    /// The value that it is in.
    pub(super) path: Option<Path>,
    /// Whether it can be taken in.
    pub(super) can_be_taken: bool,
    /// Whether it was declined.
    pub(super) is_declined: bool,
    /// Whether it is a comment that stands in the plan's files.
    pub(super) is_kept: bool,
}

impl Row {
    fn is_comment(&self) -> bool {
        self.description.kind == EntryKind::Comment
    }

    /// What it is called, and whether that is a fault.
    fn kind(&self) -> (&'static str, bool) {
        let has_conflict =
            |line: &DescriptionLine| matches!(line, DescriptionLine::Verdict(words) if words.starts_with("Konflikt"));
        match self.description.kind {
            _ if self.is_declined => ("Avvist", false),
            EntryKind::Comment if self.is_kept => ("Merknad, teken vare på", false),
            EntryKind::Comment => ("Merknad", false),
            _ if self.description.lines.iter().any(has_conflict) => ("Konflikt", true),
            _ if !self.can_be_taken => ("Kan ikkje takast inn", true),
            EntryKind::Decision => ("Vedtak", false),
            EntryKind::Change => ("Endring", false),
        }
    }
}

/// The list, with what is said over it.
#[derive(Debug)]
pub(super) struct List<'l> {
    /// The names of the files.
    pub(super) names: &'l [&'l str],
    /// Its entries.
    pub(super) rows: &'l [Row],
    /// What a file was compared with, of those that have lost what they were.
    pub(super) notices: Vec<String>,
    /// Why other files were refused.
    pub(super) refusals: &'l [String],
    /// Whether all can be taken in at once.
    pub(super) can_take_all: bool,
    /// How many changes the plan has already.
    pub(super) done: usize,
}

/// What is said where no file can be compared with the plan.
pub(super) fn without_list(names: &[&str], refusals: &[String]) -> Markup {
    html! {
        (head(names, refusals))
        p.handling { (button("\"close\"", "Lukk lista", None)) }
    }
}

/// The list.
pub(super) fn list(list: &List) -> Markup {
    let &List { names, rows, refusals, can_take_all, done, .. } = list;
    let open = rows.iter().filter(|row| row.can_be_taken && !row.is_declined).count();
    let comments = rows.iter().filter(|row| row.is_comment() && !row.is_declined && !row.is_kept).count();
    html! {
        (head(names, refusals))
        @for notice in &list.notices { p.rad { (notice.trim_end()) " Sjå på kvar endring før du tek henne inn." } }
        @match (rows.is_empty(), done) {
            (true, 0) => p.ingen { "Fann ingen endringar i teksten." },
            (true, _) => p.ingen { "Alle endringane står i planen no." },
            (false, 0) => {},
            (false, done) => p.ingen { (count(done, "endring", "endringar")) " står i planen." },
        }
        p.handling {
            @if open > 0 && can_take_all {
                (button("\"take_all\"", &format!("Ta inn alle ({open})"), Some("fyrst")))
            }
            @if comments > 0 { (button("\"keep_comments\"", &format!("Ta vare på merknadene ({comments})"), None)) }
            (button("\"close\"", "Lukk lista", None))
        }
        ol.funn { @for row in rows { (item(row)) } }
    }
}

fn head(names: &[&str], refusals: &[String]) -> Markup {
    html! {
        h2 #word-namn tabindex="-1" { "Frå Word" }
        @for refusal in refusals { p.avvising { (refusal) } }
        @if !names.is_empty() { p.ingen { (names.join(", ")) } }
    }
}

/// A button that does something to the list.
fn button(deed: &str, words: &str, class: Option<&str>) -> Markup {
    html! { button type="button" class=[class] data-word=(deed) { (words) } }
}

fn item(row: &Row) -> Markup {
    let (kind, is_fault) = row.kind();
    let Description { place, thing, author, lines, .. } = &row.description;
    let deed = |name: &str| serde_json::json!({ name: row.key }).to_string();
    let what = thing.as_deref().or(place.as_deref()).unwrap_or("planen");
    let class = [is_fault.then_some("feil"), row.is_declined.then_some("avvist")].into_iter().flatten().next();
    // Who hears the page knows by it which of them a button is of.
    let named = |name: &str, words: &str, class: Option<&str>| {
        html! {
            button type="button" class=[class] data-word=(deed(name)) { (words) span.vh { ": " (what) } }
        }
    };
    html! {
        li class=[class] data-oppforing=(row.key) {
            p.slag { (kind) }
            p.melding { (thing.as_deref().map(capitalised).unwrap_or_default()) }
            @if !row.is_declined { @for line in lines { (words(line)) } }
            p.rad { (capitalised(author)) @if let Some(place) = place { " · " (place) } }
            p.handling {
                @if row.is_declined {
                    (named("reconsider", "Ta med att", None))
                } @else {
                    @if row.can_be_taken {
                        (named("take_in", "Ta inn", Some("fyrst")))
                        (named("decline", "Avvis", None))
                    }
                    @if row.is_comment() && !row.is_kept { (named("keep_comment", "Ta vare på", None)) }
                    @if let Some(path) = &row.path {
                        button type="button" data-vis=(format!("{}:{path}", path.file)) { "Vis staden" span.vh { ": " (what) } }
                    }
                }
            }
        }
    }
}

fn words(line: &DescriptionLine) -> Markup {
    match line {
        DescriptionLine::Before(words) => html! { p.var { span.vh { "Frå: " } del { (words) } } },
        DescriptionLine::After(words) => html! { p.blir { span.vh { "Til: " } ins { (words) } } },
        DescriptionLine::Becomes(words) => html! { p { (words) "." } },
        DescriptionLine::Verdict(words) => html! { p.dom { (words) } },
    }
}
