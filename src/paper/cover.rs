//! The title page: in how many columns the parties stand, and whether the log has room under them.

use super::breaks::{break_long_bold_words, break_long_words};
use super::look::TextStyle;
use super::{Typesetter, columns, fonts};
use crate::document::{Cover, Text};

/// The room on the title page, in points.
const ROOM: f64 = 676.0;
/// The room beside a remark's words.
const REMARK: f64 = 30.0;

impl Typesetter<'_> {
    pub(super) fn cover(&self, cover: &mut Cover) {
        let kinds = &self.look.kinds;
        let fits = |name: &Text| fonts::width(&name.words(), kinds.cover_parties.size, false) < self.line / 2.0 - 12.0;
        cover.party_columns = if cover.parties.iter().all(fits) { 2 } else { 1 };
        let height = self.cover_height(cover);
        if let Some(log) = &mut cover.log {
            columns::fit_with_changes(&mut log.table, self.look, self.years);
            log.new_page = height + columns::light_table_height(&log.table, self.look) > ROOM;
        }
        let agreement = kinds.cover_agreement.size;
        cover.subtitle.iter_mut().for_each(|words| break_long_bold_words(words, self.line, agreement));
        break_long_bold_words(&mut cover.agreement, self.line, agreement);
        cover.note.iter_mut().for_each(|words| break_long_bold_words(words, self.line - REMARK, kinds.cover_mark.size));
        cover.colophon.iter_mut().for_each(|line| break_long_words(line, self.line, kinds.small.size));
        cover.parties.iter_mut().for_each(|name| break_long_words(name, self.line, kinds.cover_parties.size));
    }

    /// About how high the title page is without its log, in points.
    fn cover_height(&self, cover: &Cover) -> f64 {
        let kinds = &self.look.kinds;
        let lines =
            |text: &str, kind: &TextStyle| fonts::wrap(text, self.line, kind.size, true).0.len() as f64 * kind.pitch;
        let subtitle = cover.subtitle.as_ref().map_or(String::new(), |words| format!("– {} ", words.words()));
        let agreement = format!("{subtitle}{}", cover.agreement.words());
        let decisions = cover.decisions.as_ref();
        let decisions = decisions.map_or(0.0, |own| lines(&own.words(), &kinds.cover_parties) + 3.0);
        let band = 96.0
            + decisions
            + lines(&cover.title.words(), &kinds.cover_title)
            + lines(&agreement, &kinds.cover_agreement);
        let note = if cover.note.is_some() { 44.0 } else { 0.0 };
        let highest = cover.logos.iter().map(|logo| logo.height).fold(0.0, f64::max);
        let rows = (cover.logos.len() as f64 / 4.0).ceil();
        let logos = if highest > 0.0 { (highest + 24.0) * rows } else { 0.0 };
        let parties = cover.parties.len().div_ceil(cover.party_columns) as f64 * (kinds.cover_parties.pitch + 1.0);
        let body = &kinds.body;
        let addressee = cover.addressee.as_ref().map_or(0.0, |own| {
            let words = own.lines.iter().map(|line| lines(&line.words(), body)).sum::<f64>();
            kinds.addressee.pitch + words + 45.0
        });
        let colophon: f64 = cover.colophon.iter().map(|line| lines(&line.words(), &kinds.small)).sum();
        let colophon = if colophon > 0.0 { colophon + 20.0 } else { 0.0 };
        (band + note).max(275.0) + logos + parties + addressee + colophon + 60.0
    }
}
