//! The planned meetings as a calendar (iCalendar, RFC 5545), for Outlook or any CalDAV client. The same plan gives the same
//! bytes: ids are made of the plan, the party and the body, and the time stamp is the version's date.

use icalendar::{Calendar, Component, Event, Property};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::output::OutputFile;
use crate::plan::{OrganHandsaming, Plan, Standing};
use crate::words::handling::Handling;
use crate::words::notation::{capitalised, definite_ending, long_date};
use crate::words::terms::Terms;

/// The calendar of the planned meetings, or `None` if none is planned.
pub fn calendar(plan: &Plan) -> Option<OutputFile> {
    let hovud = &plan.hovud;
    let stamp = format!("{}T000000Z", ical_date(plan.current_version()?.dato.first_day()));
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", "-//handlingsplan//NN"))
        .append_property(Property::new("CALSCALE", "GREGORIAN"))
        .append_property(Property::new("X-WR-CALNAME", format!("Handlingsplan {}: {}", hovud.år, hovud.avtale)));
    let terms = Terms::of(hovud.språk);
    let handled = terms.handled_plan(hovud.år);
    let in_full = format!("{handled} ({})", hovud.avtale);
    let handling = Handling::of(hovud.språk.into());
    let mut events = 0;
    for handsaming in &hovud.handsaming {
        let name = plan.party_name(&handsaming.part);
        let days_before = handsaming.saksfrist(hovud.saksfrist);
        for (body, organ) in handsaming.organ.iter().enumerate() {
            let standing = plan.standing(handsaming, body);
            let Some((day, is_held)) = meeting(standing, organ) else { continue };
            let the_body = format!("{}{}", organ.organ.0, definite_ending(&organ.organ.0));
            // Letters that are not ASCII are allowed in an id, but not every client keeps them.
            let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
            let id =
                format!("{}-{}-{}-{}", hovud.kortnamn, hovud.år, hex(handsaming.part.as_str()), hex(&organ.organ.0));
            let id = id.replace(|c: char| !c.is_ascii(), "");
            let mut event = all_day(&format!("{id}@handlingsplan"), &stamp, day);
            event.summary(&terms.meeting(name, &the_body, &handled)).description(&terms.meeting_sentence(
                name,
                &capitalised(&the_body),
                &in_full,
            ));
            if !is_held {
                event.add_property("STATUS", "CANCELLED");
            }
            calendar.push(event.done());
            events += 1;
            // The case paper must be in some days before a meeting that is to come.
            let deadline = days_before.filter(|_| standing.meeting().is_some());
            let deadline = deadline.and_then(|before| day.checked_sub(i64::from(before).days()).ok());
            if let Some(deadline) = deadline {
                let mut event = all_day(&format!("{id}-frist@handlingsplan"), &stamp, deadline);
                event
                    .summary(&handling.deadline(name, &the_body))
                    .description(&handling.deadline_for(&long_date(day, terms).replace('\u{a0}', " ")));
                calendar.push(event.done());
            }
        }
    }
    let name = format!("handlingsplan-{}-{}-{}.ics", hovud.kortnamn, hovud.år, terms.calendar_name);
    (events > 0).then(|| OutputFile::new(name, calendar.to_string().into_bytes()))
}

/// The day of a body's meeting, and whether it is held; `None` if no meeting is known.
fn meeting(standing: Standing, organ: &OrganHandsaming) -> Option<(Date, bool)> {
    let planned = organ.planlagt.map(|day| day.0);
    match standing {
        Standing::Waiting(day) => day.map(|day| (day.0, true)),
        Standing::Again(_, Some(day)) => Some((day.0, true)),
        // What was planned and came to nothing is taken out of the calendars that have it.
        Standing::CalledOff(_) | Standing::PassedOver => planned.map(|day| (day, false)),
        Standing::Done(vedtak) | Standing::Again(vedtak, None) => planned.map(|_| (vedtak.dato.0, true)),
    }
}

/// An event of a whole day, which does not make anybody busy (RFC 5545, 3.8.2.7).
fn all_day(id: &str, stamp: &str, day: Date) -> Event {
    let mut event = Event::new();
    event
        .uid(id)
        .add_property("DTSTAMP", stamp)
        .add_property("TRANSP", "TRANSPARENT")
        .append_property(whole_day("DTSTART", day))
        .append_property(whole_day("DTEND", day.tomorrow().unwrap_or(day)));
    event
}

/// A date as RFC 5545 writes it: "20250617".
fn ical_date(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

fn whole_day(name: &str, date: Date) -> Property {
    Property::new(name, ical_date(date)).add_parameter("VALUE", "DATE").done()
}
