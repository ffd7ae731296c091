//! Where the plan stands in the political process: for each body of each party the planned date, the decision, and how long
//! there is to go.

use jiff::civil::Date;
use serde::Serialize;

use crate::data::versions::Kept;
use crate::plan::{Plan, Språk, Utfall};
use crate::words::notation::long_date;
use crate::words::terms::Terms;

/// One body of one party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The party's name.
    pub part: String,
    /// The body.
    pub organ: String,
    /// The planned date.
    pub planlagt: Option<String>,
    /// The date of the decision.
    pub vedteke: Option<String>,
    /// The case number.
    pub sak: Option<String>,
    /// The outcome.
    pub utfall: Option<Utfall>,
    /// Days from the day that is counted from to the meeting; below zero if it should have been. `None` once decided, if it is not to be handled again.
    pub dagar_att: Option<i32>,
    #[serde(skip)]
    dates: [Option<Date>; 2],
}

/// Where the plan stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Status {
    /// The day that is counted from.
    pub dato: String,
    /// The version.
    pub versjon: String,
    /// The bodies, in the order of the data.
    pub organ: Vec<Line>,
    /// Parties of the agreement in which no body handles the plan.
    pub ikkje_med: Vec<String>,
    /// The versions that are kept, with their dates.
    pub versjonar: Vec<KeptVersion>,
}

/// A version that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeptVersion {
    /// Its number.
    pub versjon: String,
    /// Its date, if its copy can be read.
    pub dato: Option<String>,
    #[serde(skip)]
    day: Option<Date>,
}

/// Where the plan stands on a day.
pub fn status(plan: &Plan, day: Date, kept: &[Kept]) -> Status {
    let lines = plan.hovud.handsaming.iter().flat_map(|handsaming| {
        let part = plan.part_namn(&handsaming.part);
        handsaming.organ.iter().map(move |organ| {
            let planned = organ.planlagt.map(|planned| planned.0);
            let decision = plan.gjeldande_vedtak(organ).next_back();
            Line {
                part: part.to_owned(),
                organ: organ.organ.0.clone(),
                planlagt: planned.map(|date| date.to_string()),
                vedteke: decision.map(|decision| decision.dato.0.to_string()),
                sak: decision.and_then(|decision| decision.sak.clone()),
                utfall: decision.map(|decision| decision.utfall),
                dagar_att: planned
                    .filter(|date| decision.is_none_or(|own| own.utfall == Utfall::Avvist && *date > own.dato.0))
                    .map(|date| (date - day).get_days()),
                dates: [planned, decision.map(|decision| decision.dato.0)],
            }
        })
    });
    let outside = plan.utan_handsaming().map(|part| part.namn.clone());
    Status {
        dato: day.to_string(),
        versjon: plan.hovud.versjon.clone(),
        organ: lines.collect(),
        ikkje_med: outside.collect(),
        versjonar: kept
            .iter()
            .map(|kept| KeptVersion {
                versjon: kept.version.clone(),
                dato: kept.date.map(|date| date.to_string()),
                day: kept.date,
            })
            .collect(),
    }
}

impl Status {
    /// As a table for the terminal.
    pub fn table(&self) -> String {
        let heads = ["Part", "Organ", "Planlagt", "Handsama", "Sak", "Står att"].map(String::from);
        let mut rows = vec![heads];
        for line in &self.organ {
            rows.push([
                line.part.clone(),
                line.organ.clone(),
                date(line.dates[0]),
                date(line.dates[1]),
                line.sak.clone().unwrap_or_default(),
                line.remains(),
            ]);
        }
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths = [0, 1, 2, 3, 4, 5].map(width);
        let mut text = String::new();
        for row in &rows {
            let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
            text += cells.collect::<Vec<_>>().join("  ").trim_end();
            text.push('\n');
        }
        text + "\n" + &self.summary() + "\n" + &self.kept()
    }

    /// A line on the versions that are kept.
    fn kept(&self) -> String {
        let one = |kept: &KeptVersion| match kept.day {
            Some(day) => format!("{} ({})", kept.versjon, date(Some(day))),
            None => format!("{} (kan ikkje lesast)", kept.versjon),
        };
        match self.versjonar.as_slice() {
            [] => String::new(),
            all => format!("Tekne vare på: {}.\n", all.iter().map(one).collect::<Vec<_>>().join(", ")),
        }
    }

    /// A line on how far the plan has come.
    fn summary(&self) -> String {
        let count = |is: fn(&Line) -> bool| self.organ.iter().filter(|line| is(line)).count();
        let (missing, rejected) =
            (count(|line| line.vedteke.is_none()), count(|line| line.utfall == Some(Utfall::Avvist)));
        let of = format!("av {} organ", self.organ.len());
        let mut said = match missing {
            0 => format!("Versjon {}. Alle organa har gjort vedtak.", self.versjon),
            _ => format!("Versjon {}. {missing} {of} har ikkje gjort vedtak enno.", self.versjon),
        };
        if rejected > 0 {
            said += &format!(" {rejected} {of} har avvist planen.");
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

impl Line {
    fn remains(&self) -> String {
        let days = |count: i32| format!("{count} {}", if count == 1 { "dag" } else { "dagar" });
        match (self.utfall, self.dagar_att) {
            (Some(Utfall::Vedteke), _) => "ferdig".into(),
            (Some(Utfall::Endra), _) => "ferdig, med endringar".into(),
            (Some(Utfall::Avvist), Some(left @ 1..)) => format!("avvist; ny handsaming om {}", days(left)),
            (Some(Utfall::Avvist), Some(_)) => "avvist; vedtaket etter ny handsaming manglar".into(),
            (Some(Utfall::Avvist), None) => "avvist".into(),
            (None, None) => "møtet er ikkje fastsett".into(),
            (None, Some(0)) => "møtet er i dag".into(),
            (None, Some(left @ 1..)) => format!("møte om {}", days(left)),
            (None, Some(late)) => format!("vedtaket manglar; møtet var for {} sidan", days(-late)),
        }
    }
}
