//! Where the plan stands in the political process: for each body of each party the planned date, the decision, how long there
//! is to go, and when the case paper must be in.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use crate::data::versions::KeptVersion;
use crate::plan::{OrganRolle, Plan, Språk, Standing, Utfall};
use crate::words::notation::long_date;
use crate::words::terms::Terms;

/// The status of one body of one party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BodyStatus {
    /// The party's name.
    pub part: String,
    /// The body.
    pub organ: String,
    /// What it does with the plan.
    pub rolle: OrganRolle,
    /// Where it stands.
    pub stand: BodyState,
    /// The date of the meeting that is to come, or else the one that was planned.
    pub planlagt: Option<String>,
    /// The date of the last decision.
    pub vedteke: Option<String>,
    /// The case number of that.
    pub sak: Option<String>,
    /// The outcome of that.
    pub utfall: Option<Utfall>,
    /// The version that it was about.
    pub versjon: Option<String>,
    /// Days from the day that is counted from to the meeting that is to come; below zero if it should have been.
    pub dagar_att: Option<i32>,
    /// The day on which the case paper must be in, for a meeting that is to come.
    pub saksfrist: Option<String>,
    /// Days to that; below zero if it is over.
    pub dagar_til_frist: Option<i32>,
    #[serde(skip)]
    dates: [Option<Date>; 3],
}

/// Where a body stands, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyState {
    /// It has not handled the plan.
    Ventar,
    /// Its meeting was called off, and no other is set.
    Avlyst,
    /// Others decided before it had met.
    Forbigått,
    /// It is done.
    Ferdig,
    /// It is to handle the plan again.
    Igjen,
}

impl From<Standing<'_>> for BodyState {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Waiting(_) => Self::Ventar,
            Standing::CalledOff(_) => Self::Avlyst,
            Standing::PassedOver => Self::Forbigått,
            Standing::Done(_) => Self::Ferdig,
            Standing::Again(..) => Self::Igjen,
        }
    }
}

/// Where the plan stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Status {
    /// The day that is counted from.
    pub dato: String,
    /// The version.
    pub versjon: String,
    /// The bodies, in the order of the data.
    pub organ: Vec<BodyStatus>,
    /// Parties of the agreement in which no body handles the plan.
    pub ikkje_med: Vec<String>,
    /// The versions that are kept, with their dates.
    pub versjonar: Vec<KeptVersionLine>,
    /// Whether the plan says something else than the kept copy of its version; none where there is no copy.
    pub ulik_kopien: Option<bool>,
}

/// A version that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeptVersionLine {
    /// Its number.
    pub versjon: String,
    /// Its date, if its copy can be read.
    pub dato: Option<String>,
    #[serde(skip)]
    day: Option<Date>,
}

/// Where the plan stands on a day. `differs` is whether it says something else than the kept copy of its version.
pub fn status(plan: &Plan, day: Date, kept: &[KeptVersion], differs: Option<bool>) -> Status {
    let lines = plan.hovud.handsaming.iter().flat_map(|handsaming| {
        let part = plan.party_name(&handsaming.part);
        let days_before = handsaming.saksfrist(plan.hovud.saksfrist);
        handsaming.organ.iter().enumerate().map(move |(body, organ)| {
            let standing = plan.standing(handsaming, body);
            let decision = plan.counting_decisions(organ).next_back();
            let meeting = standing.meeting().map(|meeting| meeting.0);
            let planned = meeting.or_else(|| organ.planlagt.map(|planned| planned.0));
            let deadline = meeting.zip(days_before);
            let deadline = deadline.and_then(|(day, before)| day.checked_sub(i64::from(before).days()).ok());
            let left = |date: Date| (date - day).get_days();
            BodyStatus {
                part: part.to_owned(),
                organ: organ.organ.0.clone(),
                rolle: handsaming.role(body),
                stand: standing.into(),
                planlagt: planned.map(|date| date.to_string()),
                vedteke: decision.map(|decision| decision.dato.0.to_string()),
                sak: decision.and_then(|decision| decision.sak.clone()),
                utfall: decision.map(|decision| decision.utfall),
                versjon: decision.and_then(|own| plan.version_decided_on(own)).map(|row| row.versjon.clone()),
                dagar_att: meeting.map(left),
                saksfrist: deadline.map(|date| date.to_string()),
                dagar_til_frist: deadline.map(left),
                dates: [planned, decision.map(|decision| decision.dato.0), deadline],
            }
        })
    });
    let outside = plan.parties_without_handsaming().map(|part| part.namn.clone());
    Status {
        dato: day.to_string(),
        versjon: plan.hovud.versjon.clone(),
        organ: lines.collect(),
        ikkje_med: outside.collect(),
        versjonar: kept
            .iter()
            .map(|kept| KeptVersionLine {
                versjon: kept.version.clone(),
                dato: kept.date.map(|date| date.to_string()),
                day: kept.date,
            })
            .collect(),
        ulik_kopien: differs,
    }
}

impl Status {
    /// Renders the status as a table for the terminal.
    pub fn table(&self) -> String {
        let mut heads: Vec<String> =
            ["Part", "Organ", "Planlagt", "Handsama", "Sak", "Versjon", "Står att"].map(String::from).to_vec();
        let with_deadlines = self.organ.iter().any(|line| line.saksfrist.is_some());
        if with_deadlines {
            heads.push("Frist for saksframlegg".into());
        }
        let mut rows = vec![heads];
        for line in &self.organ {
            let mut row = vec![
                line.part.clone(),
                line.organ.clone(),
                date(line.dates[0]),
                date(line.dates[1]),
                line.sak.clone().unwrap_or_default(),
                line.versjon.clone().unwrap_or_default(),
                line.remains(),
            ];
            if with_deadlines {
                row.push(line.deadline());
            }
            rows.push(row);
        }
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..rows[0].len()).map(width).collect();
        let mut text = String::new();
        for row in &rows {
            let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
            text += cells.collect::<Vec<_>>().join("  ").trim_end();
            text.push('\n');
        }
        text + "\n" + &self.summary() + "\n" + &self.render_kept_versions()
    }

    /// Lines on the versions that are kept.
    fn render_kept_versions(&self) -> String {
        let one = |kept: &KeptVersionLine| match kept.day {
            Some(day) => format!("{} ({})", kept.versjon, date(Some(day))),
            None => format!("{} (kan ikkje lesast)", kept.versjon),
        };
        let kept = match self.versjonar.as_slice() {
            [] => String::new(),
            all => format!("Tekne vare på: {}.\n", all.iter().map(one).collect::<Vec<_>>().join(", ")),
        };
        match self.ulik_kopien {
            Some(true) => format!(
                "{kept}Planen er ulik kopien av {}: han er endra etter at versjonen vart teken vare på.\n",
                self.versjon
            ),
            _ => kept,
        }
    }

    /// A line on how far the plan has come.
    fn summary(&self) -> String {
        let count = |is: fn(&BodyStatus) -> bool| self.organ.iter().filter(|line| is(line)).count();
        let open = |line: &BodyStatus| matches!(line.stand, BodyState::Ventar | BodyState::Avlyst | BodyState::Igjen);
        let missing = count(open);
        let of = |count: usize| match self.organ.len() {
            1 => "Organet".to_string(),
            all => format!("{count} av {all} organ"),
        };
        let mut said = match missing {
            _ if self.organ.is_empty() => format!("Versjon {}. Ingen organ handsamar planen.", self.versjon),
            0 => format!("Versjon {}. Ingen organ står att.", self.versjon),
            _ => format!("Versjon {}. {} er ikkje ferdige med planen.", self.versjon, of(missing)),
        };
        if self.organ.len() == 1 && missing == 1 {
            said = format!("Versjon {}. Organet er ikkje ferdig med planen.", self.versjon);
        }
        let rejected = count(|line| line.utfall == Some(Utfall::Avvist) && line.rolle == OrganRolle::Vedtak);
        if rejected > 0 {
            let parties = if rejected == 1 { "Éin part".into() } else { format!("{rejected} partar") };
            said += &format!(" {parties} har avvist planen.");
        }
        let noted = |line: &BodyStatus| {
            line.utfall == Some(Utfall::TekeTilVitande)
                && line.rolle == OrganRolle::Vedtak
                && line.stand == BodyState::Ferdig
        };
        let noted = count(noted);
        if noted > 0 {
            let parties = if noted == 1 { "Éin part".into() } else { format!("{noted} partar") };
            said += &format!(" {parties} har teke planen til vitande utan å vedta han.");
        }
        let passed = count(|line| line.stand == BodyState::Forbigått);
        if passed > 0 {
            said += &format!(" {} handsama ikkje planen før det vart gjort vedtak.", of(passed));
        }
        if !self.ikkje_med.is_empty() {
            said += &format!(" Ikkje med i handsaminga: {}.", self.ikkje_med.join(", "));
        }
        said
    }
}

/// A date in words, or nothing.
fn date(date: Option<Date>) -> String {
    date.map_or(String::new(), |date| long_date(date, Terms::of(Språk::Nn)).replace('\u{a0}', " "))
}

/// A number of days in words.
fn days(count: i32) -> String {
    format!("{count} {}", if count == 1 { "dag" } else { "dagar" })
}

impl BodyStatus {
    /// What is left for the body to do.
    fn remains(&self) -> String {
        let outcome = match self.utfall {
            Some(Utfall::Utsett) => "utsett",
            Some(Utfall::SendtTilbake) => "sendt tilbake",
            Some(Utfall::TekeTilVitande) => "teke til vitande",
            Some(Utfall::Vedteke | Utfall::Endra) => "handsama ein tidlegare versjon",
            _ if self.rolle != OrganRolle::Vedtak => "rådd ifrå",
            _ => "avvist",
        };
        let awaited = match self.rolle {
            OrganRolle::Uttale => "uttalen",
            OrganRolle::Innstilling => "innstillinga",
            OrganRolle::Vedtak => "vedtaket",
        };
        match (self.stand, self.dagar_att) {
            (BodyState::Forbigått, _) => "handsama ikkje planen før vedtaket".into(),
            (BodyState::Avlyst, _) => "møtet er avlyst; nytt møte er ikkje fastsett".into(),
            (BodyState::Ferdig, _) => match (self.utfall, self.rolle) {
                (Some(Utfall::Endra), OrganRolle::Uttale) => "ferdig, med ønske om endringar".into(),
                (Some(Utfall::Endra), _) => "ferdig, med endringar".into(),
                (Some(Utfall::Avvist), OrganRolle::Vedtak) => "avvist".into(),
                (Some(Utfall::Avvist), _) => "ferdig, rådde ifrå".into(),
                (Some(Utfall::TekeTilVitande), OrganRolle::Vedtak) => "teke til vitande, ikkje vedteke".into(),
                (Some(Utfall::TekeTilVitande), _) => "ferdig, teke til vitande".into(),
                (Some(Utfall::Utsett), _) => "utsett, og ikkje handsama meir".into(),
                (Some(Utfall::SendtTilbake), _) => "sendt tilbake, og ikkje handsama meir".into(),
                _ => "ferdig".into(),
            },
            (BodyState::Igjen, Some(left @ 1..)) => format!("{outcome}; ny handsaming om {}", days(left)),
            (BodyState::Igjen, Some(0)) => format!("{outcome}; ny handsaming i dag"),
            (BodyState::Igjen, Some(_)) => format!("{outcome}; {awaited} etter ny handsaming manglar"),
            (BodyState::Igjen, None) => format!("{outcome}; nytt møte er ikkje fastsett"),
            (BodyState::Ventar, None) => "møtet er ikkje fastsett".into(),
            (BodyState::Ventar, Some(0)) => "møtet er i dag".into(),
            (BodyState::Ventar, Some(left @ 1..)) => format!("møte om {}", days(left)),
            (BodyState::Ventar, Some(late)) => format!("{awaited} manglar; møtet var for {} sidan", days(-late)),
        }
    }

    /// When the case paper must be in.
    fn deadline(&self) -> String {
        let day = date(self.dates[2]);
        match self.dagar_til_frist {
            None => String::new(),
            Some(0) => format!("{day} (i dag)"),
            Some(left @ 1..) => format!("{day} (om {})", days(left)),
            // A case paper that had to be in before a meeting that is to come is still worth a word; an old one is not.
            Some(late) if self.dagar_att.is_some_and(|left| left >= 0) => format!("{day} (for {} sidan)", days(-late)),
            Some(_) => String::new(),
        }
    }
}
