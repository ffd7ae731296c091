//! The words of texts: what they are read as, and what of them has changed.

use super::difference::{DifferenceKind, LONGEST, MOST_PLACES};
use crate::compare::words::Marking;
use crate::document::{Block, Change, Link, Run, Text};
use crate::plan::fields::FieldRef;
use crate::plan::pairs::{Pair, paired};
use crate::plan::{Innhald, Plan, Prosa, Seksjon};
use crate::prose;
use crate::words::differences::DifferenceTerms;
use crate::words::notation::single_blanks;
use crate::words::references::References;

/// How texts of two plans are compared.
pub(super) struct TextComparer<'a> {
    plans: [&'a Plan; 2],
    /// What references say in the new plan, and in the old where that alone has what they lead to.
    references: [References; 2],
    words: &'static DifferenceTerms,
}

impl<'a> TextComparer<'a> {
    pub(super) fn new(plans: [&'a Plan; 2], words: &'static DifferenceTerms) -> Self {
        let [old, new] = plans;
        Self { plans, references: [References::of(new), References::of(old)], words }
    }

    /// What differs between two texts: their words, and where their links lead.
    pub(super) fn prose(
        &self,
        field: FieldRef,
        of: &str,
        old: Option<&Prosa>,
        new: Option<&Prosa>,
    ) -> Vec<DifferenceKind> {
        if old == new {
            return Vec::new();
        }
        let text = |prosa: Option<&Prosa>| prosa.map(|own| read(own, &self.references)).unwrap_or_default();
        let (was, is) = (text(old), text(new));
        let links = |prosa: Option<&Prosa>| prosa.map(links).unwrap_or_default();
        let words = self.words_of(field, of, &was, &is);
        words.into_iter().chain(self.links(&links(old), &links(new), was == is)).collect()
    }

    /// What differs between what stands in two sections.
    pub(super) fn sections(&self, field: FieldRef, old: &Seksjon, new: &Seksjon) -> Vec<DifferenceKind> {
        let (was, is) = (self.section_words(old), self.section_words(new));
        let words = self.words_of(field, "", &was, &is);
        words.into_iter().chain(self.links(&section_links(old), &section_links(new), was == is)).collect()
    }

    /// Links of the same words that lead elsewhere; where all the words are the same, those that are new or gone, too.
    fn links(&self, old: &[Linked], new: &[Linked], same_words: bool) -> Vec<DifferenceKind> {
        let names = |all: &[Linked]| all.iter().map(|own| own.words.clone()).collect::<Vec<_>>();
        let mut found = Vec::new();
        for pair in paired(&names(old), &names(new)) {
            let (was, is) = match pair {
                Pair::Both(i, j) => (Some(&old[i]), Some(&new[j])),
                Pair::Old(i) if same_words => (Some(&old[i]), None),
                Pair::New(j) if same_words => (None, Some(&new[j])),
                Pair::Old(_) | Pair::New(_) => continue,
            };
            let words = is.or(was).map(|own| own.words.clone()).unwrap_or_default();
            let same_target = match (was, is) {
                (Some(was), Some(is)) => was.link == is.link || self.thing(0, &was.link) == self.thing(1, &is.link),
                _ => false,
            };
            if !same_target {
                let shown = |version: usize, own: Option<&Linked>| match own.map(|own| &own.link) {
                    None => String::new(),
                    Some(Link::Url(address)) => address.clone(),
                    Some(Link::Anchor(anchor) | Link::Page(anchor)) => {
                        // The references of the new plan come first.
                        let words = self.references[1 - version].words(anchor);
                        words.map_or_else(|| format!("#{anchor}"), str::to_string)
                    }
                };
                found.push(DifferenceKind::Link { words, old: shown(0, was), new: shown(1, is) });
            }
        }
        found
    }

    /// What a link leads to in the old plan (0) or the new (1): sections and delmål may have another number there.
    fn thing(&self, version: usize, link: &Link) -> String {
        let plan = self.plans[version];
        let anchor = match link {
            Link::Url(address) => return address.clone(),
            Link::Anchor(anchor) | Link::Page(anchor) => anchor.as_str(),
        };
        let number = |start: &str| anchor.strip_prefix(start)?.parse::<u16>().ok();
        let section = number("pkt-").and_then(|number| {
            plan.hovud.seksjonar.iter().find(|own| own.nummer == Some(number)).map(|own| format!("pkt {}", own.tittel))
        });
        let delmål = ["delmål-", "tabell-delmål-"].into_iter().find_map(|start| {
            let number = number(start)?;
            plan.delmål.iter().find(|own| own.nummer == number).map(|own| format!("{start} {}", own.tittel))
        });
        section.or(delmål).unwrap_or_else(|| anchor.to_string())
    }

    fn words_of(&self, field: FieldRef, of: &str, old: &str, new: &str) -> Option<DifferenceKind> {
        if old == new {
            return None;
        }
        let both = Marking::visible_only().merge(&old.into(), &new.into());
        // Blanks alone are no change that anybody sees.
        if !both.is_changed() {
            return None;
        }
        let count = |change| {
            let runs = both.0.iter().filter(|run| run.change == Some(change));
            let words = runs.flat_map(|run| run.text.split(' ')).filter(|word| word.chars().any(char::is_alphanumeric));
            words.count()
        };
        let count = [count(Change::Inserted), count(Change::Deleted)];
        let stands = [old, new].map(|text| !text.is_empty());
        Some(DifferenceKind::Prose { field, of: of.into(), count, stands, around: self.around(&both) })
    }

    /// The words of a section's own texts, and what else stands in it.
    fn section_words(&self, seksjon: &Seksjon) -> String {
        let part = |innhald: &Innhald| match innhald {
            Innhald::Tekst(prosa) => read(prosa, &self.references),
            Innhald::Mellomtittel(title) => title.clone(),
            Innhald::Delmål { overskrift, oversyn } => {
                format!(
                    "{} (Delmål{})",
                    overskrift.clone().unwrap_or_default(),
                    if *oversyn { ", oversyn" } else { "" }
                )
            }
            other => format!("({})", self.words.innhald(other)),
        };
        seksjon.innhald.iter().map(part).collect::<Vec<_>>().join(" ").trim().to_string()
    }

    /// The first changes of a text, each with a few words around it, and then how many more there are.
    fn around(&self, text: &Text) -> String {
        let runs: Vec<&Run> = text.0.iter().filter(|run| !run.text.is_empty()).collect();
        let mut places: Vec<(usize, usize)> = Vec::new();
        for (at, _) in runs.iter().enumerate().filter(|(_, run)| run.change.is_some()) {
            match places.last_mut() {
                Some(last) if last.1 == at => last.1 = at + 1,
                _ => places.push((at, at + 1)),
            }
        }
        let said: Vec<String> = places.iter().take(MOST_PLACES).map(|place| self.around_place(&runs, *place)).collect();
        let more = places.len().saturating_sub(MOST_PLACES);
        let more = if more > 0 { format!(" | {}", self.words.more(more)) } else { String::new() };
        said.join(" | ") + &more
    }

    /// A change with a few words around it.
    fn around_place(&self, runs: &[&Run], (first, last): (usize, usize)) -> String {
        const AROUND: usize = 4;
        let words = |text: &str| text.split(' ').map(str::to_string).collect::<Vec<_>>();
        let before = first.checked_sub(1).map(|at| words(&runs[at].text)).unwrap_or_default();
        let skip = before.len().saturating_sub(AROUND + 1);
        let mut said = if skip > 0 { "… ".to_string() } else { String::new() };
        said += &before[skip..].join(" ");
        for run in &runs[first..last] {
            // A mark with nothing in it says nothing.
            if run.text.trim().is_empty() {
                said += if said.ends_with(' ') { "" } else { " " };
                continue;
            }
            let put_in = run.change == Some(Change::Inserted);
            let open = if put_in { self.words.put_in_sign } else { self.words.taken_out_sign };
            let close = self.words.sign_end;
            let all = words(run.text.trim());
            let cut = if all.len() > LONGEST { " …" } else { "" };
            let blank = |is: bool| if is { " " } else { "" };
            said += blank((run.text.starts_with(' ') || said.ends_with(']')) && !said.ends_with(' '));
            said += &format!("{open}{}{cut}{close}", all.into_iter().take(LONGEST).collect::<Vec<_>>().join(" "));
            said += blank(run.text.ends_with(' '));
        }
        let after = runs.get(last).map(|run| words(&run.text)).unwrap_or_default();
        let cut = if after.len() > AROUND + 1 { " …" } else { "" };
        let after = after.into_iter().skip_while(|word| word.is_empty() && said.ends_with(' '));
        let after: Vec<String> = after.take(AROUND + 1).collect();
        said + &after.join(" ") + cut
    }
}

/// The words of prose as they are read: without Markdown's signs, with what its references say now. A number that merely
/// followed is no change.
fn read(prosa: &Prosa, references: &[References]) -> String {
    let mut words = String::new();
    prose::read(&prosa.0).blocks.into_iter().for_each(|block| add_words(block, references, &mut words));
    single_blanks(words.trim_end_matches(" / "))
}

/// Adds the words of a block, with the number that a list begins at, if that is not the first.
fn add_words(mut block: Block, references: &[References], words: &mut String) {
    if let Block::List(list) = block {
        if let Some(start) = list.start.filter(|start| *start != 1) {
            *words += &format!("{start}. ");
        }
        list.items.into_iter().flatten().for_each(|block| add_words(block, references, words));
        return;
    }
    block.for_each_text_mut(&mut |text| {
        for run in &text.0 {
            match &run.link {
                Some(Link::Anchor(anchor)) if run.text.is_empty() => {
                    let said = references.iter().find_map(|all| all.words(anchor));
                    *words += said.unwrap_or_default();
                }
                _ => *words += &run.text,
            }
        }
        *words += " / ";
    });
}

/// Words that lead somewhere. A reference without words of its own says where, and so does an address that is printed.
#[derive(Debug)]
struct Linked {
    words: String,
    link: Link,
}

/// The links of prose.
fn links(prosa: &Prosa) -> Vec<Linked> {
    let mut found = Vec::new();
    for mut block in prose::read(&prosa.0).blocks {
        block.for_each_text_mut(&mut |text| {
            for runs in text.0.chunk_by(|one, other| one.link == other.link) {
                let words: String = runs.iter().map(|run| run.text.as_str()).collect();
                let Some(link) = &runs[0].link else { continue };
                let says_it = matches!(link, Link::Url(address) if *address == words);
                if !words.is_empty() && !says_it {
                    found.push(Linked { words, link: link.clone() });
                }
            }
        });
    }
    found
}

/// The links of a section's own texts.
fn section_links(seksjon: &Seksjon) -> Vec<Linked> {
    let of = |innhald: &Innhald| match innhald {
        Innhald::Tekst(prosa) => links(prosa),
        _ => Vec::new(),
    };
    seksjon.innhald.iter().flat_map(of).collect()
}
