//! Addresses of web pages that stand bare in a text, which are links. Comes in: the runs of a paragraph. Goes out: the runs with
//! each address as one of its own.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::pattern;
use crate::document::{Link, Run};

/// A run cut after so many of its letters, `before` of which are not in it. It is halved and halved again: to cut a part off takes
/// as long as the run is.
fn cut(run: Run, ends: &[usize], before: usize) -> Vec<Run> {
    let middle = ends.len() / 2;
    let Some(end) = ends.get(middle) else { return vec![run] };
    let (first, second) = (run.part(0..end - before), run.part(end - before..run.letters()));
    let mut parts = cut(first, &ends[..middle], before);
    parts.extend(cut(second, &ends[middle + 1..], *end));
    parts
}

/// The bare addresses of web pages in a text, by their bytes.
pub fn bare_addresses(text: &str) -> Vec<Range<usize>> {
    static ADDRESS: LazyLock<Option<Regex>> =
        LazyLock::new(|| pattern(r"https?://[^\s<>«»\x22]*[^\s<>«»\x22.,;:!?)\]}'’…]"));
    let Some(address) = ADDRESS.as_ref().filter(|_| text.contains("://")) else { return Vec::new() };
    let whole = |found: regex::Match<'_>| {
        // A bracket that the address began itself is its own.
        let opens = found.as_str().matches('(').count() > found.as_str().matches(')').count();
        let is_closed = opens && text[found.end()..].starts_with(')');
        found.start()..found.end() + usize::from(is_closed)
    };
    address.find_iter(text).map(whole).collect()
}

/// The runs with bare addresses of web pages as links.
pub(super) fn with_links(runs: Vec<Run>) -> Vec<Run> {
    if !runs.iter().any(|run| run.text.contains("://")) {
        return runs;
    }
    let mut linked = Vec::new();
    for run in runs {
        if run.link.is_some() {
            linked.push(run);
            continue;
        }
        let mut ends: Vec<usize> = Vec::new();
        let mut addresses: Vec<&str> = Vec::new();
        // Where the letters are counted to, and how many there are.
        let (mut at, mut count) = (0, 0);
        for found in bare_addresses(&run.text) {
            for place in [found.start, found.end] {
                count += Run::plain(&run.text[at..place]).letters();
                at = place;
                ends.push(count);
            }
            addresses.push(&run.text[found]);
        }
        // Before each address stand other words, or none.
        let links = addresses.iter().flat_map(|own| [None, Some(Link::Url((*own).into()))]).chain([None]);
        linked.extend(cut(run.clone(), &ends, 0).into_iter().zip(links).map(|(part, link)| Run { link, ..part }));
    }
    linked.retain(|run| run.link.is_some() || !run.text.is_empty());
    linked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Role, Text};
    use crate::prose::read;

    fn paragraph(runs: Vec<Run>) -> Block {
        Block::paragraph(Role::Body, Text(runs))
    }

    #[test]
    fn bare_addresses_are_links() {
        let link = |text: &str| Run { link: Some(Link::Url(text.into())), ..Run::plain(text) };
        assert_eq!(
            read("Sjå https://example.org/a_b?c=1 (og https://example.org).").blocks,
            [paragraph(vec![
                Run::plain("Sjå "),
                link("https://example.org/a_b?c=1"),
                Run::plain(" (og "),
                link("https://example.org"),
                Run::plain(")."),
            ])]
        );
    }

    #[test]
    fn many_links_cost_no_more_than_they_are() {
        let many = 20_000;
        let links = "[ord](https://a.no/b) og ".repeat(many);
        let bare = "https://a.no/b, (https://a.no/c) ".repeat(many / 2);
        for text in [links, bare] {
            let read = read(&text);
            let [Block::Paragraph { text, .. }] = &read.blocks[..] else { panic!() };
            assert_eq!(text.0.iter().filter(|run| run.link.is_some()).count(), many);
            assert!(read.problems.is_empty());
        }
    }
}
