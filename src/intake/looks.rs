//! How words look: bold, italic, where they lead, whether they are an item of a list. Comes in: two lines with the same words. Goes
//! out: whether they look alike, or else what differs, with the words.

use super::lines::{Line, Stretch};

/// Words that look otherwise, or lead elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookChange {
    /// The words.
    pub words: String,
    /// How they look now.
    pub look: Look,
}

/// One thing about how words look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// Whether they are bold.
    Strong(bool),
    /// Whether they are italic.
    Emph(bool),
    /// The address that they lead to.
    Link(Option<String>),
    /// The level of the item of a list that they are, from 1, and whether the list counts.
    Item(Option<(usize, bool)>),
}

/// What is asked of each letter.
const LETTER_LOOKS: [fn(&Stretch) -> Look; 3] = [
    |own| Look::Strong(own.strong),
    |own| Look::Emph(own.emph),
    |own| Look::Link(own.url.as_deref().map(|url| without_lone_slash(url).to_string())),
];

/// The letters of a line that are no blanks: where they stand, and their stretches.
fn inked(line: &Line) -> Vec<(usize, &Stretch)> {
    let text = line.text();
    let looks = line.looks().into_iter().zip(text.chars()).enumerate();
    looks.filter(|(_, (_, c))| !c.is_whitespace()).map(|(at, (look, _))| (at, look)).collect()
}

/// Whether two lines with the same words look alike and lead to the same addresses.
pub fn same_look(one: &Line, other: &Line) -> bool {
    let same = |((_, one), (_, other)): &((usize, &Stretch), (usize, &Stretch))| {
        (one.strong, one.emph) == (other.strong, other.emph) && same_address(one.url.as_deref(), other.url.as_deref())
    };
    let (own, others) = (inked(one), inked(other));
    one.item == other.item && own.len() == others.len() && own.into_iter().zip(others).all(|pair| same(&pair))
}

/// Whether two addresses are one: with and without the slash that some programs put after a host, «https://example.org/».
pub fn same_address(one: Option<&str>, other: Option<&str>) -> bool {
    one.map(without_lone_slash) == other.map(without_lone_slash)
}

fn without_lone_slash(address: &str) -> &str {
    let Some(host) = address.strip_suffix('/') else { return address };
    let is_alone = host.split_once("://").is_some_and(|(_, rest)| !rest.is_empty() && !rest.contains('/'));
    if is_alone { host } else { address }
}

/// What looks otherwise in a line than in another with the same words.
pub fn look_changes(old: &Line, new: &Line) -> Vec<LookChange> {
    let text: Vec<char> = new.text().chars().collect();
    let words = |from: usize, to: usize| text.get(from..=to).unwrap_or_default().iter().collect::<String>();
    let pairs: Vec<_> = inked(old).into_iter().zip(inked(new)).collect();
    let mut changes = Vec::new();
    if old.item != new.item {
        changes.push(LookChange { words: new.text().trim().to_string(), look: Look::Item(new.item) });
    }
    for look_of in LETTER_LOOKS {
        let mut open: Option<(usize, usize, Look)> = None;
        for ((_, before), (at, now)) in &pairs {
            let look = look_of(now);
            let differs = look_of(before) != look;
            match &mut open {
                Some((_, last, own)) if differs && *own == look => *last = *at,
                _ => {
                    changes.extend(open.take().map(|(from, to, look)| LookChange { words: words(from, to), look }));
                    open = differs.then_some((*at, *at, look));
                }
            }
        }
        changes.extend(open.map(|(from, to, look)| LookChange { words: words(from, to), look }));
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(stretches: &[(&str, bool, bool)]) -> Line {
        let stretch = |(text, strong, emph): &(&str, bool, bool)| Stretch {
            text: (*text).into(),
            strong: *strong,
            emph: *emph,
            ..Stretch::default()
        };
        Line { stretches: stretches.iter().map(stretch).collect(), ..Line::default() }
    }

    #[test]
    fn an_address_is_the_same_with_and_without_a_slash_after_its_host() {
        let to = |url: &str| {
            let stretch = Stretch { text: "ut".into(), url: Some(url.into()), ..Stretch::default() };
            Line { stretches: vec![stretch], ..Line::default() }
        };
        let (with, without) = (to("https://example.org/"), to("https://example.org"));
        assert!(same_look(&with, &without) && look_changes(&with, &without).is_empty());
        assert!(!same_look(&to("https://example.org/a/"), &to("https://example.org/a")));
    }

    #[test]
    fn each_stretch_that_looks_otherwise_is_told_with_its_words() {
        let (old, new) = (
            line(&[("Ein to tre fire", false, false)]),
            line(&[("Ein", false, true), (" to tre", true, false), (" fire", false, false)]),
        );
        assert!(!same_look(&old, &new) && same_look(&old, &old));
        assert_eq!(
            look_changes(&old, &new),
            [
                LookChange { words: "to tre".into(), look: Look::Strong(true) },
                LookChange { words: "Ein".into(), look: Look::Emph(true) }
            ]
        );
        let item = Line { item: Some((1, true)), ..old.clone() };
        assert_eq!(look_changes(&item, &old)[0].look, Look::Item(None));
    }
}
