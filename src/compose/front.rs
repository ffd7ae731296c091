//! What stands before the text: the title page, the running header and footer, and what the files say of themselves.

use super::{Composer, LINE, tables};
use crate::document::{Addressee, Cover, Day, Frame, Log, Meta};
use crate::edition::Edition;
use crate::paper::fonts;
use crate::paper::{breaks, columns};
use crate::plan::Omslag;
use crate::words::notation::{self, long_date};

/// The size of the running header, in points.
const SMALL: f64 = 9.2;
/// The room on the title page, in points.
const COVER: f64 = 676.0;

fn breakable_name(name: &str) -> String {
    breaks::breakable(name, LINE, 12.0, false).into_owned()
}

/// The words with the first letter small, for they go on after a dash.
fn uncapitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

impl Composer<'_> {
    fn title(&self) -> String {
        let words = if self.edition.contents().draft { self.terms.title_draft } else { self.terms.title };
        format!("{words} {}", self.plan.hovud.år)
    }

    fn date(&self) -> jiff::civil::Date {
        // A checked plan has its version in the log.
        self.plan.gjeldande().map_or(jiff::civil::Date::ZERO, |rad| rad.dato.dag())
    }

    pub(super) fn meta(&self) -> Meta {
        let hovud = &self.plan.hovud;
        let date = self.date();
        let edition = self.edition.contents().name;
        let name = self.terms.edition_names[self.edition as usize];
        let subtitle = hovud.undertittel.as_ref().map_or(String::new(), |words| format!(", {words}"));
        let version = format!("{} {}", self.terms.version, hovud.versjon);
        let to = self.to.map_or(String::new(), |id| format!("-{id}"));
        Meta {
            title: format!("{} – {}{}", self.title(), hovud.avtale, self.told_apart()),
            authors: self.cover_parties(),
            subject: format!("{}{subtitle} {}. {version}. {}.", self.title(), hovud.avtale, self.edition_words()),
            keywords: hovud.emneord.clone(),
            date: Day { year: date.year(), month: date.month(), day: date.day() },
            lang: match hovud.språk {
                crate::plan::Språk::Nn => "nn",
                crate::plan::Språk::Nb => "nb",
            },
            region: "NO",
            version: hovud.versjon.clone(),
            edition,
            file_stem: format!("handlingsplan-{}-{}-v{}-{name}{to}", hovud.kortnamn, hovud.år, hovud.versjon),
        }
    }

    /// What tells the editions and copies of a plan apart in its title; the draft's title says it already.
    fn told_apart(&self) -> String {
        match self.edition {
            Edition::Utkast => String::new(),
            _ => format!(" – {}", uncapitalised(&self.edition_words())),
        }
    }

    /// Which edition it is, and whom a copy is for.
    fn edition_words(&self) -> String {
        let edition = self.terms.editions[self.edition as usize];
        match self.to {
            Some(id) => format!("{edition}, {} {}", self.terms.copy_to, self.plan.part_namn(id)),
            None => edition.into(),
        }
    }

    /// The day of the last decision, in an edition that is final.
    fn adopted(&self) -> Option<String> {
        if self.edition.contents().gaps {
            return None;
        }
        let bodies = self.plan.hovud.handsaming.iter().flat_map(|handsaming| &handsaming.organ);
        let last = bodies.flat_map(|organ| self.plan.gjeldande_vedtak(organ)).map(|vedtak| vedtak.dato.0).max()?;
        Some(format!("{} {}", self.terms.adopted, long_date(last, self.terms)))
    }

    pub(super) fn frame(&self) -> Frame {
        let hovud = &self.plan.hovud;
        let draft = self.edition.contents().draft;
        let title = format!("{} {}", self.terms.title, hovud.år);
        let version = format!("{} {}", if draft { self.terms.draft } else { self.terms.version }, hovud.versjon);
        let note = hovud.merknad.iter().map(String::as_str);
        // The whole of it where it fits the line beside the version, or else the plan's name alone.
        let all: Vec<&str> = note.chain([title.as_str(), &hovud.avtale]).collect();
        let fits =
            |words: &&[&str]| fonts::width(&format!("{} {version}", words.join(" · ")), SMALL, true) < LINE - 24.0;
        let (shorter, title) = (&all[..all.len() - 1], &all[all.len() - 2..all.len() - 1]);
        let words = [all.as_slice(), shorter].into_iter().find(fits).unwrap_or(title);
        Frame {
            header: words.join(" · "),
            version,
            draft,
            edition: self.edition_words(),
            page: self.terms.page.into(),
            of: self.terms.of.into(),
        }
    }

    fn cover_parties(&self) -> Vec<String> {
        let names = self.plan.hovud.framside.iter();
        names.filter_map(|id| self.plan.part(id)).map(|part| part.namn.clone()).collect()
    }

    pub(super) fn cover(&self) -> Cover {
        let hovud = &self.plan.hovud;
        let contents = self.edition.contents();
        let edition = self.terms.editions[self.edition as usize].to_string();
        let date = self.adopted().unwrap_or_else(|| long_date(self.date(), self.terms));
        let mark = [edition, format!("{} {}", self.terms.version, hovud.versjon), date].join(" · ");
        let log = contents.log.then(|| tables::log(&hovud.logg, self.terms));
        let breakable = |text: &str, size| breaks::breakable(text, LINE, size, true).into_owned();
        Cover {
            mark,
            title: self.title(),
            subtitle: hovud.undertittel.as_ref().map(|words| breakable(words, 20.0)),
            agreement: breakable(&self.set(&hovud.avtale), 20.0),
            note: hovud.merknad.as_ref().map(|words| breaks::breakable(words, LINE - 30.0, 11.0, true).into_owned()),
            period: format!("{} {}", self.terms.period, notation::years(hovud.periode.frå, hovud.periode.til)),
            light: hovud.omslag == Omslag::Lyst,
            parties: self.cover_parties().iter().map(|name| breakable_name(name)).collect(),
            party_columns: self.party_columns(),
            addressee: self.addressee(),
            logos: self.pictures.logos.iter().map(|logo| logo.picture.clone()).collect(),
            log: log.map(|table| Log {
                title: self.terms.log.into(),
                note: self.terms.log_note.into(),
                new_page: self.cover_height() + columns::table_height(&table) > COVER,
                table,
            }),
        }
    }

    /// In how many columns the parties stand on the title page.
    fn party_columns(&self) -> usize {
        let fits = |name: &String| fonts::width(name, 12.0, false) < LINE / 2.0 - 12.0;
        if self.cover_parties().iter().all(fits) { 2 } else { 1 }
    }

    /// About how high the title page is without its log, in points.
    fn cover_height(&self) -> f64 {
        let hovud = &self.plan.hovud;
        let lines = |text: &str, size: f64, pitch: f64| fonts::wrap(text, LINE, size, true).0.len() as f64 * pitch;
        let subtitle = hovud.undertittel.as_ref().map_or(String::new(), |words| format!("– {words} "));
        let band = 96.0 + lines(&self.title(), 34.0, 40.0) + lines(&format!("{subtitle}{}", hovud.avtale), 20.0, 25.0);
        let note = if hovud.merknad.is_some() { 44.0 } else { 0.0 };
        let logos = self.pictures.logos.iter().map(|logo| logo.picture.height).fold(0.0, f64::max);
        let logos = if logos > 0.0 { (logos + 24.0) * (self.pictures.logos.len() as f64 / 4.0).ceil() } else { 0.0 };
        (band + note).max(275.0) + logos + hovud.framside.len().div_ceil(self.party_columns()) as f64 * 17.0 + 60.0
    }

    /// The party that the copy is for: its bodies with their dates, planned or decided, and case numbers.
    fn addressee(&self) -> Option<Addressee> {
        let part = self.plan.part(self.to?)?;
        let handsaming = self.plan.hovud.handsaming.iter().filter(|handsaming| handsaming.part == part.id);
        let lines = handsaming.flat_map(|handsaming| &handsaming.organ).map(|organ| {
            let date = match (self.plan.gjeldande_vedtak(organ).next_back(), organ.planlagt) {
                (Some(vedtak), _) => {
                    let case = vedtak.sak.iter().map(String::as_str);
                    let more: String =
                        case.chain(self.terms.utfall(vedtak.utfall)).map(|words| format!(", {words}")).collect();
                    format!(" {}{more}", long_date(vedtak.dato.0, self.terms))
                }
                (None, Some(planned)) => {
                    format!(" {} ({})", long_date(planned.0, self.terms), self.terms.planned)
                }
                (None, None) => format!(" ({})", self.terms.not_set),
            };
            format!("{}{date}", notation::capitalised(&organ.organ.0))
        });
        Some(Addressee { title: format!("{} {}", self.terms.to, part.namn), lines: lines.collect() })
    }
}
