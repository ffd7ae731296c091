//! What stands before the text: the title page, the running header and footer, and what the files say of themselves.

use super::notation::{self, long_date};
use super::{Composer, LINE, breaks, tables};
use crate::document::{Addressee, Cover, Day, Frame, Log, Meta};

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
        let subtitle = hovud.undertittel.as_ref().map_or(String::new(), |words| format!(", {words}"));
        let version = format!("{} {}", self.terms.version, hovud.versjon);
        let to = self.to.map_or(String::new(), |id| format!("-{id}"));
        Meta {
            title: format!("{} – {}", self.title(), hovud.avtale),
            authors: self.cover_parties(),
            subject: format!("{}{subtitle} {}. {version}.", self.title(), hovud.avtale),
            keywords: hovud.emneord.clone(),
            date: Day { year: date.year(), month: date.month(), day: date.day() },
            lang: match hovud.språk {
                crate::plan::Språk::Nn => "nn",
                crate::plan::Språk::Nb => "nb",
            },
            region: "NO",
            version: hovud.versjon.clone(),
            edition,
            file_stem: format!("handlingsplan-{}-{}-v{}-{edition}{to}", hovud.kortnamn, hovud.år, hovud.versjon),
        }
    }

    pub(super) fn frame(&self) -> Frame {
        let hovud = &self.plan.hovud;
        let draft = self.edition.contents().draft;
        let note = hovud.merknad.as_ref().map_or(String::new(), |note| format!("{note} · "));
        Frame {
            header: format!("{note}{} {} · {}", self.terms.title, hovud.år, hovud.avtale),
            version: format!("{} {}", if draft { self.terms.draft } else { self.terms.version }, hovud.versjon),
            draft,
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
        let draft = contents.draft.then_some(self.terms.draft);
        let political = contents.political.then_some(self.terms.political);
        let mark = draft
            .or(political)
            .map(str::to_string)
            .into_iter()
            .chain([format!("{} {}", self.terms.version, hovud.versjon), long_date(self.date(), self.terms)])
            .collect::<Vec<_>>()
            .join(" · ");
        Cover {
            mark,
            title: self.title(),
            subtitle: hovud.undertittel.clone(),
            agreement: breaks::breakable(&hovud.avtale, LINE, 21.0, false).into_owned(),
            note: hovud.merknad.clone(),
            parties: notation::listing(&self.cover_parties(), self.terms),
            addressee: self.addressee(),
            logos: self.pictures.logos.iter().map(|logo| logo.picture.clone()).collect(),
            log: contents.log.then(|| Log {
                title: self.terms.log.into(),
                note: self.terms.log_note.into(),
                table: tables::log(&hovud.logg, self.terms),
            }),
        }
    }

    /// The party that the copy is for: its bodies with their dates, planned or decided, and case numbers.
    fn addressee(&self) -> Option<Addressee> {
        let part = self.plan.part(self.to?)?;
        let handsaming = self.plan.hovud.handsaming.iter().filter(|handsaming| handsaming.part == part.id);
        let lines = handsaming.flat_map(|handsaming| &handsaming.organ).map(|organ| {
            let date = match (&organ.vedtak, organ.planlagt) {
                (Some(vedtak), _) => {
                    let case = vedtak.sak.as_ref().map_or(String::new(), |case| format!(", {case}"));
                    format!(" {}{case}", long_date(vedtak.dato.0, self.terms))
                }
                (None, Some(planned)) => {
                    format!(" {} ({})", long_date(planned.0, self.terms), self.terms.planned)
                }
                (None, None) => String::new(),
            };
            format!("{}{date}", notation::capitalised(&organ.organ.0))
        });
        Some(Addressee { title: format!("{} {}", self.terms.to, part.namn), lines: lines.collect() })
    }
}
