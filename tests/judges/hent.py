"""Judge: what colleagues change in a Word file comes back into the plan, all of it and nothing else.

Word files of the plans go through programs that are not ours. What nobody changed must come back as no change; every edit, made by
LibreOffice (typed by a macro, with and without recording) and by python-docx, must be in the list with its words, at its line of
the data. What is taken in is built anew: the new document then reads as the colleague's file, and the data differ in those lines
alone, with every comment. What differs is counted here by a reader of its own.

usage: hent.py PROGRAM TOOLS FOLDER [--lies | --seeds FIRST-LAST [--moves]]   (TOOLS has what `run` installs; --lies falsifies what
the program says and writes, and objects if that is not seen; --seeds makes edits by chance, with --moves paragraphs that are moved
too, which are not all taken in well yet)"""

import collections
import copy
import difflib
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
from xml.sax.saxutils import escape

import docx
from docx.oxml.ns import qn

from changes import LIBRARY
from engines import Engines
from hent_edits import (
    Choice,
    Edit,
    File,
    MARKED,
    MODULE,
    Passage,
    basic,
    edited_by_python,
    listed,
    marked_edits,
    middle,
    normal,
    office_edits,
    passages,
    plain_copy,
    replace,
    rewritten,
    set_text,
    strip_as_google,
    without_base,
    without_bookmarks,
)

REAL, SHORT, LARGE = "vest-telemark-2025", "eksempel-bokmal-2026", "fjellregionen-2027"
COPIES = {REAL: "tokke", SHORT: "sjøvik", LARGE: "bjørkestrand"}


class Judge:
    def __init__(self, program, tools, folder):
        self.program, self.tools, self.folder = program, tools, folder
        self.wrong, self.cases = 0, 0

    def say(self, case, objections):
        self.cases += 1
        self.wrong += bool(objections)
        print(f"{'NOT ' if objections else ''}as it should be: {case}", flush=True)
        for own in objections[:12]:
            print(f"  {own[:700]}")

    def called(self, *arguments):
        made = subprocess.run([self.program, *map(str, arguments)], capture_output=True, text=True)
        if made.returncode not in (0, 1):
            raise SystemExit(f"{arguments}: {made.stderr[-1500:]}")
        return made

    def build(self, plan, out, *arguments):
        """The Word files of a plan."""
        shutil.rmtree(out, ignore_errors=True)
        made = self.called("bygg", plan, "--format", "docx", "--stille", "--ut", out, *arguments)
        files = sorted(out.glob("*.docx"))
        if not files:
            raise SystemExit(f"{plan} has no Word file: {made.stderr[-1500:]}")
        return files

    def hent(self, plan, *files):
        """What is listed."""
        made = self.called("hent", plan, *files, "--format", "json")
        if made.returncode:
            raise SystemExit(f"hent {[own.name for own in files]}: {made.stderr}")
        return json.loads(made.stdout)

    def copy(self, plan, name):
        folder = self.folder / "planar" / name
        shutil.copytree(plan, folder)
        return folder

    def office(self, jobs):
        """Lets LibreOffice, started once with a profile of its own, do what the lines of Basic say."""
        profile = self.folder / "profile"
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
        # The first start makes the profile; a module that is there before it is lost.
        subprocess.run([*command, "--terminate_after_init"], timeout=120, capture_output=True)
        library = profile / "user/basic/Standard"
        library.mkdir(parents=True, exist_ok=True)
        (library / "Module1.xba").write_text(MODULE.replace("%s", escape("\n".join(jobs))))
        (library / "script.xlb").write_text(LIBRARY.format("", '<library:element library:name="Module1"/>'))
        (library / "dialog.xlb").write_text(LIBRARY.format("", ""))
        subprocess.run([*command, "macro:///Standard.Module1.Main"], timeout=300, capture_output=True)


# --- What differs, by a reader of our own

def different(base, now):
    """The paragraphs that only the one has, and those that only the other has."""
    gone, new = [], []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, base, now, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += base[i:j]
            new += now[k:m]
    return gone, new


def objections_to_list(entries, edits, base, now):
    """What is wrong with a list: what is missing in it, what is too much, and what stands at the wrong place."""
    wrong = []
    changes = [own for own in entries if own["slag"] != "merknad"]
    gone, new = (collections.Counter(own) for own in different(base, now))
    told_gone, told_new = (collections.Counter(text for own in changes for text in listed(own, side)) for side in ("før", "etter"))
    # Of two that changed places either may be told as the one that moved.
    if gone & new and not told_gone & told_new:
        wrong.append(f"what moved has no entry: {list(gone & new)[:2]}")
    moved, told_moved = gone & new, told_gone & told_new
    for side, texts, told in (("før", gone - moved, told_gone - told_moved), ("etter", new - moved, told_new - told_moved)):
        told = list(told.elements())
        for text in texts.elements():
            if text in told:
                told.remove(text)
            else:
                wrong.append(f"a difference has no entry ({side}): {text!r}")
        looks = [text for edit in edits if edit.look for text in edit.after]
        wrong += [f"an entry of what nobody changed ({side}): {text!r}" for text in told if text not in looks]
    for edit in edits:
        own = [entry for entry in changes if edit.is_in(entry)]
        if not own:
            wrong.append(f"{edit.what}: not listed: {edit.before} … {edit.after}")
        elif edit.kind not in [entry["slag"] for entry in own]:
            wrong.append(f"{edit.what}: {own[0]['slag']}, not {edit.kind}: {own[0].get('melding')} {edit.before} … {edit.after}")
        elif edit.places and not [entry for entry in own if is_at(entry, edit.places)]:
            where = [(place.file, place.first, place.last) for place in edit.places]
            wrong.append(f"{edit.what}: at {own[0]['stad']}, not {where}")
    return wrong


def is_at(entry, places):
    stad = entry["stad"] or {"fil": None, "linje": 0}
    return any(pathlib.Path(stad["fil"] or "").name == own.file and own.first <= stad["linje"] <= own.last for own in places)


def comments(text):
    return re.findall(r"^\s*//.*$", text, re.M)


def objections_to_data(before, after, edits):
    """What is wrong with the data files: lost comments, and lines that no edit was in."""
    wrong = []
    for name, old in before.items():
        new = after[name]
        if comments(old) != comments(new):
            wrong.append(f"{name}: comments changed")
        lines = set()
        for place in [place for edit in edits if edit.kind == "endring" for place in edit.places if place.file == name]:
            lines |= set(range(place.first, place.last + 1))
        one, two = old.splitlines(), new.splitlines()
        for tag, i, j, k, m in difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            # What is put in stands beside a line of its paragraph, with an empty line between.
            touched = set(range(i + 1, j + 1)) or {i, i + 1, i - 1, i + 2}
            is_own = touched <= lines | {own + 1 for own in lines} | {own - 1 for own in lines} if i < j else touched & lines
            if not is_own:
                wrong.append(f"{name}:{i + 1}: changed without an edit there: {one[i:j]} … {two[k:m]}")
    return wrong


def data_of(folder):
    return {own.name: own.read_text() for own in sorted(folder.glob("*.ron"))}


def taken(edits, base, now):
    """The document as it must read when what can be taken in is: the colleague's, without what can't be."""
    expected = list(now)
    for edit in edits:
        if edit.kind != "endring" and edit.after and not edit.before:
            for own in edit.after:
                expected.remove(own)
        elif edit.kind != "endring":
            at = expected.index(edit.after[0]) if edit.after else None
            if at is not None:
                expected[at : at + len(edit.after)] = edit.before
    return expected


def objections_to_document(expected, got, edits, bold):
    gone, new = different(expected, got)
    wrong = [f"the new document lacks: {own!r}" for own in gone] + [f"the new document has too: {own!r}" for own in new]
    for edit in edits:
        if edit.look and not set(edit.look) <= bold:
            wrong.append(f"{edit.what}: not bold in the new document: {sorted(set(edit.look) - bold)}")
    return wrong

# --- The cases

def untouched(judge, engines):
    """Files that nobody changed, and that other programs only opened and saved."""
    saved, jobs = {}, []
    out = judge.folder / "urørt"
    for plan in sorted(pathlib.Path("data").iterdir()):
        files = judge.build(plan, out / plan.name / "a", "--utgåve", "utkast,politisk")
        if plan.name in COPIES:
            files += judge.build(plan, out / plan.name / "b", "--til", COPIES[plan.name])
        saved[plan] = list(files)
        for source in files[:1] if plan.name != REAL else files:
            target = out / plan.name / f"{source.stem}.python-docx.docx"
            docx.Document(source).save(target)
            saved[plan].append(target)
            target = out / plan.name / f"{source.stem}.LibreOffice.docx"
            jobs += [basic("Load", source), basic("Save", target)]
            saved[plan].append(target)
        if plan.name in (REAL, SHORT):
            for engine in engines.names:
                target = out / plan.name / f"{files[0].stem}.{engine}.docx"
                said = engines.resolve(engine, files[0], {"accept": target})
                if target.exists():
                    saved[plan].append(target)
                else:
                    print(f"{engine} saves nothing: {said.strip()[:200]}")
    redline = judge.build(pathlib.Path("data") / SHORT, out / "merke", "--sidan", "0.1")[0]
    plain = pathlib.Path("data") / SHORT
    saved[plain].append(redline)
    for engine in engines.names:
        target = out / "merke" / f"{redline.stem}.{engine}.godteke.docx"
        engines.resolve(engine, redline, {"accept": target})
        saved[plain].append(target)
    yield jobs
    for plan, files in saved.items():
        before = {own.name: own.read_bytes() for own in plan.iterdir() if own.is_file()}
        told = judge.hent(plan, *files)
        wrong = [f"{pathlib.Path(own['fil']).name}: {own['slag']} {own.get('før')} … {own.get('etter')}" for own in told["endringar"]]
        wrong += [f"{own['fil']}: has lost its base" for own in told["utan_grunnlag"]]
        if {own.name: own.read_bytes() for own in plan.iterdir() if own.is_file()} != before:
            wrong.append("the data were changed")
        judge.say(f"{plan.name}: {len(files)} files that nobody changed", wrong)


def taking(judge, plan, name, files, edits, notes, base, expected):
    """Takes everything in, in a copy of the plan, and reads the new document."""
    folder = judge.last = judge.copy(plan, name)
    before = data_of(folder)
    told = judge.called("hent", folder, *files, "--skriv")
    if told.returncode:
        return [f"not taken in: {told.stderr.strip()}"]
    wrong = objections_to_data(before, data_of(folder), edits)
    new = File(judge.build(folder, judge.folder / "nye" / name)[0])
    wrong += objections_to_document(expected, new.texts(), edits, new.bold())
    again = judge.hent(folder, *files)
    left = [own for own in again["endringar"] if own["slag"] == "endring"]
    return wrong + [f"wanted once more: {own['før']} … {own['etter']}" for own in left]


def objections_to_notes(entries, notes):
    wrong = []
    found = [(own["forfattar"], normal(own["tekst"]), own) for own in entries if own["slag"] == "merknad"]
    for author, words, place in notes:
        own = [entry for who, said, entry in found if (who, said) == (author, normal(words))]
        if not own:
            wrong.append(f"a comment is not listed: {author}: {words!r}")
        elif not is_at(own[0], [place]):
            wrong.append(f"a comment is at {own[0]['stad']}, not {place.file}:{place.first}–{place.last}")
    if len(found) > len(notes):
        wrong.append(f"{len(found)} comments, not {len(notes)}")
    return wrong


def edited(judge, plan, case, source, target, edits, notes, take=True, stripped=False):
    base, now = File(source).texts(), File(target).texts()
    told = judge.hent(plan, target)
    wrong = objections_to_list(told["endringar"], edits, base, now) + objections_to_notes(told["endringar"], notes)
    if bool(told["utan_grunnlag"]) != stripped:
        wrong.append(f"compared with the base: {not told['utan_grunnlag']}")
    if take:
        name = re.sub(r"\W+", "-", case)
        wrong += taking(judge, plan, name, [target], edits, notes, base, taken(edits, base, now))
    judge.say(f"{case}: {len(edits)} edits, {len(notes)} comments", wrong)
    return told


def copies(judge, plan, out):
    """A copy for a party, edited: what is taken in of it is not asked for again."""
    source = judge.build(plan, judge.folder / "kopi", "--til", COPIES[plan.name])[0]
    target = out / f"kopi-{plan.name}.docx"
    edits, notes = edited_by_python(plan, source, target)
    edited(judge, plan, f"{plan.name}, a copy for a party", source, target, edits, notes, take=False)
    folder = judge.copy(plan, f"kopi-{plan.name}")
    before = data_of(folder)
    judge.called("hent", folder, target, "--skriv")
    wrong = objections_to_data(before, data_of(folder), edits) + (["nothing is taken in"] if data_of(folder) == before else [])
    again = [own for own in judge.hent(folder, target)["endringar"] if own["slag"] == "endring"]
    wrong += [f"wanted once more: {own['før']} … {own['etter']}" for own in again]
    judge.say(f"{plan.name}, a copy for a party, taken in", wrong)


def colleagues(judge, plan, source, count, out):
    """Files of colleagues who each change what no other does, and of two who change one word."""
    base = File(source)
    choose, files, edits, now = Choice(plan, base), [], [], base.texts()
    for number in range(count):
        own = File(source)
        one = choose.long()
        word = middle(one.words)
        replace(own.line(one.words), word, f"kollega{number}")
        after = one.words.replace(word, f"kollega{number}")
        now[now.index(normal(one.words))] = normal(after)
        files.append(out / f"kollega-{count}-{number}.docx")
        own.document.save(files[-1])
        edits.append(Edit(f"colleague {number}", [one.words], [after], [one]))
    told = judge.hent(plan, *files)["endringar"]
    wrong = objections_to_list(told, edits, base.texts(), now)
    for edit, file in zip(edits, files):
        if not [own for own in told if edit.is_in(own) and own["fil"] == file.name]:
            wrong.append(f"{edit.what}: not by {file.name}")
    wrong += taking(judge, plan, f"kollegaer-{count}", files, edits, [], base.texts(), now)
    judge.say(f"{count} colleagues, each with another text", wrong)


def against(judge, plan, source, out):
    base = File(source)
    one = Choice(plan, base).long()
    word, files, edits = middle(one.words), [], []
    for own in ("einvil", "annanvil"):
        file = File(source)
        replace(file.line(one.words), word, own)
        files.append(out / f"{own}.docx")
        file.document.save(files[-1])
        edits.append(Edit(own, [one.words], [one.words.replace(word, own)], [one], kind="konflikt"))
    told = judge.hent(plan, *files)["endringar"]
    wrong = []
    for edit, file, other in zip(edits, files, reversed(files)):
        own = [entry for entry in told if edit.is_in(entry) and entry["fil"] == file.name]
        if [entry["slag"] for entry in own] != ["konflikt"] or other.name not in own[0]["melding"]:
            wrong.append(f"{edit.what}: {[(entry['slag'], entry['melding']) for entry in own]} does not name {other.name}")
    folder = judge.copy(plan, "mot-kvarandre")
    before = data_of(folder)
    judge.called("hent", folder, *files, "--skriv")
    if data_of(folder) != before:
        wrong.append("a conflict was taken in")
    judge.say("two colleagues against each other", wrong)


def marked(judge, plan, source, out):
    target = out / f"merkt-{plan.name}.docx"
    edits = marked_edits(plan, source, target)
    edited(judge, plan, f"{plan.name}, words beside links, references and emphasis", source, target, edits, [])
    marks = [collections.Counter(mark for own in passages(folder) for mark in MARKED.findall(own.words)) for folder in (plan, judge.last)]
    judge.say(f"{plan.name}, the marks are what they were", [f"{list(marks[0] - marks[1])} … {list(marks[1] - marks[0])}"] * (marks[0] != marks[1]))


def names(judge, plan, source, out):
    """A title is the plan's own, and is told there; names, years and the program's sentences come from elsewhere."""
    file, edits = File(source), []

    def change(what, form, old, new, kind, in_table=False, places=()):
        line = next(own for own in file.lines if re.search(form, own.text) and own.in_table == in_table and "\n" not in own.raw)
        replace(line, old, new)
        edits.append(Edit(what, [line.text], [normal(line.raw.replace(old, new, 1))], places, kind=kind))

    title, (name, number) = next(
        (found[1], (own.name, at))
        for own in sorted(plan.glob("delmaal-*.ron"))
        for at, line in enumerate(own.read_text().splitlines(), 1)
        if (found := re.match(r'            tittel: "(\w+ \w+ [\w ]+)"', line))
    )
    heading = next(own for own in file.lines if own.text == normal(title) and file.is_heading(own))
    word = title.split()[-1]
    replace(heading, word, "bytteord")
    place = Passage(name, 0, number)
    edits.append(Edit("a title", [title], [title.replace(word, "bytteord")], [place]))
    change("a sentence of the program", r"tiltak prioriterast", "prioriterast", "veljast", "program")
    change("a year", r"^20\d\d–20\d\d$", "20", "19", "verdi", in_table=True)
    change("a name", r"^Tokke kommune$", "Tokke", "Takke", "register", in_table=True)
    target = out / "namn.docx"
    file.document.save(target)
    entries = judge.hent(plan, target)["endringar"]
    wrong = objections_to_list(entries, edits, File(source).texts(), File(target).texts())
    folder = judge.copy(plan, "namn")
    before = data_of(folder)
    judge.called("hent", folder, target, "--skriv")
    wrong += objections_to_data(before, data_of(folder), edits)
    if File(judge.build(folder, judge.folder / "nye" / "namn")[0]).texts().count(normal(edits[0].after[0])) < 1:
        wrong.append("the new title is not in the new document")
    judge.say("a title, and what comes from elsewhere", wrong)


def refused(judge):
    plan = pathlib.Path("data") / SHORT
    files = judge.build(plan, judge.folder / "saker", "--til", COPIES[SHORT], "--saksframlegg")
    papers = [own for own in files if own.name.startswith("saksframlegg-")]
    wrong = [] if papers else ["there is no case paper"]
    folder = judge.copy(plan, "saker")
    before = data_of(folder)
    for paper in papers:
        said = judge.called("hent", folder, paper, "--skriv")
        if said.returncode != 1 or paper.name not in said.stderr or "\n" not in said.stderr:
            wrong.append(f"{paper.name}: {said.returncode} {said.stderr!r}")
    if data_of(folder) != before:
        wrong.append("the data were changed")
    judge.say(f"{len(papers)} case papers are refused", wrong)


# --- Edits by chance

# What people type that a text of the data says otherwise.
TYPED = ["bytteord", "«sitert»", '"rett sitert"', "2 * 3 * 4", "under_strek_her", "[klamme]", "# emne", "<b>", "a\\b", "`kode`", "~~om~~", "100 % – 3", "&amp;", "é è ü", "it’s", "1. januar", "https://example.org", '"#', "\t", "${x}"]
FIRST = ["1. ", "- ", "# ", "> ", "* ", "+ ", "    ", "| ", "=== ", "(tekst: "]


def by_chance(judge, plan, source, out, seed, moves=False):
    """Edits of any kind, anywhere in the text: each difference is listed once, what is taken in is there, and the rest is as it was."""
    dice = random.Random(seed)
    file = File(source)
    base = file.texts()
    # What else says the title of a thing follows it: titles have a case of their own.
    # A text that is printed twice changes twice.
    is_single = lambda line: sum(line.text in other or (len(other) > 30 and other in line.text) for other in base) == 1
    lines = [line for line in file.lines[12:] if not line.in_table and len(line.text) > 8 and not file.is_heading(line) and is_single(line)]
    block = {normal(own.words): own.block for own in passages(plan)}
    for at in sorted(dice.sample(range(len(lines) - 2), 14)):
        line, following = lines[at], lines[at + 1]
        runs = [own for own in line.element.iter(qn("w:t")) if len((own.text or "").split()) > 3 and own.text[0] != " "]
        parent = line.element.getparent()
        has_runs = any(own.tag == qn("w:r") and own.find(qn("w:t")) is not None for own in line.element)
        if parent is None or not runs or not has_runs or following.element.getparent() is not parent:
            continue
        run = dice.choice(runs)
        words = run.text.split(" ")
        place, kind = dice.randrange(1, len(words) - 1), dice.randrange(10)
        typed = dice.choice(TYPED)
        if kind < 3:
            words[place] = typed
        elif kind == 3:
            words[place:place] = [typed, "og så meir"]
        elif kind == 4:
            words[:1] = [dice.choice(FIRST) + words[0]]
        elif kind == 5:
            del words[place:]
        elif kind == 6:
            line.element.addnext(plain_copy(line, f"{dice.choice(FIRST)}Nytt avsnitt {typed} her."))
        elif kind == 7:
            parent.remove(line.element)
        elif kind == 8 and moves and block.get(line.text, 0) == block.get(following.text):
            following.element.addnext(line.element)
        elif kind == 9:
            rest = copy.deepcopy(line.element)
            line.element.addnext(rest)
            kept = [own for own in line.element.iter(qn("w:t"))].index(run)
            for number, own in enumerate(line.element.iter(qn("w:t"))):
                set_text(own, "" if number > kept else " ".join(words[:place]) if own is run else own.text or "")
            for number, own in enumerate(rest.iter(qn("w:t"))):
                set_text(own, "" if number < kept else " " .join(words[place:]) if number == kept else own.text or "")
            for own in list(rest.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
                own.getparent().remove(own)
            continue
        set_text(run, " ".join(words))
    target = out / f"slump-{plan.name}-{seed}.docx"
    file.document.save(target)
    now = File(target).texts()
    entries = judge.hent(plan, target)["endringar"]
    wrong = objections_to_list(entries, [], base, now)
    lower = lambda texts: collections.Counter(own.lower() for own in texts)
    # A reference begins as its place in the sentence has it.
    expected = lower(now)
    for own in entries:
        if own["slag"] != "endring":
            expected -= lower(listed(own, "etter"))
            expected += lower(listed(own, "før"))
    folder = judge.copy(plan, f"slump-{plan.name}-{seed}")
    before = data_of(folder)
    said = judge.called("hent", folder, target, "--skriv")
    if said.returncode:
        wrong.append(f"not taken in: {said.stderr.strip()}")
    else:
        wrong += [f"{name}: comments changed" for name, text in data_of(folder).items() if comments(text) != comments(before[name])]
        got = lower(File(judge.build(folder, judge.folder / "nye" / folder.name, "--utgåve", "utkast")[0]).texts())
        wrong += [f"the new document lacks: {own!r}" for own in expected - got] + [f"the new document has too: {own!r}" for own in got - expected]
        again = judge.hent(folder, target)["endringar"]
        wrong += [f"wanted once more: {own['før']} … {own['etter']}" for own in again if own["slag"] == "endring"]
    kinds = collections.Counter(own["slag"] for own in entries)
    judge.say(f"{plan.name}, edits by chance {seed}: {dict(kinds)}", wrong)


def lies(judge, plan, source, out):
    """Falsifies what the program says and writes, one way at a time."""
    target = out / "python.docx"
    edits, notes = edited_by_python(plan, source, target)
    base, now = File(source).texts(), File(target).texts()
    entries = judge.hent(plan, target)["endringar"]
    changes = [at for at, own in enumerate(entries) if own["slag"] == "endring" and own["før"] and own["etter"]]
    one, two = changes[0], changes[1]
    expected = taken(edits, base, now)
    folder = judge.copy(plan, "løgn")
    before = data_of(folder)
    judge.called("hent", folder, target, "--skriv")
    after = data_of(folder)
    name, text = next((name, text) for name, text in after.items() if text != before[name])
    bold = set()

    def changed(at, **values):
        made = copy.deepcopy(entries)
        made[at] |= values
        return made

    def list_objections(made):
        return objections_to_list(made, edits, base, now) + objections_to_notes(made, notes)

    swapped = copy.deepcopy(entries)
    swapped[one]["etter"], swapped[two]["etter"] = entries[two]["etter"], entries[one]["etter"]
    note = next(at for at, own in enumerate(entries) if own["slag"] == "merknad")
    lines = text.splitlines(keepends=True)
    comment = next(at for at, own in enumerate(lines) if own.strip().startswith("//"))
    other = expected.index(edits[0].after[0])
    ways = {
        "an entry is dropped": list_objections(entries[:one] + entries[one + 1 :]),
        "a comment is dropped": list_objections(entries[:note] + entries[note + 1 :]),
        "two texts are swapped": list_objections(swapped),
        "a word of what was there is another": list_objections(changed(one, før=[entries[one]["før"][0] + " x"])),
        "an entry is at another line": list_objections(changed(one, stad=entries[two]["stad"])),
        "an entry is of another kind": list_objections(changed(one, slag="konflikt")),
        "an entry is made up": list_objections([*entries, entries[one] | {"før": [base[0]], "etter": ["oppdikta"]}]),
        "a comment in the data is lost": objections_to_data(before, after | {name: "".join(lines[:comment] + lines[comment + 1 :])}, edits),
        "a line of the data is another": objections_to_data(before, after | {name: "".join([*lines[:-2], lines[-2] + " ", *lines[-1:]])}, edits),
        "a word of the new document is another": objections_to_document(expected, [*expected[:other], expected[other] + " x", *expected[other + 1 :]], edits, bold),
        "a paragraph of the new document is lost": objections_to_document(expected, expected[:other] + expected[other + 1 :], edits, bold),
        "bold words are not": objections_to_document(expected, expected, [Edit("bold", [], [], look=["feit"])], bold),
    }
    truth = list_objections(entries) + objections_to_data(before, after, edits)
    judge.say("what is true is believed", truth)
    for way, objections in ways.items():
        judge.say(f"{way}: {objections[0] if objections else ''}"[:200], [] if len(objections) > len(truth) else ["not seen"])


def main():
    arguments = [own for own in sys.argv[1:] if own not in ("--lies", "--moves")]
    program, tools, folder = arguments[0], *(pathlib.Path(own).resolve() for own in arguments[1:3])
    shutil.rmtree(folder, ignore_errors=True)
    out = folder / "retta"
    out.mkdir(parents=True)
    judge = Judge(program, tools, folder)
    plan = pathlib.Path("data") / REAL
    source = judge.build(plan, folder / "grunnlag")[0]
    if "--seeds" in sys.argv:
        first, last = map(int, sys.argv[sys.argv.index("--seeds") + 1].split("-"))
        for seed in range(first, last + 1):
            for name in (REAL, LARGE):
                own = pathlib.Path("data") / name
                if not (folder / name).exists():
                    judge.build(own, folder / name, "--utgåve", "utkast")
                by_chance(judge, own, next((folder / name).glob("*.docx")), out, seed, "--moves" in sys.argv)
    elif "--lies" in sys.argv:
        lies(judge, plan, source, out)
    else:
        cases = untouched(judge, Engines(tools))
        jobs = next(cases)
        typed, recorded = out / "skriven.docx", out / "spora.docx"
        calls, typed_edits, typed_notes = office_edits(plan, source, typed, False)
        more, recorded_edits, recorded_notes = office_edits(plan, source, recorded, True)
        judge.office(jobs + calls + more)
        list(cases)
        edited(judge, plan, "LibreOffice", source, typed, typed_edits, typed_notes)
        edited(judge, plan, "LibreOffice, recorded", source, recorded, recorded_edits, recorded_notes)
        made = out / "python.docx"
        edits, notes = edited_by_python(plan, source, made)
        edited(judge, plan, "python-docx", source, made, edits, notes)
        for name, change in (("without its base", without_base), ("without bookmarks", without_bookmarks)):
            target = out / f"{name}.docx"
            rewritten(made, target, change)
            edited(judge, plan, name, source, target, edits, notes, take=False, stripped=True)
        target = out / "google.docx"
        strip_as_google(made, target)
        edited(judge, plan, "as Google Docs saves it", source, target, edits, notes, take=False, stripped=True)
        copies(judge, plan, out)
        colleagues(judge, plan, source, 2, out)
        colleagues(judge, plan, source, 6, out)
        against(judge, plan, source, out)
        names(judge, plan, source, out)
        large = pathlib.Path("data") / LARGE
        for own in (plan, large):
            file = judge.build(own, folder / "utkast" / own.name, "--utgåve", "utkast")[0]
            marked(judge, own, file, out)
            for seed in (1, 2):
                by_chance(judge, own, file, out, seed)
        refused(judge)
    print(f"{judge.cases} cases, {judge.wrong} not right")
    sys.exit(bool(judge.wrong))


if __name__ == "__main__":
    main()
