#!/usr/bin/env python3
"""Plans as people write them in Word, read back: `handlingsplan ny MAPPE --frå FIL`.

    ny_fra.py PROGRAM PLAN OUT [--own FILE.docx ... | --lies | --but SHAPE]

Writes the plan as Word files of several shapes (headings as styles, bold lines, nothing but numbers; tables of tiltak split
over pages, merged cells, forms; bullets by hand; dates in many forms; parties in several spellings; the chart as boxes), saves
some of them anew through LibreOffice, also as .odt, reads each, and measures field by field how many characters stand in the
right one. Every word of the file must be in the plan's files or in the report. With --own, files that the program made itself
are read too. With --lies, the texts of the tiltak are exchanged in the file, and that must be seen. With --but, a shape is
left out: headings that look like all other lines, and are called what no other plan calls them, can't be told.
"""
import difflib
import json
import pathlib
import re
import subprocess
import sys
import zipfile

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

MONTHS = ("januar februar mars april mai juni juli august september oktober november desember").split()
MADE = {"Oversyn", "Ansvar", "Forkortingar"}


def plain(markdown):
    """The words of Markdown, line by line."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown or "")
    text = re.sub(r"\*\*|(?<!\w)\*|\*(?!\w)|\\(?=[^\w\s])", "", text)
    return re.sub(r"\s+", " ", text).strip()


def paragraphs(markdown):
    """The paragraphs and items of Markdown: (kind, level, number, words)."""
    lines = (markdown or "").split("\n")
    indent = min((len(own) - len(own.lstrip()) for own in lines[1:] if own.strip()), default=0)
    found, fresh = [], True
    for line in [own[indent:] if own[:indent].strip() == "" else own.strip() for own in lines]:
        sign = re.match(r"(\s*)([-*]|\d+\.)\s+(.*)", line)
        if not line.strip():
            fresh = True
        elif sign:
            number = sign[2] if sign[2][0].isdigit() else None
            found.append(["item", len(sign[1]) // 2, number, plain(sign[3])])
            fresh = False
        elif fresh or not found:
            found.append(["text", 0, None, plain(line)])
            fresh = False
        else:
            found[-1][3] = plain(found[-1][3] + " " + line.strip())
    return found


def date(iso, form):
    parts = [int(own) for own in iso.split("-")]
    if len(parts) == 2:
        return f"{MONTHS[parts[1] - 1].capitalize()} {parts[0]}"
    year, month, day = parts
    return [
        f"{day}. {MONTHS[month - 1]} {year}",
        f"{day:02}.{month:02}.{year}",
        f"{day}.{month}.{year % 100}",
        f"{day}. .{MONTHS[month - 1]} {year}",
        f"tysdag {day}. {MONTHS[month - 1]} {year}",
        f"{day}/{month}-{year}",
    ][form % 6]


class Writer:
    """A plan as a Word file of one shape."""

    def __init__(self, plan, **shape):
        self.plan, self.shape = plan, shape
        self.head = plan["hovud"]
        self.names = {own["id"]: own["namn"] for own in self.head["partar"]}
        self.nn = self.head["språk"] == "nn"
        self.document = docx.Document()
        if shape.get("font"):
            self.document.styles["Normal"].font.size = Pt(shape["font"])
        self.dates = 0

    def either(self, nn, nb):
        return nn if self.nn else nb

    def heading(self, words, level):
        look = self.shape["headings"]
        if look == "styles":
            self.document.add_heading(words, level)
        elif look == "plain":
            self.document.add_paragraph(words)
        else:
            paragraph = self.document.add_paragraph()
            run = paragraph.add_run(words)
            run.bold = True
            if look == "large" and level < 3:
                run.font.size = Pt(20 - 2 * level)

    def prose(self, markdown):
        for kind, level, number, words in paragraphs(markdown):
            if kind == "text":
                self.document.add_paragraph(words)
            elif self.shape.get("bullets") == "hand":
                sign = number or ["•", "–", "-"][level % 3]
                self.document.add_paragraph("\t" * level + f"{sign}\t{words}")
            elif self.shape.get("bullets") == "dash":
                self.document.add_paragraph(f"{number or '-'} {words}")
            elif number:
                # Word's own numbers would go on from list to list.
                self.document.add_paragraph(f"{number} {words}")
            else:
                self.document.add_paragraph(words, style="List Bullet" if level == 0 else "List Bullet 2")

    def day(self, iso):
        if not iso:
            return ""
        self.dates += 1
        return date(iso, self.dates if self.shape.get("dates") == "many" else 0)

    def table(self, rows, split=0, merged=False):
        """Rows as a table; `split` breaks it after so many rows, with its head repeated."""
        parts = [rows] if not split else [[rows[0], *rows[at : at + split]] for at in range(1, len(rows), split)]
        for part in parts:
            table = self.document.add_table(rows=0, cols=len(part[0]), style="Table Grid")
            for row in part:
                cells = table.add_row().cells
                for cell, words in zip(cells, row):
                    cell.text = words
            if merged:
                for column in merged:
                    self.merge(table, column)
            if split:
                self.document.add_paragraph()
        return table

    @staticmethod
    def merge(table, column):
        start = 1
        rows = len(table.rows)
        while start < rows:
            end = start
            words = table.cell(start, column).text
            while end + 1 < rows and words and table.cell(end + 1, column).text == words:
                end += 1
            if end > start:
                for row in range(start + 1, end + 1):
                    table.cell(row, column).text = ""
                table.cell(start, column).merge(table.cell(end, column)).text = words
            start = end + 1

    def cell(self, own):
        if own["ordlyd"]:
            return own["ordlyd"]
        words = ", ".join(self.names[part] for part in own["partar"])
        if own["tillegg"]:
            words += (" " if re.match(r"(m\.|og |med )", own["tillegg"]) else ", ") + own["tillegg"]
        return words

    def time(self, own):
        if "År" in own:
            first, last = own["År"]["frå"], own["År"]["til"]
            return f"{first}" if first == last else f"{first}{self.shape.get('dash', '-')}{last}"
        return own["Seinare"]

    def cover(self):
        head = self.head
        title = self.either("Utkast til handlingsplan", "Utkast til handlingsplan")
        if self.shape["headings"] == "styles":
            self.document.add_paragraph(f"{title} {head['år']}", style="Title")
        else:
            self.document.add_paragraph().add_run(f"{title} {head['år']}").bold = True
        if head["undertittel"]:
            self.document.add_paragraph(f"- {head['undertittel']} ")
        self.document.add_paragraph(head["avtale"])
        names = [self.names[own] for own in head["framside"]]
        if self.shape.get("cover") == "lines":
            for name in names:
                self.document.add_paragraph(name)
        else:
            self.document.add_paragraph(", ".join(names[:-1]) + " og " + names[-1])
        if self.shape.get("period"):
            self.document.add_paragraph(f"Avtaleperiode {head['periode']['frå']}–{head['periode']['til']}")
        self.heading(self.either("Logg (slettast i endeleg versjon)", "Logg (slettes i endelig versjon)"), 2)
        rows = [["Versjon", "Dato", "Status", self.either("Sist endra av", "Sist endret av")]]
        for own in head["logg"]:
            rows.append([f"{own['versjon']} {own['namn'] or ''}".strip(), self.day(own["dato"]), own["status"], own["endra_av"]])
        self.table(rows)
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def contents(self):
        self.document.add_paragraph(self.either("Innhald", "Innhold"))
        for own in self.head["seksjonar"]:
            if own["nummer"]:
                self.document.add_paragraph(f"{own['nummer']}. {own['tittel']}\t{own['nummer'] + 2}", style="toc 1")

    def section(self, own):
        if any(isinstance(part, str) and part in MADE for part in own["innhald"]):
            return
        self.heading(f"{own['nummer']}. {own['tittel']}" if own["nummer"] else own["tittel"], 1)
        for part in own["innhald"]:
            if part == "Organisasjonskart":
                self.chart()
            elif part == "Møteplan":
                self.meetings()
            elif part == "Godkjenningar":
                self.approvals()
            elif isinstance(part, dict) and "Tekst" in part:
                self.prose(part["Tekst"])
            elif isinstance(part, dict) and "Mellomtittel" in part:
                self.heading(part["Mellomtittel"], 2)
            elif isinstance(part, dict) and "Delmål" in part:
                if part["Delmål"]["overskrift"]:
                    self.heading(part["Delmål"]["overskrift"], 2)
                for goal in self.plan["delmål"]:
                    self.goal(goal)

    def goal(self, own):
        self.heading(f"Delmål {own['nummer']}: {own['tittel']}", 2)
        self.prose(own["innleiing"])
        label = self.either("Hovudmål", "Hovedmål")
        if own["hovudmål"]:
            aim = plain(own["hovudmål"])
            if own["nummer"] % 2:
                self.heading(f"{label}:", 4) if self.shape["headings"] != "styles" else self.document.add_paragraph(f"{label}:")
                self.document.add_paragraph(aim)
            else:
                self.document.add_paragraph(f"{label}: {aim}")
        year = self.head["år"]
        self.document.add_paragraph(self.either(
            f"I {year} skal følgjande tiltak prioriterast (sjå nærmare omtale under). Tiltak i grå skrift, blir  prioritert seinare i perioden.",
            f"I {year} skal følgende tiltak prioriteres (se nærmere omtale under). Tiltak i grå skrift blir prioritert senere i perioden."))
        head = ["", "Tiltak", self.either("Hovudansvarleg", "Hovedansvarlig"), self.either("Samarbeidspartar", "Samarbeidsparter"), "Tidsramme"]
        rows = [head] + [
            [str(one["nummer"]), one["tittel"], self.cell(one["hovudansvarleg"]), self.cell(one["samarbeidspartar"]), self.time(one["tidsramme"])]
            for one in own["tiltak"]
        ]
        if self.shape.get("table") == "titles":
            rows = [row[1:] for row in rows]
            for number, row in enumerate(rows[1:], 1):
                row[0] = f"{number}. {row[0]}"
        self.table(rows, split=self.shape.get("split", 0), merged=self.shape.get("merged", False))
        self.document.add_paragraph(f"Tabell {own['nummer']}")
        self.prose(own["etter_tabell"])
        for one in own["tiltak"]:
            self.tiltak(own, one)

    def tiltak(self, goal, own):
        title = self.shape.get("title", "one")
        if title == "one":
            self.heading(f"Tiltak {own['nummer']}: {own['tittel']}", 3)
        elif title == "two":
            self.heading(f"Tiltak {own['nummer']}:", 3)
            self.heading(own["tittel"], 3)
        else:
            self.heading(f"Tiltak {goal['nummer']}.{own['nummer']} – {own['tittel']}", 3)
        if self.shape.get("form") and own["bolkar"]:
            self.prose(own["ingress"])
            table = self.document.add_table(rows=0, cols=2, style="Table Grid")
            for part in own["bolkar"]:
                cells = table.add_row().cells
                cells[0].text = part["overskrift"]
                cells[1].text = ""
                first = True
                for kind, level, number, words in paragraphs(part["tekst"]):
                    paragraph = cells[1].paragraphs[0] if first else cells[1].add_paragraph()
                    first = False
                    paragraph.add_run(("" if kind == "text" else f"{number or '•'}\t") + words)
            self.document.add_paragraph()
            return
        self.prose(own["ingress"])
        for at, part in enumerate(own["bolkar"]):
            kind = paragraphs(part["tekst"])
            known = re.match(r"Utfordring|Skildring|Beskrivelse", part["overskrift"])
            if self.shape.get("inline") and known and kind and kind[0][0] == "text":
                paragraph = self.document.add_paragraph()
                paragraph.add_run(part["overskrift"] + ": ").bold = True
                paragraph.add_run(kind[0][3])
                rest = "\n".join(("" if one[0] == "text" else "  " * one[1] + (one[2] or "-") + " ") + one[3] + "\n" * (one[0] == "text") for one in kind[1:])
                self.prose("\n" + "\n".join(f"\n{line}" for line in rest.split("\n")) if rest else "")
            else:
                colon = ":" if self.shape.get("colons") and not part["overskrift"].endswith("?") else ""
                self.heading(part["overskrift"] + colon, 4)
                self.prose(part["tekst"])

    def chart(self):
        chart = self.head["organisasjonskart"]
        if not chart:
            return
        paragraph = self.document.add_paragraph()
        for at, node in enumerate(chart["nodar"]):
            words = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in [node["namn"], *node["linjer"]])
            shape = (
                f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:rect id="r{at}" '
                f'style="position:absolute;margin-left:{at * 40}pt;margin-top:0;width:38pt;height:20pt"><v:textbox>'
                f"<w:txbxContent>{words}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
            )
            paragraph._p.append(parse_xml(shape))
        self.document.add_paragraph(f"Figur 1: {chart['tittel']}" if self.shape.get("figure") else "Figur 1")

    def meetings(self):
        bodies = []
        for own in self.head["handsaming"]:
            bodies += [body["organ"] for body in own["organ"] if body["planlagt"] and body["organ"] not in bodies]
        rows = [["Kommune:", *[f"{own.capitalize()}:" for own in bodies]]]
        for own in self.head["handsaming"]:
            days = {body["organ"]: body["planlagt"] for body in own["organ"]}
            if any(days.values()):
                rows.append([self.names[own["part"]], *[self.day(days.get(body)) for body in bodies]])
        self.table(rows)

    def approvals(self):
        rows = [["Samarbeidspart", self.either("Dato for (politisk) godkjenning", "Dato for (politisk) godkjenning")]]
        for own in self.head["handsaming"]:
            days = [decision["dato"] for body in own["organ"] for decision in body["vedtak"]]
            rows.append([self.names[own["part"]], self.day(days[-1]) if days else ""])
        self.table(rows)

    def write(self, path):
        self.cover()
        if self.shape.get("contents"):
            try:
                self.document.styles["toc 1"]
            except KeyError:
                self.document.styles.add_style("toc 1", 1)
            self.contents()
        for own in self.head["seksjonar"]:
            self.section(own)
        self.document.save(path)


SHAPES = {
    "stilar": dict(headings="styles", period=True, contents=True, figure=True),
    "feit": dict(headings="bold", bullets="hand", title="two", split=2, colons=True, dates="many"),
    "stor": dict(headings="large", bullets="dash", merged=[2, 3], dash=" – ", cover="lines", colons=True),
    "tal": dict(headings="plain", bullets="hand", title="one", colons=True, dates="many"),
    "i-line": dict(headings="bold", bullets="word", inline=True, title="dotted", table="titles", font=11),
    "skjema": dict(headings="styles", form=True, merged=[2], title="one"),
}


def fields(plan):
    """The fields that a document says, by name: strings."""
    head = plan["hovud"]
    names = {own["id"]: own["namn"] for own in head["partar"]}
    found = {"avtale": head["avtale"], "undertittel": head["undertittel"] or "", "år": str(head["år"])}
    found["periode"] = f"{head['periode']['frå']}-{head['periode']['til']}"
    found["framside"] = ", ".join(names[own] for own in head["framside"])
    for own in head["logg"]:
        for key in ("namn", "dato", "status", "endra_av"):
            found[f"logg {own['versjon']} {key}"] = own[key] or ""
    for own in head["seksjonar"]:
        if any(isinstance(part, str) and part in MADE for part in own["innhald"]):
            continue
        key = f"punkt {own['nummer'] or own['tittel']}"
        found[f"{key} tittel"] = own["tittel"]
        texts = []
        for part in own["innhald"]:
            if isinstance(part, dict) and "Tekst" in part:
                texts.append(plain(part["Tekst"]))
            elif isinstance(part, dict) and "Mellomtittel" in part:
                texts.append(part["Mellomtittel"])
            elif isinstance(part, dict) and "Delmål" in part:
                found["delmål overskrift"] = part["Delmål"]["overskrift"] or ""
            elif part != "Finansiering":
                found[f"{key} {part}"] = str(part)
        found[f"{key} tekst"] = " ".join(texts)
    for goal in plan["delmål"]:
        key = f"delmål {goal['nummer']}"
        found[f"{key} tittel"] = goal["tittel"]
        for part in ("innleiing", "hovudmål", "etter_tabell"):
            found[f"{key} {part}"] = plain(goal[part])
        for own in goal["tiltak"]:
            one = f"tiltak {goal['nummer']}.{own['nummer']}"
            found[f"{one} tittel"] = own["tittel"]
            found[f"{one} ingress"] = plain(own["ingress"])
            found[f"{one} tidsramme"] = json.dumps(own["tidsramme"], ensure_ascii=False)
            for part in ("hovudansvarleg", "samarbeidspartar"):
                cell = own[part]
                words = cell["ordlyd"] or ", ".join([*(names[who] for who in cell["partar"]), *([cell["tillegg"]] if cell["tillegg"] else [])])
                found[f"{one} {part}"] = words.replace(", m.fl.", " m.fl.")
            for place, part in enumerate(own["bolkar"]):
                found[f"{one} bolk {place} overskrift"] = part["overskrift"]
                found[f"{one} bolk {place} tekst"] = plain(part["tekst"])
    for own in (head["organisasjonskart"] or {"nodar": []})["nodar"]:
        found[f"boks {own['namn']}"] = own["namn"]
    for own in head["handsaming"]:
        for body in own["organ"]:
            if body["planlagt"]:
                found[f"møte {names[own['part']]} {body['organ']}"] = body["planlagt"]
        # The tables of approvals that people write have the last decision alone.
        days = [decision["dato"] for body in own["organ"] for decision in body["vedtak"]]
        if days:
            found[f"vedtak {names[own['part']]}"] = days[-1]
    return {key: words for key, words in found.items() if words}


def right(expected, got):
    """How many characters of a field stand where they should."""
    if expected == got:
        return len(expected)
    one, other = expected.split(" "), got.split(" ")
    blocks = difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    kept = sum(len(word) + 1 for block in blocks for word in one[block.a : block.a + block.size])
    return min(kept, len(expected))


def data(program, plan, out):
    subprocess.run([program, "bygg", plan, "--format", "data", "--stille", "--ut", out], check=True, capture_output=True)
    return json.loads(next(pathlib.Path(out).glob("*-data.json")).read_text())


def words_of(path):
    """The words of a Word file, by a reader that is not ours."""
    text = subprocess.run(["pandoc", str(path), "-t", "plain", "--wrap=none"], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"[^\W\d_]{2,}", text.lower()))


def measure(program, expected, path, out, least):
    name = path.stem + path.suffix.replace(".", "-")
    folder = out / "planar" / name
    made = subprocess.run([program, "ny", folder, "--frå", path], capture_output=True, text=True)
    if made.returncode:
        print(f"{path.name}: {made.stderr.strip()}")
        return False
    (out / f"{name}.txt").write_text(made.stdout)
    try:
        got = fields(data(program, folder, out / "data" / name))
    except subprocess.CalledProcessError as error:
        print(f"{path.name}: the plan can't be built: {error.stderr.decode()[:2000]}")
        return False
    total = sum(map(len, expected.values()))
    kept = {key: right(words, got.get(key, "")) for key, words in expected.items()}
    share = 100 * sum(kept.values()) / total
    wrong = sorted((kept[key] - len(words), key) for key, words in expected.items() if kept[key] < len(words))
    files = " ".join(own.read_text() for own in folder.glob("*.ron")) + made.stdout
    joined = re.sub(r"\s*\n\s*", " ", files.lower())
    there = set(re.findall(r"[^\W\d_]{2,}", joined))
    lost = sorted(words_of(path) - there - set(MONTHS) - {"tysdag", "tabell", "figur", "hovudansvarleg", "hovedansvarlig"})
    counts = re.search(r"Gjetta \((\d+)\)", made.stdout), re.search(r"plass i planen \((\d+)\)", made.stdout)
    print(f"{path.name}: {share:.2f} % of {total} characters, guesses and left: {[own and own[1] for own in counts]}")
    for missing, key in wrong[:12]:
        print(f"    {missing} {key}: {expected[key][:70]!r} … {got.get(key, '')[:70]!r}")
    extra = sorted(set(got) - set(expected))
    if extra:
        print(f"    too much: {extra[:8]}")
    if lost:
        print(f"    lost words: {lost[:40]}")
    return share >= least and not [own for own in lost if own not in LABELS]


# Words of heads and labels, which the program sets by itself.
LABELS = set("""utkast til handlingsplan avtaleperiode logg slettast slettes endeleg endelig versjon dato status sist endra endret av innhald
innhold hovudmål hovedmål skal følgjande følgende tiltak prioriterast prioriteres sjå se nærmare nærmere omtale under grå skrift blir prioritert
seinare senere perioden samarbeidspartar samarbeidsparter tidsramme delmål kommune formannskap kommunestyre fylkesting samarbeidspart for
politisk godkjenning""".split())


def office(paths, kind, out):
    profile = f"-env:UserInstallation=file://{out.resolve()}/profile"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", kind, "--outdir", out, *paths], check=True, capture_output=True)


def main():
    arguments = [own for own in sys.argv[1:] if own != "--lies"]
    own, but = [], None
    if "--but" in arguments:
        at = arguments.index("--but")
        arguments, but = arguments[:at], arguments[at + 1]
    if "--own" in arguments:
        at = arguments.index("--own")
        arguments, own = arguments[:at], arguments[at + 1 :]
    program, plan, out = arguments[0], arguments[1], pathlib.Path(arguments[2])
    subprocess.run(["rm", "-rf", out], check=True)
    (out / "planar").mkdir(parents=True)
    values = data(program, plan, out / "data" / "plan")
    expected = fields(values)
    if "--lies" in sys.argv:
        lie = json.loads(json.dumps(values))
        parts = [one["bolkar"] for goal in lie["delmål"] for one in goal["tiltak"] if one["bolkar"]]
        for one, other in zip(parts, [*parts[1:], parts[0]]):
            one[0]["tekst"], other[0]["tekst"] = other[0]["tekst"], one[0]["tekst"]
        path = out / "byta.docx"
        Writer(lie, **SHAPES["stilar"]).write(path)
        sys.exit("a file with other texts was found to be right" if measure(program, expected, path, out, 97) else 0)
    if own:
        files = [pathlib.Path(path) for path in own]
    else:
        files = []
        for name, shape in [own for own in SHAPES.items() if own[0] != but]:
            files.append(out / f"{name}.docx")
            Writer(values, **shape).write(files[-1])
        again = out / "lagra"
        again.mkdir()
        office(files, "docx", again)
        office(files, "odt", out)
        files += sorted(again.glob("*.docx")) + sorted(out.glob("*.odt"))
        for path in list(again.glob("*.docx")):
            files[files.index(path)] = path.rename(again / f"{path.stem}-lagra.docx")
    good = [measure(program, expected, path, out, 97) for path in files]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
