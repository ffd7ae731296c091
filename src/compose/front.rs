//! What stands before the text: the title page, the running header and footer, and what the files say of themselves.

use super::Composer;
use crate::document::{Addressee, Cover, Day, Frame, Log, Meta, Text};
use crate::edition::Edition;
use crate::plan::{Godkjenning, Omslag, Path, Standing};
use crate::words::notation::{self, long_date, uncapitalised};

impl Composer<'_> {
    fn title(&self) -> Text {
        self.of_the_year(if self.edition.contents().draft { self.terms.title_draft } else { self.terms.title })
    }

    /// Words with the plan's year after them.
    pub(super) fn of_the_year(&self, words: &str) -> Text {
        let year = Text::typed(Path::hovud().field("år"), self.plan.hovud.år.to_string());
        Text::plain(format!("{words} ")).and(year)
    }

    fn date(&self) -> jiff::civil::Date {
        // A checked plan has its version in the log.
        self.plan.current_version().map_or(jiff::civil::Date::ZERO, |rad| rad.dato.first_day())
    }

    /// The day of the version.
    fn version_day(&self) -> Text {
        let hovud = &self.plan.hovud;
        let words = long_date(self.date(), self.terms);
        match hovud.logg.iter().position(|rad| rad.versjon == hovud.versjon) {
            Some(index) => Text::typed(Path::hovud().field("logg").index(index).field("dato"), words),
            None => words.into(),
        }
    }

    pub(super) fn meta(&self) -> Meta {
        let hovud = &self.plan.hovud;
        let date = self.date();
        let edition = self.edition.contents().name;
        let name = self.terms.edition_name(self.edition);
        let subtitle = hovud.undertittel.as_ref().map_or(String::new(), |words| format!(", {words}"));
        let version = format!("{} {}", self.terms.version, hovud.versjon);
        let to = self.to.map_or(String::new(), |id| format!("-{id}"));
        let edition_words = self.edition_words().words();
        let colophon: String = self.colophon().iter().map(|line| format!(" {}.", line.words())).collect();
        Meta {
            title: format!("{} – {}{}", self.title().words(), hovud.avtale, self.title_suffix()),
            authors: self.cover_parties().iter().map(Text::words).collect(),
            subject: format!(
                "{}{subtitle} {}. {version}. {edition_words}.{colophon}",
                self.title().words(),
                hovud.avtale
            ),
            keywords: hovud.emneord.clone(),
            date: Day { year: date.year(), month: date.month(), day: date.day() },
            lang: hovud.språk.into(),
            region: "NO".into(),
            year: hovud.år,
            version: hovud.versjon.clone(),
            edition: edition.into(),
            file_stem: format!(
                "{}-{}-{}-v{}-{name}{to}",
                self.terms.file_name, hovud.kortnamn, hovud.år, hovud.versjon
            ),
        }
    }

    /// The end of the title that tells editions and copies apart; empty for a draft, whose title says so already.
    fn title_suffix(&self) -> String {
        match self.edition {
            Edition::Utkast => String::new(),
            _ => format!(" – {}", uncapitalised(&self.edition_words().words())),
        }
    }

    /// Which edition it is, and whom a copy is for.
    fn edition_words(&self) -> Text {
        let edition = Text::plain(self.terms.edition(self.edition));
        match self.to.and_then(|id| self.party(id, None)) {
            Some(name) => edition.and(format!(", {} ", self.terms.copy_to)).and(name),
            None => edition,
        }
    }

    /// The day of the last decision, in an edition that is final.
    fn adopted(&self) -> Option<Text> {
        if self.edition.contents().gaps {
            return None;
        }
        // A plan is adopted when the last of those that decide has adopted it.
        let decisions = self.plan.walk().handsaming().filter_map(|(own, path)| match self.plan.approval(own) {
            Godkjenning::Godkjend(_, vedtak) => Some((own.placed_organ(&path).nth(own.deciding()?)?, vedtak)),
            _ => None,
        });
        let (body, last) = decisions.max_by_key(|(_, vedtak)| vedtak.dato)?;
        let day = self.decision_day(&body, last);
        Some(Text::plain(format!("{} ", self.terms.adopted)).and(day))
    }

    /// The version with a word before it.
    pub(super) fn version(&self, word: &str) -> Text {
        Text::plain(format!("{word} ")).and(Text::of(Path::hovud().field("versjon"), &self.plan.hovud.versjon))
    }

    pub(super) fn frame(&self) -> Frame {
        let hovud = &self.plan.hovud;
        let root = Path::hovud();
        let draft = self.edition.contents().draft;
        let title = self.of_the_year(self.terms.title);
        let note = hovud.merknad.as_ref().map(|words| Text::of(root.field("merknad"), words));
        let all = |parts: Vec<Option<Text>>| {
            let parts = parts.into_iter().flatten();
            parts.reduce(|said, part| said.and(" · ").and(part)).unwrap_or_default()
        };
        let agreement = Text::of(root.field("avtale"), &hovud.avtale);
        Frame {
            headers: vec![
                all(vec![note.clone(), Some(title.clone()), Some(agreement)]),
                all(vec![note.clone(), Some(title.clone())]),
                title.clone(),
            ],
            running: all(vec![note, Some(title)]),
            version: self.version(if draft { self.terms.draft } else { self.terms.version }),
            draft,
            edition: self.edition_words(),
            page: self.terms.page.into(),
            of: self.terms.of.into(),
            continued: self.terms.continued.into(),
        }
    }

    fn cover_parties(&self) -> Vec<Text> {
        let all = Path::hovud().field("framside").items(&self.plan.hovud.framside);
        all.filter_map(|(id, by)| self.party(id, Some(&by))).collect()
    }

    pub(super) fn cover(&self) -> Cover {
        let hovud = &self.plan.hovud;
        let root = Path::hovud();
        let contents = self.edition.contents();
        let date = self.adopted().unwrap_or_else(|| self.version_day());
        let version = self.version(self.terms.version).and(" · ").and(date);
        // The title of a draft says that it is one.
        let mark = match contents.draft {
            true => version,
            false => Text::plain(format!("{} · ", self.terms.edition(self.edition))).and(version),
        };
        let period = notation::years(hovud.periode.frå, hovud.periode.til);
        Cover {
            mark,
            title: self.title(),
            subtitle: hovud.undertittel.as_ref().map(|words| Text::of(root.field("undertittel"), words)),
            agreement: self.text(root.field("avtale"), &hovud.avtale),
            note: hovud.merknad.as_ref().map(|words| Text::of(root.field("merknad"), words)),
            period: Text::plain(format!("{} ", self.terms.period)).and(Text::typed(root.field("periode"), period)),
            decisions: self.next_decisions().filter(|_| contents.proposal && self.to.is_none()),
            light: hovud.omslag == Omslag::Lyst,
            parties: self.cover_parties(),
            party_columns: 1,
            addressee: self.addressee(),
            colophon: self.colophon(),
            logos: self.pictures.logos.iter().map(|logo| logo.picture.clone()).collect(),
            log: contents.log.then(|| Log {
                title: self.terms.log.into(),
                note: self.terms.log_note.into(),
                new_page: false,
                table: self.log(),
            }),
        }
    }

    /// The party that the copy is for: its bodies with their dates, planned or decided, and case numbers.
    fn addressee(&self) -> Option<Addressee> {
        let id = self.to?;
        let own = self.plan.walk().organ().filter(|body| &body.handsaming.part == id);
        let lines = own.map(|body| {
            let words = self.standing_words(&body);
            match self.plan.standing(body.handsaming, body.index) {
                Standing::Waiting(_) | Standing::CalledOff(_) => {
                    let does = self.handling.does(body.role());
                    self.definite_body_name(&body).capitalised().and(format!(" {does} ")).and(words)
                }
                Standing::PassedOver => self.definite_body_name(&body).capitalised().and(" ").and(words),
                Standing::Done(_) | Standing::Again(..) => {
                    self.body_name(&body).named(None).capitalised().and(" ").and(words)
                }
            }
        });
        let contents = self.edition.contents();
        let no_proposal = (contents.proposal && !self.plan.is_adopted() && !self.has_proposal(id))
            .then(|| self.terms.deciding.case.no_proposal.into());
        Some(Addressee {
            title: Text::plain(format!("{} ", self.terms.to)).and(self.party(id, None)?),
            lines: lines.chain(self.copy_cover_lines(id, true)).chain(no_proposal).collect(),
        })
    }
}
