//! Words that no line may end within: names and compounds with a hyphen of their own, and ranges of years.

/// A text cut into names and years that a line's end would split, which are true, and what stands between these:
/// "Vest-Agder", "KDD-midlar", "2026–2029". Of an address, which stands as it is, nothing is a name.
pub fn split_names(text: &str) -> Vec<(&str, bool)> {
    let (mut parts, mut end) = (Vec::new(), 0);
    for piece in split_words(text, |c| !c.is_whitespace()).into_iter().filter(|piece| !is_address(piece)) {
        let words = split_words(piece, |c| c.is_alphanumeric() || matches!(c, '-' | '–'));
        for name in words.into_iter().filter(|word| is_name(word) || is_years(word)) {
            let at = name.as_ptr().addr() - text.as_ptr().addr();
            parts.extend([(&text[end..at], false), (name, true)]);
            end = at + name.len();
        }
    }
    parts.push((&text[end..], false));
    parts
}

/// A text cut into words and what stands between them.
pub fn split_words(text: &str, is_of_word: impl Fn(char) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let in_word = is_of_word(first);
        let end = rest.find(|c: char| is_of_word(c) != in_word).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after;
    }
    parts
}

/// Whether a piece of text is an address, which stands as it is.
fn is_address(piece: &str) -> bool {
    piece.contains('@') || piece.contains("://")
}

/// Whether a word is a name with a hyphen before a name, or after an abbreviation.
fn is_name(word: &str) -> bool {
    let is_short = |part: &str| part.chars().count() > 1 && part.chars().all(|c| c.is_uppercase() || c.is_numeric());
    let parts: Vec<&str> = word.split('-').collect();
    parts.windows(2).any(|pair| {
        let next = pair[1].chars().next();
        !pair[0].is_empty() && next.is_some_and(|c| c.is_uppercase() || (c.is_lowercase() && is_short(pair[0])))
    })
}

/// Whether a word is a range of years: "2026–2029".
fn is_years(word: &str) -> bool {
    let is_year = |part: &str| part.len() == 4 && part.bytes().all(|c| c.is_ascii_digit());
    word.split_once('–').is_some_and(|(from, to)| is_year(from) && is_year(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_years_are_found_whole() {
        let text = "Aust- og Vest-Agder, EØS-samarbeidet (2026–2029) og e-post til Nord-Sør@nord-sør.no, 10–12 A-B";
        let whole: Vec<&str> =
            split_names(text).into_iter().filter_map(|(part, is_whole)| is_whole.then_some(part)).collect();
        assert_eq!(whole, ["Vest-Agder", "EØS-samarbeidet", "2026–2029", "A-B"]);
        let all: String = split_names(text).into_iter().map(|(part, _)| part).collect();
        assert_eq!(all, text);
    }
}
