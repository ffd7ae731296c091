"""Judge: Python's icalendar reads the calendar: six meetings of the example (one body has no date), each a whole day, with ids of their own.

usage: meetings.py FILE"""

import datetime
import sys

import icalendar

with open(sys.argv[1], "rb") as file:
    events = list(icalendar.Calendar.from_ical(file.read()).walk("VEVENT"))
days = [(event.decoded("DTSTART"), event.decoded("DTEND")) for event in events]
assert len(events) == 6, events
assert len({event["UID"] for event in events}) == 6
assert all(end - start == datetime.timedelta(days=1) and type(start) is datetime.date for start, end in days), days
assert "Sjøvik kommune: kommunestyret behandler handlingsplanen for 2026" in [str(event["SUMMARY"]) for event in events]
print(f"{len(events)} meetings, the first on {min(days)[0]}: {sys.argv[1]}")
