//! Signs that are printed as they stand, though they were meant as something else: bullets as Word pastes them, footnotes, links
//! with a blank in them. Comes in: a text without indentation. Goes out: where such signs stand.

use std::sync::LazyLock;

use regex::Regex;

use super::days::MASK;
use super::{Leftover, LeftoverKind, pattern};

/// Bullets as Word pastes them, footnotes, and links with a blank in them.
pub(super) fn leftovers(text: &str) -> Vec<Leftover> {
    static SIGNS: [(LeftoverKind, MayMatch, LazyLock<Option<Regex>>); 8] = [
        // A line that begins with a day, and another with a number, which were meant to be lines.
        (
            LeftoverKind::Days,
            |text| text.contains(MASK),
            LazyLock::new(|| {
                pattern(&format!(
                    r"(?m)^[ \t]*(?:[-*+][ \t]+)*([0-9]{{1,2}}{MASK})[^\n]*\n[ \t]*[0-9]{{1,9}}[.){MASK}][ \u{{a0}}]"
                ))
            }),
        ),
        (
            LeftoverKind::Bullet,
            |text| text.contains('\t') || text.contains("o  ") || text.contains(PASTED_BULLETS),
            LazyLock::new(|| {
                let bullets: String = PASTED_BULLETS.iter().collect();
                pattern(&format!(r"(?m)^[ \t]*(?:[-*+][ \t]+|[0-9]+[.)][ \t]+)?([{bullets}]|o(?:\t| {{2,}})|[–—-]\t)"))
            }),
        ),
        // Two lines in a row that begin with a dash were meant as a list; one alone may be a line of a dialogue.
        (
            LeftoverKind::Bullet,
            |text| any_line(text, |line| line.starts_with(['–', '—'])),
            LazyLock::new(|| pattern(r"(?m)^[ \t]*([–—])[ \u{a0}][^\n]*\n[ \t]*[–—][ \u{a0}]")),
        ),
        (LeftoverKind::Footnote, |text| text.contains("[^"), LazyLock::new(|| pattern(r"(\[\^[^\]\s]{1,20}\])"))),
        // Two in a row: signs of a list without the blank that makes it one.
        (
            LeftoverKind::Bullet,
            |text| any_line(text, |line| line.strip_prefix('-').is_some_and(|rest| !rest.starts_with(' '))),
            LazyLock::new(|| pattern(r"(?m)^[ \t]*(-)[^\s-][^\n]*\n[ \t]*-[^\s-]")),
        ),
        (
            LeftoverKind::Number,
            |text| {
                any_line(text, |line| {
                    let after = line.trim_start_matches(|c: char| c.is_ascii_digit());
                    let after_stop = after.strip_prefix(['.', ')']).filter(|_| after.len() < line.len());
                    after_stop.is_some_and(|words| !words.starts_with(' '))
                })
            },
            LazyLock::new(|| pattern(r"(?m)^[ \t]*([0-9]{1,2}[.)])[^\s0-9][^\n]*\n[ \t]*[0-9]{1,2}[.)][^\s0-9]")),
        ),
        (
            LeftoverKind::Link,
            |text| text.contains("] ") || text.contains("]\t"),
            LazyLock::new(|| pattern(r"(\[[^\]\n]*\][ \t]+\((?:#|https?://)[^)\s]*\))")),
        ),
        (
            LeftoverKind::Link,
            |text| text.contains("](# ") || text.contains("](http"),
            LazyLock::new(|| pattern(r"(\[[^\]\n]*\]\((?:# |https?://[^)\s]*(?:\s|$)))")),
        ),
    ];
    let found = SIGNS.iter().filter(|(_, may_match, _)| may_match(text)).flat_map(|(kind, _, pattern)| {
        let all = pattern.iter().flat_map(|pattern| pattern.captures_iter(text));
        all.filter_map(|found| found.get(1)).map(|found| Leftover { span: found.range(), kind: *kind })
    });
    found.collect()
}

/// Whether there may be something to find in a text. To prepare a pattern takes longer than to read a text, so it is not prepared
/// before there may be.
type MayMatch = fn(&str) -> bool;

/// The bullets that Word pastes.
const PASTED_BULLETS: [char; 11] = ['•', '●', '▪', '■', '◦', '·', '‣', '⁃', '∙', '\u{f0b7}', '\u{f0a7}'];

/// Whether a line of a text is so, without the blanks that it begins with.
fn any_line(text: &str, is_so: impl Fn(&str) -> bool) -> bool {
    text.split('\n').any(|line| is_so(line.trim_start_matches([' ', '\t'])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::read;

    #[test]
    fn what_was_meant_as_markup_is_found() {
        use LeftoverKind::*;
        let found = |text| {
            let leftovers: Vec<(LeftoverKind, &str)> =
                read(text).leftovers.into_iter().map(|own| (own.kind, &text[own.span])).collect();
            leftovers
        };
        assert_eq!(found("•\tein\n\n• to\n\no\ttre"), [(Bullet, "•"), (Bullet, "•"), (Bullet, "o")]);
        assert_eq!(found("- • ein"), [(Bullet, "•")]);
        assert_eq!(found("Dette:\n– ein\n– to"), [(Bullet, "–")]);
        assert_eq!(found("– Ja, sa ho.\n\n– Nei."), []);
        assert_eq!(found("**feit utan slutt"), [(Emphasis, "**")]);
        assert_eq!(found("feit utan byrjing**"), [(Emphasis, "**")]);
        assert_eq!(found("ein *stjerne"), [(Emphasis, "*")]);
        assert_eq!(found("kommune**ne** og Nord-**Noreg**"), [(Emphasis, "**")]);
        assert_eq!(found("30*40*50"), []);
        assert_eq!(found("ei note[^1] her"), [(Footnote, "[^1]")]);
        // One that Markdown makes a footnote of is a problem, and told as that alone.
        assert_eq!(found("ei note[^1] her\n\n[^1]: Her er ho."), []);
        assert_eq!(found("sjå [her] (#pkt-2)"), [(Link, "[her] (#pkt-2)")]);
        assert_eq!(found("[sida] (https://x.no)"), [(Link, "[sida] (https://x.no)")]);
        assert_eq!(found("[](# delmål-1)"), [(Link, "[](#")]);
        assert_eq!(found("[sida](https://x.no her."), [(Link, "[sida](https://x.no")]);
        assert_eq!(found("-ein\n-to"), [(Bullet, "-")]);
        assert_eq!(found("1.ein\n2.to"), [(Number, "1.")]);
        for fine in
            ["5 * 3 = 15", "a*b", "**feit** og *kursiv*", "tal*", "\\*ord", "ein · to", "- a\n- b", "o er ein bokstav"]
        {
            assert_eq!(found(fine), [], "{fine}");
        }
    }
}
