//! The planned meetings as a calendar (iCalendar, RFC 5545), for Outlook or any CalDAV client. The same plan gives the same
//! bytes: ids are made of the plan, the party and the body, and the time stamp is the version's date.

use icalendar::{Calendar, Component, Event, Property};
use jiff::civil::Date;

use crate::output::OutputFile;
use crate::plan::Plan;
use crate::words::notation::capitalised;
use crate::words::terms::Terms;

/// The calendar of the planned meetings, or `None` if none is planned.
pub fn calendar(plan: &Plan) -> Option<OutputFile> {
    let hovud = &plan.hovud;
    let stamp = format!("{}T000000Z", basic(plan.gjeldande()?.dato.dag()));
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", "-//handlingsplan//NN"))
        .append_property(Property::new("CALSCALE", "GREGORIAN"))
        .append_property(Property::new("X-WR-CALNAME", format!("Handlingsplan {}: {}", hovud.år, hovud.avtale)));
    let terms = Terms::of(hovud.språk);
    let long = format!("handlingsplan {} – {}", hovud.år, hovud.avtale);
    let mut events = 0;
    for handsaming in &hovud.handsaming {
        let name = plan.part_namn(&handsaming.part);
        for organ in &handsaming.organ {
            let Some(planned) = organ.planlagt.map(|planned| planned.0) else {
                continue;
            };
            // Letters that are not ASCII are allowed in an id, but not every client keeps them.
            let body: String = organ.organ.0.bytes().map(|byte| format!("{byte:02x}")).collect();
            let party: String = handsaming.part.as_str().bytes().map(|byte| format!("{byte:02x}")).collect();
            let event = Event::new()
                .uid(
                    &format!("{}-{}-{party}-{body}@handlingsplan", hovud.kortnamn, hovud.år)
                        .replace(|c: char| !c.is_ascii(), ""),
                )
                .add_property("DTSTAMP", &stamp)
                .summary(&terms.meeting[0](name, &organ.organ.0, &format!("handlingsplan {}", hovud.år)))
                .description(&terms.meeting[1](name, &capitalised(&organ.organ.0), &long))
                .append_property(whole_day("DTSTART", planned))
                .append_property(whole_day("DTEND", planned.tomorrow().unwrap_or(planned)))
                .done();
            calendar.push(event);
            events += 1;
        }
    }
    let name = format!("handlingsplan-{}-{}-{}.ics", hovud.kortnamn, hovud.år, terms.calendar_name);
    (events > 0).then(|| OutputFile::new(name, calendar.to_string().into_bytes()))
}

/// A date as RFC 5545 writes it: "20250617".
fn basic(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

fn whole_day(name: &str, date: Date) -> Property {
    Property::new(name, basic(date)).add_parameter("VALUE", "DATE").done()
}
