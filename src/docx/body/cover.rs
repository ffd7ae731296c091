//! The title page. The band behind its first words is drawn later (`finish/band.rs`).

use docx_rs::{BreakType, Paragraph, Run};

use super::{BodyWriter, add_runs, mark_run, plain, runs_of, styled, with_end_change};
use crate::document::picture::Logotype;
use crate::document::{Change, Cover, Run as Words, Text};
use crate::docx::styles::{self, Heights, LIGHT, twips};
use crate::paper::fonts;

/// The least height of the title page's band under the margin, and the room under it, as in the PDF, in points.
const LEAST_BAND: f64 = 245.0;
const UNDER_BAND: f64 = 25.5;
/// Between the logos and the parties, in points.
const UNDER_LOGOS: f64 = 22.7;

/// Over the colophon, in points.
const OVER_COLOPHON: f64 = 20.0;

impl BodyWriter<'_> {
    pub(super) fn cover(&mut self, cover: &Cover) {
        // The band is drawn behind these (`finish/band.rs`).
        let light = |style: &str| styled(&if cover.light { format!("{style}{LIGHT}") } else { style.to_string() });
        self.push(add_runs(light("Framsidemerke"), runs_of(&cover.mark)));
        self.push(add_runs(light("Title"), runs_of(&cover.title)));
        let subtitle = cover.subtitle.iter().flat_map(|subtitle| {
            let around = |signs: &str| Text(vec![Words { change: subtitle.change(), ..Words::plain(signs) }]);
            [around("– "), subtitle.clone(), around(" ")]
        });
        let agreement = subtitle.chain([cover.agreement.clone()]).fold(Text::default(), Text::and);
        self.push(add_runs(light("Avtale"), runs_of(&agreement)));
        self.push(add_runs(light("Avtaleperiode"), runs_of(&cover.period)));
        if let Some(note) = &cover.note {
            self.push(with_end_change(add_runs(light("Framsidemerknad"), runs_of(note)), note.change()));
        }
        let (band, under) = self.band_height(cover);
        self.body.band = band;
        let mut under_band = Some(under);
        let logos = both(self.art.former, self.art.logos);
        if !logos.is_empty() {
            let own = self.heights_of("Logo");
            let mut paragraph = styled("Logo")
                .line_spacing(styles::spacing(Heights { before: under_band.take().unwrap_or(0.0), ..own }));
            // How many stand before in the old version and in the new.
            let (mut olds, mut news) = (0, 0);
            for &(logo, change) in &logos {
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
        let parties = cover.parties.chunk_by(|one, other| one.change() == other.change());
        for (index, names) in parties.flat_map(|names| names.chunks(cover.party_columns)).enumerate() {
            // In two columns, as in the PDF: the second name stands at a tab.
            let change = names[0].change();
            let first = with_end_change(add_runs(styled("Partar"), runs_of(&names[0])), change);
            let before = match index {
                0 => under_band.take().unwrap_or(UNDER_LOGOS),
                _ => 0.0,
            };
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
        for (index, line) in cover.colophon.iter().enumerate() {
            let before = if index == 0 { OVER_COLOPHON } else { 0.0 };
            let own = Heights { before, ..self.heights_of("Kolofon") };
            let paragraph = styled("Kolofon").line_spacing(styles::spacing(own));
            self.push(with_end_change(add_runs(paragraph, runs_of(line)), line.change()));
        }
        if let Some(log) = &cover.log {
            let own = self.heights_of("Loggtittel");
            let before = if log.new_page { 0.0 } else { own.before };
            let title = styled("Loggtittel")
                .page_break_before(log.new_page)
                .line_spacing(styles::spacing(Heights { before, ..own }));
            let strong = runs_of(&log.title).into_iter().map(|run| run.style("Strong"));
            let note = runs_of(&Text::plain(" ").and(log.note.clone()));
            self.push(add_runs(add_runs(title, strong.collect()), note));
            self.table(&log.table);
        }
    }

    /// How high the band is behind the words of the title page, from the page's upper edge, and how far under its words
    /// the next begin, in points.
    pub(super) fn band_height(&self, cover: &Cover) -> (f64, f64) {
        let of = |style: &str, text: &str, bold: bool| {
            let own = self.heights_of(style);
            fonts::wrap(text, self.text_width(), own.size, bold).0.len() as f64 * own.pitch + own.after
        };
        let subtitle = cover.subtitle.as_ref().map_or(String::new(), |words| format!("– {} ", words.words()));
        let words = of("Framsidemerke", &cover.mark.words(), true)
            + of("Title", &cover.title.words(), true)
            + of("Avtale", &format!("{subtitle}{}", cover.agreement.words()), false)
            + of("Avtaleperiode", &cover.period.words(), false)
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
