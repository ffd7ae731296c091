"""Judge: what is worked out for those who decide is what another program works out of the plan's own data: the plan on one
page, who does what, what a copy says on its title page, money by source and by payer, the meetings, the abbreviations, how
far the tiltak have come; and the pages in the plan on one page are those of the contents list.

usage: figures.py DATA STEM …   (DATA is `handlingsplan bygg --format data`; STEM.json, STEM.docx)"""

import itertools
import json
import re
import sys
import zipfile
from xml.etree import ElementTree

from readers import document_of, seen, text_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MONTHS = "januar februar mars april mai juni juli august september oktober november desember".split()
NUMBERS = ["", "", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"]
SOURCES = {
    "nn": dict(Statleg="statleg", Fylkeskommunal="fylkeskommunal", Kommunal="kommunal", Eigeninnsats="eigeninnsats", Anna="anna"),
    "nb": dict(Statleg="statlig", Fylkeskommunal="fylkeskommunal", Kommunal="kommunal", Eigeninnsats="egeninnsats", Anna="annet"),
}


class Plan:
    """The plan's data, with what the documents should say of them."""

    def __init__(self, data):
        self.head, self.goals = data["hovud"], data["delmål"]
        self.parts = {part["id"]: part for part in self.head["partar"]}

    def measures(self):
        """Every tiltak that goes on, with its delmål."""
        for goal in self.goals:
            for measure in goal["tiltak"]:
                if not (isinstance(measure["rullering"], dict) and "Avslutta" in measure["rullering"]):
                    yield goal, measure

    def names(self, ids, part):
        return any(one == part or part in self.parts[one]["medlemmer"] for one in ids)

    def tasks(self, part):
        """The numbers of the tiltak that a party leads, and of those that it only takes part in."""
        leads, helps = [], []
        for goal, measure in self.measures():
            number = (goal["nummer"], measure["nummer"])
            if self.names(measure["hovudansvarleg"]["partar"], part):
                leads.append(number)
            elif self.names(measure["samarbeidspartar"]["partar"], part):
                helps.append(number)
        return leads, helps

    def posts(self):
        return (self.head["finansiering"] or {"postar": []})["postar"]

    def years_of_money(self):
        return sorted({int(year) for post in self.posts() for year in post["beløp"]})

    def sums(self, of):
        """The sum of each year and of all years, of the posts for which something holds."""
        amounts = [sum(post["beløp"].get(str(year), 0) for post in self.posts() if of(post)) for year in self.years_of_money()]
        return [*amounts, sum(amounts)]


def plain(text):
    return text.replace("\u00a0", " ").replace("\u200b", "")


def figure(amount):
    return "–" if amount == 0 else f"{amount:,}".replace(",", " ")


def day(text):
    year, month, number = map(int, text.split("-"))
    return f"{number}. {MONTHS[month - 1]} {year}"


def days(first, last):
    (y1, m1, d1), (y2, m2, d2) = (tuple(map(int, one.split("-"))) for one in (first, last))
    if first == last:
        return day(first)
    if y1 != y2:
        return f"{day(first)}–{day(last)}"
    return f"{d1}.–{day(last)}" if m1 == m2 else f"{d1}. {MONTHS[m1 - 1]}–{day(last)}"


def expanded(text):
    """The numbers that "1.1 til 1.4, 2.1 og 2.3" says."""
    numbers = []
    for stretch in filter(None, re.split(", ?| og ", text.replace("\u00a0", " "))) if text != "–" else []:
        ends = [tuple(map(int, end.split("."))) for end in stretch.split(" til ")]
        numbers += [(ends[0][0], n) for n in range(ends[0][1], ends[-1][1] + 1)]
    return numbers


def table(document, anchor):
    return next((block for block in document["blocks"] if block["type"] == "table" and block["anchor"] == anchor), None)


def words_of(cell):
    return [plain(text_of(line)) for line in cell["lines"]]


def cells(row):
    return [" ".join(words_of(cell)) for cell, _ in seen(row)]


def objections(plan, document):
    for check in (overview, tasks, money, meetings, abbreviations, cover, progress):
        yield from check(plan, document)


def overview(plan, document):
    own = table(document, "oversyn")
    if own is None:
        return
    heads = [plain(text_of(column["head"])) for column in own["columns"]]
    years = [at for at, column in enumerate(own["columns"]) if column.get("year")]
    first, last = plan.head["periode"]["frå"], plan.head["periode"]["til"]
    if years and [int(heads[at][-2:]) for at in years] != [year % 100 for year in range(first, last + 1)]:
        yield f"the years of the overview are {[heads[at] for at in years]}"
    rows = iter(own["rows"])
    for goal in plan.goals:
        row = next(rows)
        said = cells(row)[0]
        weight = f"{goal['vekt']} % av innsatsen" if goal["vekt"] is not None else ""
        if not said.startswith(f"Delmål {goal['nummer']}: {plain(goal['tittel'])}") or not said.endswith(weight):
            yield f"the overview says {said!r} of delmål {goal['nummer']}"
        if goal["hovudmål"] and not [plain(text_of(note)) for note in row["cells"][0].get("notes", [])]:
            yield f"the overview has no main aim of delmål {goal['nummer']}"
        for _, measure in (pair for pair in plan.measures() if pair[0] is goal):
            row = next(rows)
            number, title, when = cells(row)[:3]
            frame = measure["tidsramme"]
            span = frame.get("År")
            wanted = frame.get("Seinare") or (f"{span['frå']}–{span['til']}" if span["frå"] != span["til"] else str(span["frå"]))
            later = not (span and span["frå"] <= plan.head["år"])
            wanted += f" ({'senere' if plan.head.get('språk') == 'nb' else 'seinare'})" if later else ""
            label = f"{goal['nummer']}.{measure['nummer']}"
            if (number, title, when) != (label, plain(measure["tittel"]), wanted):
                yield f"the overview says {(number, title, when)}, not {(label, measure['tittel'], wanted)}"
            bars = [first + index for index, at in enumerate(years) if row["cells"][at].get("bar")]
            due = [year for year in range(first, last + 1) if span and span["frå"] <= year <= span["til"]] if years else []
            if bars != due:
                yield f"the bars of {title!r} are over {bars}, not {due}"
            if any(row["cells"][at].get("bar") == "now" for at in years) and later:
                yield f"{title!r} is later, and its bars say now"
            if later and row["tone"] != "later":
                yield f"{title!r} is later, and its row is {row['tone']}"
    if next(rows, None) is not None:
        yield "the overview has more rows than the plan"
    intro = next(plain(text_of(block["text"])) for block in before(document, own) if block["type"] == "paragraph")
    count = len(list(plan.measures()))
    known = NUMBERS[count] if 1 < count < len(NUMBERS) else str(count)
    if count > 1 and f" {known} tiltak" not in intro:
        yield f"the overview counts otherwise: {intro!r}"
    yield from way_on(plan, document, own)


def before(document, own):
    at = next(n for n, block in enumerate(document["blocks"]) if block is own)
    return reversed(document["blocks"][:at])


def way_on(plan, document, own):
    at = next(n for n, block in enumerate(document["blocks"]) if block is own)
    said = plain(text_of(document["blocks"][at + 1]["text"])) if document["blocks"][at + 1]["type"] == "paragraph" else ""
    kinds = {}
    for party in plan.head["handsaming"]:
        days_of = []
        for body in party["organ"]:
            own_decisions = [one for one in body["vedtak"] if year_of(plan, one) == plan.head["år"]]
            days_of.append(own_decisions[-1]["dato"] if own_decisions else body["planlagt"])
        # Once the last body has decided, one that has not met has no more to do.
        over = bool(own_decisions)
        for body, known in zip(party["organ"], days_of):
            if body["vedtak"] or not over:
                kinds.setdefault(body["organ"].lower(), []).append(known)
    for kind, known in kinds.items():
        dated = sorted(filter(None, known))
        if dated and days(dated[0], dated[-1]) not in said:
            yield f"the way on has not {days(dated[0], dated[-1])} for {kind}: {said!r}"
        if not dated and not re.search(rf"dato\w* for {re.escape(kind)}\w* er ik", said.lower()):
            yield f"the way on has not that {kind} has no day: {said!r}"


def year_of(plan, decision):
    rows = plan.head["logg"]
    of_row = lambda row: row["år"] if row["år"] is not None else int(row["dato"][:4])
    if decision["versjon"]:
        return next((of_row(row) for row in rows if row["versjon"] == decision["versjon"]), None)
    past = [row for row in rows if row["dato"] <= decision["dato"]]
    return of_row(max(past, key=lambda row: row["dato"])) if past else None


def tasks(plan, document):
    own = table(document, "ansvar")
    if own is None:
        return
    wanted = []
    for part in plan.head["partar"]:
        leads, helps = plan.tasks(part["id"])
        agreed = part["id"] in plan.head["framside"] + plan.head["avtalepartar"]
        if leads or helps or agreed:
            wanted.append((plain(part["namn"]).lower(), leads, helps))
    # Parties with the same tiltak may share a row.
    known = {name for name, *_ in wanted}
    found = []
    for name, leads, helps in map(cells, own["rows"]):
        name = name.lower()
        for part in [name] if name in known else re.split(", | og ", name):
            found.append((part, expanded(leads), expanded(helps)))
    # Of those beside each other with the same tiltak the party that a copy is for stands first.
    for one, other in zip(runs_of_alike(wanted), runs_of_alike(found)):
        if one != other:
            yield f"who does what says {other}, not {one}"
    if len(wanted) != len(found):
        yield f"who does what has {len(found)} parties, not {len(wanted)}"


def runs_of_alike(parties):
    alike = itertools.groupby(parties, key=lambda own: own[1:])
    return [(sorted(name for name, *_ in own), *tiltak) for tiltak, own in alike]


def money(plan, document):
    own, by_payer = table(document, "finansiering"), table(document, "betalarar")
    sources = SOURCES[plan.head["språk"]]
    if own is not None and plan.posts():
        rows = [cells(row) for row in own["rows"]]
        total = [figure(amount) for amount in plan.sums(lambda post: True)]
        if rows[-1][1:] != total:
            yield f"the total is {rows[-1][1:]}, not {total}"
        overall = table(document, "finansiering-samla")
        sums = [row[1:] for row in map(cells, overall["rows"]) if row[0] == "Sum"] if overall else [total]
        if sums != [total]:
            yield f"the total is {sums}, not {total}, in the table of all money"
        used = {post["kjelde"] for post in plan.posts()}
        purposes = {json.dumps(post["formål"]) for post in plan.posts()}
        for source in used if len(used) > 1 and len(purposes) > 1 else ():
            wanted = [figure(amount) for amount in plan.sums(lambda post: post["kjelde"] == source)]
            row = next((row for row in rows if row[0] == f"Sum {sources[source]}"), None)
            if row is None or row[1:] != wanted:
                yield f"the sum of {source} is {row}, not {wanted}"
    named = any(post["part"] for post in plan.posts())
    if own is not None and named != (by_payer is not None):
        yield f"a table of payers: {by_payer is not None}, named: {named}"
    if by_payer is not None:
        rows = {row[0].lower(): row[1:] for row in map(cells, by_payer["rows"])}
        for part in plan.head["partar"]:
            wanted = [figure(amount) for amount in plan.sums(lambda post: post["part"] == part["id"])]
            row = rows.get(plain(part["namn"]).lower())
            if wanted[-1] != "–" and row != wanted:
                yield f"{part['namn']} pays {row}, not {wanted}"
        if len(rows) != len({post["part"] for post in plan.posts()}) + 1:
            yield f"{len(rows)} rows of payers"
    of_measures(plan, document)
    for goal, measure in plan.measures():
        yield from line_of(plan, document, measure)


def of_measures(plan, document):
    return [block for block in document["blocks"] if block["type"] == "heading" and block["kind"] == "tiltak"]


def line_of(plan, document, measure):
    """The line of money where a tiltak is described."""
    blocks = document["blocks"]
    at = next((n for n, block in enumerate(blocks) if block["type"] == "heading" and block["anchor"] == measure["id"]), None)
    if at is None:
        return
    said = plain(text_of(blocks[at + 1]["text"])) if blocks[at + 1]["type"] == "paragraph" else ""
    amount = sum(sum(post["beløp"].values()) for post in plan.posts() if post["formål"] == {"Tiltak": measure["id"]})
    amount *= 1000 if (plan.head["finansiering"] or {}).get("eining") == "TusenKroner" else 1
    if amount and f"Finansiering: {figure(amount)} kr" not in said:
        yield f"{measure['id']} has {figure(amount)} kr, and says {said!r}"
    if not amount and "Finansiering:" in said:
        yield f"{measure['id']} has no money, and says {said!r}"


def meetings(plan, document):
    own = table(document, "møteplan")
    bodies = [(party, body) for party in plan.head["handsaming"] for body in party["organ"]]
    asked = any(part == "Møteplan" for section in plan.head["seksjonar"] for part in section["innhald"])
    if asked and bodies and own is None:
        yield "no table of meetings"
    if own is None:
        return
    after = document["blocks"][document["blocks"].index(own) + 1 :][:1]
    said = " ".join(" ".join(cells(row)) for row in own["rows"]) + " ".join(plain(text_of(b["text"])) for b in after if b["type"] == "paragraph")
    for party, body in bodies:
        name = plain(plan.parts[party["part"]]["namn"])
        if name.lower() not in said.lower():
            yield f"{name} is not in the meetings"
        # A body that has met has the last day in place of the one planned; once the last has decided, no other meets.
        days_of = [one["dato"] for one in body["vedtak"][-1:]]
        if not days_of and body["planlagt"] and not party["organ"][-1]["vedtak"]:
            days_of = [body["planlagt"]]
        for date in days_of:
            if day(date) not in said:
                yield f"{name}, {body['organ']}: {day(date)} is not in the meetings"
    if len(own["rows"]) > len(plan.head["handsaming"]):
        yield f"{len(own['rows'])} rows of meetings, {len(plan.head['handsaming'])} parties"


def abbreviations(plan, document):
    own = table(document, "forkortingar")
    if own is None:
        return
    capitals = lambda text: re.fullmatch(r"[A-ZÆØÅ]{2,8}\d*", text or "")
    of = lambda part: "kort" if capitals(part["kort"]) and not capitals(part["namn"]) else "namn"
    wanted = {part[of(part)]: part["fullt"] for part in plan.head["partar"] if part["fullt"]}
    for part in plan.head["partar"]:
        short = part["kort"]
        if not part["fullt"] and capitals(short) and is_used(plan, short):
            wanted[short] = part["namn"]
    wanted |= {one["kort"]: one["fullt"] for one in plan.head["forkortingar"]}
    found = dict(map(cells, own["rows"]))
    if found != {plain(short): plain(full) for short, full in wanted.items()}:
        yield f"the abbreviations are {found}, not {wanted}"


def is_used(plan, short):
    """Whether a text of the plan says it, other than as the name of a party."""
    said = json.dumps([{key: value for key, value in plan.head.items() if key != "partar"}, plan.goals], ensure_ascii=False)
    return re.search(rf"(?<![^\W_]){short}(?![^\W_])", said) is not None


def cover(plan, document):
    own = (document["cover"] or {}).get("addressee")
    if not own:
        return
    name = plain(text_of(own["title"])).split(" ", 1)[1]
    part = next(one for one in plan.head["partar"] if plain(one["namn"]) == name)
    lines = [plain(text_of(line)) for line in own["lines"]]
    for numbers, word in zip(plan.tasks(part["id"]), ("Hov", "Sam")):
        said = next((line for line in lines if line.startswith(word) and " tiltak: " in line), None)
        found = expanded(said.split(": ", 1)[1]) if said else []
        if found != numbers:
            yield f"the cover says that {name} has {found}, not {numbers}"
        if said and len(numbers) > 1 and (NUMBERS[len(numbers)] if len(numbers) < len(NUMBERS) else str(len(numbers))) not in said.split():
            yield f"the cover counts otherwise: {said!r}"
    factor = 1000 if (plan.head["finansiering"] or {}).get("eining") == "TusenKroner" else 1
    own_posts = [post for post in plan.posts() if post["part"] == part["id"]]
    amounts = [
        factor * sum(post["beløp"].get(str(plan.head["år"]), 0) for post in own_posts),
        factor * sum(sum(post["beløp"].values()) for post in own_posts),
    ]
    said = next((line for line in lines if line.startswith("Betal")), "")
    wanted = [f"{amount:,}".replace(",", " ") + " kr" for amount in amounts]
    if bool(own_posts) != bool(said) or (own_posts and not all(amount in said for amount in wanted)):
        yield f"{name} pays {wanted}, and the cover says {said!r}"


def progress(plan, document):
    for _, measure in plan.measures():
        own = table(document, f"{measure['id']}--indikatorar")
        wanted = measure["indikatorar"]
        if len(own["rows"] if own else []) != len(wanted):
            yield f"{measure['id']} has {len(wanted)} figures"
            continue
        for row, one in zip(own["rows"] if own else [], wanted):
            measured = [one["utgangspunkt"], one["mål"], one["siste"]]
            shown = [f"{number(m['verdi'])} ({m['år']})" if m else "–" for m in measured]
            if cells(row)[1:] != shown:
                yield f"{one['namn']}: {cells(row)[1:]}, not {shown}"


def number(value):
    whole = f"{abs(int(value)):,}".replace(",", " ")
    rest = round(abs(value) * 100) % 100
    sign = "−" if value < 0 else ""
    return sign + whole + (f",{rest:02}".rstrip("0") if rest else "")


def pages(stem):
    """The pages of the overview in the Word file are those of its contents list."""
    with zipfile.ZipFile(f"{stem}.docx") as package:
        document = ElementTree.fromstring(package.read("word/document.xml"))
    found, entry_of = {}, {}
    for paragraph in document.iter(f"{W}p"):
        # A heading has a bookmark for the contents list and another for all else.
        names = [own.get(f"{W}name") for own in paragraph.iter(f"{W}bookmarkStart")]
        entry_of.update((name, entry) for entry in names if entry.startswith("_Toc") for name in names)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        kind = "contents" if style is not None and style.get(f"{W}val").startswith("TOC") else "table"
        bookmark, number, result = None, "", False
        for element in paragraph.iter():
            if element.tag == f"{W}instrText" and "PAGEREF" in element.text:
                bookmark = element.text.split()[1]
            elif element.tag == f"{W}fldChar":
                result = element.get(f"{W}fldCharType") == "separate"
            elif element.tag == f"{W}t" and result and bookmark:
                number += element.text
        if bookmark:
            found.setdefault(kind, {})[bookmark] = number
    contents = found.get("contents", {})
    for bookmark, number in found.get("table", {}).items():
        listed = contents.get(entry_of.get(bookmark))
        if listed != number:
            yield f"the overview says page {number} of {bookmark}, the contents list {listed}"


def main(data, stems):
    with open(data, encoding="utf-8") as file:
        plan = Plan(json.load(file))
    failed = False
    for stem in stems:
        document = document_of(f"{stem}.json")
        found = [*objections(plan, document), *pages(stem)]
        failed |= bool(found)
        print(f"{'figures as worked out anew' if not found else f'{len(found)} objections'}: {stem}")
        for objection in found[:20]:
            print(f"  {objection}")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
