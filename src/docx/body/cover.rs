//! The title page. The band behind its first words is drawn later (`finish/band.rs`).

use docx_rs::{BreakType, Paragraph, Run};

use super::{BodyWriter, add_runs, mark_run, plain, runs_of, styled, with_end_change};
use crate::document::picture::Logotype;
use crate::document::{Change, Cover, Run as Words, Text};
use crate::docx::styles::{self, Heights, LIGHT, twips};
use crate::paper::{fonts, light_table_height};

/// The least height of the title page's band under the margin, and the room under it, as in the PDF, in points.
const LEAST_BAND: f64 = 245.0;
const UNDER_BAND: f64 = 25.5;

/// Over the colophon at least, over the logos under it, and between two of them, in points.
const OVER_COLOPHON: f64 = 20.0;
const OVER_LOGOS: f64 = 14.0;
const LOGO_GAP: f64 = 12.0;
/// What is left free at the foot of the title page: nothing may be pushed off it.
const SPARE: f64 = 8.0;
/// Whom the copy is for: how far its words are indented, and how high its title is with its borders, in points.
const ADDRESSEE_INDENT: f64 = 14.5;
const ADDRESSEE_TITLE: f64 = 33.0;
/// What a line that is narrowed is wider than its words, in points.
const BALANCED: f64 = 3.0;

impl BodyWriter<'_> {
    pub(super) fn cover(&mut self, cover: &Cover) {
        // The band is drawn behind these (`finish/band.rs`).
        let light = |style: &str| styled(&if cover.light { format!("{style}{LIGHT}") } else { style.to_string() });
        self.push(add_runs(light("Framsidemerke"), runs_of(&cover.mark)));
        let title = self.balanced(light("Title"), "Title", &cover.title, true);
        self.push(add_runs(title, runs_of(&cover.title)));
        let subtitle = cover.subtitle.iter().flat_map(|subtitle| {
            let around = |signs: &str| Text(vec![Words { change: subtitle.change(), ..Words::plain(signs) }]);
            [around("– "), subtitle.clone(), around(" ")]
        });
        let agreement = subtitle.chain([cover.agreement.clone()]).fold(Text::default(), Text::and);
        let line = self.balanced(light("Avtale"), "Avtale", &agreement, false);
        self.push(add_runs(line, runs_of(&agreement)));
        // One paragraph, as the style has its room under it.
        let period =
            cover.decisions.iter().fold(add_runs(light("Avtaleperiode"), runs_of(&cover.period)), |own, line| {
                let newline = mark_run(Run::new().add_break(BreakType::TextWrapping), line.change());
                add_runs(own.add_run(newline), runs_of(line))
            });
        self.push(period);
        if let Some(note) = &cover.note {
            self.push(with_end_change(add_runs(light("Framsidemerknad"), runs_of(note)), note.change()));
        }
        let (band, under) = self.band_height(cover);
        self.body.band = band;
        let parties = cover.parties.chunk_by(|one, other| one.change() == other.change());
        for (index, names) in parties.flat_map(|names| names.chunks(cover.party_columns)).enumerate() {
            // In two columns, as in the PDF: the second name stands at a tab.
            let change = names[0].change();
            let first = with_end_change(add_runs(styled("Partar"), runs_of(&names[0])), change);
            let before = if index == 0 { under } else { 0.0 };
            let first = first.line_spacing(styles::spacing(Heights { before, ..self.heights_of("Partar") }));
            let both = names.iter().skip(1).fold(first, |line, name| {
                add_runs(line.add_run(mark_run(Run::new().add_tab(), change)), runs_of(name))
            });
            self.push(both);
        }
        if let Some(addressee) = &cover.addressee {
            // One paragraph: its bar and its shading are then in one piece.
            let size = twips(self.look.kinds.addressee.size) as usize / 10;
            let title = runs_of(&addressee.title).into_iter();
            let title = title.map(|run| run.style("Strong").size(size).color(&self.look.colours.accent));
            let own = add_runs(styled("Mottakar"), title.collect());
            let line = |own: Paragraph, line: &Text| {
                let newline = mark_run(Run::new().add_break(BreakType::TextWrapping), line.change());
                add_runs(own.add_run(newline), runs_of(line))
            };
            let own = addressee.lines.iter().fold(own, line);
            let whole = addressee.title.change().filter(|_| addressee.lines.iter().all(|line| line.change().is_some()));
            self.push(with_end_change(own, whole));
        }
        let logos = both(self.art.former, self.art.logos);
        // What stands at the foot of the page: the first of it has the room over it.
        let mut over = Some(self.room_over_foot(cover, &logos));
        for (index, line) in cover.colophon.iter().enumerate() {
            let before = if index == 0 { over.take().unwrap_or_default() } else { 0.0 };
            let own = Heights { before, ..self.heights_of("Kolofon") };
            let paragraph = styled("Kolofon").line_spacing(styles::spacing(own));
            self.push(with_end_change(add_runs(paragraph, runs_of(line)), line.change()));
        }
        if !logos.is_empty() {
            let before = over.take().unwrap_or(OVER_LOGOS);
            self.logos(&logos, before);
        }
        if let Some(log) = &cover.log {
            let own = self.heights_of("Loggtittel");
            let before = if log.new_page { 0.0 } else { over.take().unwrap_or(own.before) };
            let title = styled("Loggtittel")
                .page_break_before(log.new_page)
                .line_spacing(styles::spacing(Heights { before, ..own }));
            let strong = runs_of(&log.title).into_iter().map(|run| run.style("Strong"));
            let note = runs_of(&Text::plain(" ").and(log.note.clone()));
            self.push(add_runs(add_runs(title, strong.collect()), note));
            self.table(&log.table);
        }
    }

    /// The logos in a line, with so much room over them.
    fn logos(&mut self, logos: &[(&Logotype, Option<Change>)], before: f64) {
        let own = Heights { before, ..self.heights_of("Logo") };
        let mut paragraph = styled("Logo").line_spacing(styles::spacing(own));
        // How many stand before in the old version and in the new.
        let (mut olds, mut news) = (0, 0);
        for &(logo, change) in logos {
            let (is_old, is_new) = (change != Some(Change::Inserted), change != Some(Change::Deleted));
            let parted = match (is_old && olds > 0, is_new && news > 0) {
                (true, true) => Some(None),
                (true, false) => Some(Some(Change::Deleted)),
                (false, true) => Some(Some(Change::Inserted)),
                (false, false) => None,
            };
            if let Some(change) = parted {
                paragraph = paragraph.add_run(mark_run(plain("    "), change));
            }
            let picture = &logo.picture;
            let run = self.picture(&logo.png, (picture.width, picture.height), &picture.alt, None);
            paragraph = paragraph.add_run(mark_run(run, change));
            olds += usize::from(is_old);
            news += usize::from(is_new);
        }
        // Where one version has none, it has no such paragraph.
        let whole = match (olds, news) {
            (0, _) => Some(Change::Inserted),
            (_, 0) => Some(Change::Deleted),
            _ => None,
        };
        self.push(with_end_change(paragraph, whole));
    }

    /// A line of the title page that is no wider than its lines need: no lone word on the last.
    fn balanced(&self, paragraph: Paragraph, style: &str, text: &Text, bold: bool) -> Paragraph {
        let (size, whole) = (self.heights_of(style).size, self.text_width());
        let lines = |width: f64| fonts::wrap(&text.words(), width, size, bold).0.len();
        if lines(whole) < 2 {
            return paragraph;
        }
        let (mut low, mut high) = (0.0, whole);
        for _ in 0..8 {
            let middle = (low + high) / 2.0;
            if lines(middle) > lines(whole) { low = middle } else { high = middle }
        }
        let right = twips((whole - high - BALANCED).max(0.0)) as i32;
        paragraph.indent(Some(0), None, Some(right), None)
    }

    /// The room over what stands at the foot of the title page: the colophon, the logos and the log.
    fn room_over_foot(&self, cover: &Cover, logos: &[(&Logotype, Option<Change>)]) -> f64 {
        let lines = |style: &str, text: &Text, width: f64| {
            let own = self.heights_of(style);
            fonts::wrap(&text.words(), width, own.size, true).0.len() as f64 * own.pitch
        };
        let width = self.text_width();
        let (band, _) = self.band_height(cover);
        let parties = cover.parties.len().div_ceil(cover.party_columns) as f64 * self.heights_of("Partar").pitch;
        let addressee = cover.addressee.as_ref().map_or(0.0, |own| {
            let of = self.heights_of("Mottakar");
            let words: f64 = own.lines.iter().map(|line| lines("Mottakar", line, width - ADDRESSEE_INDENT)).sum();
            of.before + ADDRESSEE_TITLE + words + of.after
        });
        let colophon: f64 = cover.colophon.iter().map(|line| lines("Kolofon", line, width)).sum();
        let highest = logos.iter().map(|(logo, _)| logo.picture.height).fold(0.0, f64::max);
        let across: f64 = logos.iter().map(|(logo, _)| logo.picture.width + LOGO_GAP).sum();
        let logos = (across / width).ceil() * (highest + 4.0);
        let logos = if logos > 0.0 && colophon > 0.0 { logos + OVER_LOGOS } else { logos };
        let log = cover.log.as_ref().filter(|log| !log.new_page).map_or(0.0, |log| {
            let title = self.heights_of("Loggtittel");
            let before = if colophon + logos > 0.0 { title.before } else { 0.0 };
            before + title.pitch + title.after + light_table_height(&log.table, self.look)
        });
        let page = &self.look.page;
        let used = band - page.top + UNDER_BAND + parties + addressee + colophon + logos + log;
        (page.height - page.top - page.bottom - used - SPARE).max(OVER_COLOPHON)
    }

    /// How high the band is behind the words of the title page, from the page's upper edge, and how far under its words
    /// the next begin, in points.
    pub(super) fn band_height(&self, cover: &Cover) -> (f64, f64) {
        let of = |style: &str, text: &str, bold: bool| {
            let own = self.heights_of(style);
            fonts::wrap(text, self.text_width(), own.size, bold).0.len() as f64 * own.pitch + own.after
        };
        let lines_of = |style: &str, text: &str| of(style, text, false) - self.heights_of(style).after;
        let subtitle = cover.subtitle.as_ref().map_or(String::new(), |words| format!("– {} ", words.words()));
        let words = of("Framsidemerke", &cover.mark.words(), true)
            + of("Title", &cover.title.words(), true)
            + of("Avtale", &format!("{subtitle}{}", cover.agreement.words()), false)
            + of("Avtaleperiode", &cover.period.words(), false)
            + cover.decisions.as_ref().map_or(0.0, |own| lines_of("Avtaleperiode", &own.words()))
            + cover.note.as_ref().map_or(0.0, |note| of("Framsidemerknad", &note.words(), true));
        let words = self.heights_of("Framsidemerke").before + words;
        let inside = words.max(LEAST_BAND);
        // Of what is after one paragraph and before the next, the larger counts.
        let last = if cover.note.is_some() { "Framsidemerknad" } else { "Avtaleperiode" };
        let after = self.heights_of(last).after;
        (self.look.page.top + inside + 4.0, inside - words + after + 4.0 + UNDER_BAND)
    }
}

/// The logos of both versions in their order: those that begin both and end both stand once.
fn both<'l>(old: &'l [Logotype], new: &'l [Logotype]) -> Vec<(&'l Logotype, Option<Change>)> {
    let is_same = |(old, new): &(&Logotype, &Logotype)| {
        let said = |logo: &Logotype| (logo.picture.alt.clone(), logo.picture.width, logo.picture.height);
        said(old) == said(new) && old.png == new.png
    };
    let before = old.iter().zip(new).take_while(is_same).count();
    let (old, rest) = (&old[before..], &new[before..]);
    let after = old.iter().rev().zip(rest.iter().rev()).take_while(is_same).count();
    let of = |logos: &'l [Logotype], change: Option<Change>| logos.iter().map(move |logo| (logo, change));
    of(&new[..before], None)
        .chain(of(&old[..old.len() - after], Some(Change::Deleted)))
        .chain(of(&rest[..rest.len() - after], Some(Change::Inserted)))
        .chain(of(&rest[rest.len() - after..], None))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::picture::Picture;

    #[test]
    fn logos_that_both_versions_have_stand_once() {
        let logo = |alt: &str| Logotype {
            picture: Picture { file: "logo-1.png".into(), alt: alt.into(), width: 10.0, height: 10.0 },
            png: vec![1],
        };
        let said = |old: &[&str], new: &[&str]| {
            let [old, new] = [old, new].map(|all| all.iter().map(|alt| logo(alt)).collect::<Vec<_>>());
            let all = both(&old, &new).into_iter().map(|(logo, change)| match change {
                None => logo.picture.alt.clone(),
                Some(Change::Deleted) => format!("-{}", logo.picture.alt),
                Some(Change::Inserted) => format!("+{}", logo.picture.alt),
            });
            all.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(said(&["a", "b"], &["a", "b"]), "a b");
        assert_eq!(said(&["a"], &["a", "b"]), "a +b");
        assert_eq!(said(&["a", "b"], &["c", "b"]), "-a +c b");
        assert_eq!(said(&["a", "b", "c"], &["a", "c"]), "a -b c");
        assert_eq!(said(&["a"], &[]), "-a");
        assert_eq!(said(&["a", "a"], &["a"]), "a -a");
    }
}
