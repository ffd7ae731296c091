"""Pairs of plans, to judge Word files with tracked changes by: a plan, and the same plan after some edits of every kind that an
editor makes. The same pairs every time. A pair that the program finds errors in loses the edits that made them; each kind of
edit must be left in enough pairs all the same.

usage: pairs.py PROGRAM FOLDER [--count 24] [--edits 10] [--from 0] [--only KIND]

Writes FOLDER/NN/ny and FOLDER/NN/gammal (the plans), FOLDER/NN.{redline,new,old}.docx, and FOLDER/pairs.json: what was edited."""

import argparse
import collections
import copy
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import ron
from ron import Braces, Word

# The small ones show as much as the large ones, and are built sooner.
SOURCES = [
    "eksempel-bokmal-2027", "eksempel-bokmal-2026", "fjellregionen-2027", "eksempel-bokmal-2027", "ny-plan", "eksempel-bokmal-2026",
    "vest-telemark-2025", "eksempel-bokmal-2027",
]  # fmt: skip
LEAST = 3
FILLER = "bru elv fjell fjord hage hus kart lys møte natt park skog sti tun veg vinter åker øy".split()
PARAGRAPHS = [
    "Her er eit nytt avsnitt om {0}, {1} og {2}.",
    "Arbeidet med {0} held fram, og {1} kjem i tillegg til {2}.",
    "**{0}** er *{1}*, og {2} blir vurdert att til hausten.",
]
ITEM = re.compile(r"^(\s*)(-|\d+\.) (?=\S)")


class Cannot(Exception):
    """The plan has nothing for the edit to change."""


class Plan:
    def __init__(self, folder):
        self.plan = ron.read((folder / "plan.ron").read_text(encoding="utf-8"))
        self.plan.pop("førre", None)
        self.goals = {name: ron.read((folder / name).read_text(encoding="utf-8")) for name in self.plan["delmål"]}

    def write(self, folder):
        for name, value in [("plan.ron", self.plan), *self.goals.items()]:
            (folder / name).write_text(ron.write(value), encoding="utf-8")

    def tiltak(self):
        return [(goal, tiltak) for goal in self.goals.values() for tiltak in goal["tiltak"]]

    def active(self):
        """The tiltak that are printed."""
        ended = lambda tiltak: isinstance(tiltak.get("rullering"), Word) and tiltak["rullering"].name == "Avslutta"
        return [(goal, tiltak) for goal, tiltak in self.tiltak() if not ended(tiltak)]

    def sections(self):
        return self.plan["seksjonar"]

    def texts(self):
        """Every long text: where it stands, and under what key."""
        for section in self.sections():
            for block in section["innhald"]:
                if isinstance(block, Word) and block.name == "Tekst":
                    yield block.inner, 0
        for goal in self.goals.values():
            for key in ("innleiing", "hovudmål", "etter_tabell"):
                if key in goal:
                    yield goal, key
        for _, tiltak in self.active():
            if "ingress" in tiltak:
                yield tiltak, "ingress"
            for bolk in tiltak.get("bolkar", []):
                yield bolk, "tekst"

    def every_string(self, change):
        def walk(value):
            if isinstance(value, str):
                return change(value)
            if isinstance(value, list):
                return [walk(own) for own in value]
            if isinstance(value, dict):
                return type(value)((key, walk(own)) for key, own in value.items())
            if isinstance(value, Word):
                return Word(value.name, walk(value.inner))
            return value

        self.plan = walk(self.plan)
        self.goals = {name: walk(goal) for name, goal in self.goals.items()}

    def no_link_to(self, name, words):
        """Texts say the words instead of leading to what is gone."""
        self.every_string(lambda text: re.sub(rf"\[([^\]]*)\]\(#{re.escape(name)}\)", lambda link: link[1] or words, text))

    def link_moves(self, before, after):
        self.every_string(lambda text: re.sub(rf"\]\(#{re.escape(before)}\)", f"](#{after})", text))


def some(rng, many):
    many = list(many)
    if not many:
        raise Cannot
    return rng.choice(many)


def made_up(rng):
    return " ".join(rng.choice(FILLER) for _ in range(rng.randint(1, 3)))


def plain_lines(text, what=lambda line: True):
    """The lines of a long text that nothing but words stands in."""
    lines = text.split("\n")
    return lines, [at for at, line in enumerate(lines) if line.strip() and not re.search(r"[\[\]()*\\`]", line) and what(line)]


def change_words(rng, text):
    """A few words of a line: others, more or fewer."""
    lines, at = plain_lines(text)
    at = some(rng, at)
    mark = ITEM.match(lines[at])
    begin = mark.end() if mark else len(lines[at]) - len(lines[at].lstrip())
    words = lines[at][begin:].split(" ")
    place = rng.randrange(len(words))
    how = rng.randrange(4)
    if how == 0 and len(words) > 3 and place:
        del words[place : place + rng.randint(1, 2)]
    elif how == 1:
        words[place:place] = [made_up(rng)]
    elif how == 2:
        # Within a word.
        words[place] += rng.choice(["ane", "s", "-ny", ","])
    else:
        words[place] = made_up(rng)
    lines[at] = lines[at][:begin] + " ".join(words)
    return "\n".join(lines)


def indent_of(text):
    found = re.search(r"\n( *)\S", text)
    return found[1] if found else ""


def long(text):
    """A text as it stands between lines of its own."""
    return text if "\n" in text else f"\n    {text}\n"


def words(plan, rng):
    for _ in range(rng.randint(1, 4)):
        where, key = some(rng, plan.texts())
        where[key] = change_words(rng, where[key])


def paragraph_new(plan, rng):
    where, key = some(rng, plan.texts())
    text = long(where[key])
    new = indent_of(text) + rng.choice(PARAGRAPHS).format(*[made_up(rng) for _ in range(3)])
    where[key] = f"\n{new}\n{text}" if rng.random() < 0.5 else text.rstrip() + f"\n\n{new}\n"


def paragraph_gone(plan, rng):
    def can(text):
        parts = re.split(r"\n\s*\n", text.strip("\n"))
        return [at for at, part in enumerate(parts) if len(parts) > 1 and "](#" not in part and not ITEM.match(part)]

    where, key = some(rng, [(where, key) for where, key in plan.texts() if can(where[key])])
    parts = re.split(r"\n\s*\n", where[key].strip("\n"))
    del parts[rng.choice(can(where[key]))]
    where[key] = "\n" + "\n\n".join(parts) + "\n"


def items_of(text):
    return [at for at, line in enumerate(text.split("\n")) if ITEM.match(line)]


def with_items(plan, rng):
    return some(rng, [(where, key) for where, key in plan.texts() if items_of(where[key])])


def item_new(plan, rng):
    where, key = with_items(plan, rng)
    lines = where[key].split("\n")
    at = rng.choice(items_of(where[key]))
    mark = ITEM.match(lines[at])
    lines.insert(at, f"{mark[0]}{made_up(rng)}")
    where[key] = renumbered("\n".join(lines))


def item_gone(plan, rng):
    where, key = with_items(plan, rng)
    lines = where[key].split("\n")
    # One line alone, without anything under it.
    alone = [
        at
        for at in items_of(where[key])
        if "](#" not in lines[at] and at + 1 < len(lines) and (ITEM.match(lines[at + 1]) and ITEM.match(lines[at + 1])[1] == ITEM.match(lines[at])[1])
    ]
    del lines[some(rng, alone)]
    where[key] = renumbered("\n".join(lines))


def item_words(plan, rng):
    where, key = some(
        rng, [(where, key) for where, key in plan.texts() if plain_lines(where[key], ITEM.match)[1]]
    )
    lines, at = plain_lines(where[key], ITEM.match)
    at = rng.choice(at)
    mark = ITEM.match(lines[at])
    own = lines[at][mark.end() :].split(" ")
    own[rng.randrange(len(own))] = made_up(rng)
    lines[at] = mark[0] + " ".join(own)
    where[key] = "\n".join(lines)


def renumbered(text, start=None):
    """The numbers of each list follow its first."""
    lines, counts = text.split("\n"), {}
    for at, line in enumerate(lines):
        mark = re.match(r"^(\s*)(\d+)\. (?=\S)", line)
        if mark:
            indent = len(mark[1])
            counts = {own: count for own, count in counts.items() if own <= indent}
            counts[indent] = counts[indent] + 1 if indent in counts else (start or int(mark[2]))
            lines[at] = f"{mark[1]}{counts[indent]}. {line[mark.end():]}"
        elif line.strip():
            indent = len(line) - len(line.lstrip())
            counts = {own: count for own, count in counts.items() if own < indent}
    return "\n".join(lines)


def list_start(plan, rng):
    numbered = [(where, key) for where, key in plan.texts() if re.search(r"^\s*1\. \S", where[key], re.M)]
    where, key = some(rng, numbered)
    where[key] = renumbered(where[key], rng.randint(2, 8))


def list_kind(plan, rng):
    """Points become numbers, or numbers points, in a list that nothing stands under."""

    def can(text):
        indents = {len(line) - len(line.lstrip()) for line in text.split("\n") if line.strip()}
        return items_of(text) and len(indents) == 1

    where, key = some(rng, [(where, key) for where, key in plan.texts() if can(where[key])])
    lines, count = where[key].split("\n"), 0
    for at, line in enumerate(lines):
        mark = ITEM.match(line)
        if mark:
            count += 1
            sign = f"{count}." if mark[2] == "-" else "-"
            lines[at] = f"{mark[1]}{sign} {line[mark.end():]}"
    where[key] = "\n".join(lines)


def list_new(plan, rng):
    where, key = some(rng, plan.texts())
    text = long(where[key])
    indent = indent_of(text)
    sign = rng.choice([["- "] * 3, ["1. ", "2. ", "3. "], ["4. ", "5. ", "6. "]])
    new = "\n".join(f"{indent}{own}{made_up(rng)}" for own in sign)
    where[key] = text.rstrip() + f"\n\n{indent}Lista er slik, med {made_up(rng)}:\n\n{new}\n"


def emphasis(plan, rng):
    where, key = some(rng, [(where, key) for where, key in plan.texts() if plain_lines(where[key])[1]])
    lines, at = plain_lines(where[key])
    at = rng.choice(at)
    own = [found for found in re.finditer(r"\b[^\W\d_]{4,}\b", lines[at])]
    word = some(rng, own)
    sign = rng.choice(["**", "*"])
    lines[at] = f"{lines[at][: word.start()]}{sign}{word[0]}{sign}{lines[at][word.end():]}"
    where[key] = "\n".join(lines)


def language(plan, rng):
    marked = [(where, key) for where, key in plan.texts() if "](språk:" in where[key]]
    if marked and rng.random() < 0.6:
        where, key = rng.choice(marked)
        if rng.random() < 0.5:
            where[key] = re.sub(r"\[([^\]]*)\]\(språk:\w+\)", r"\1", where[key], count=1)
        else:
            where[key] = re.sub(r"\(språk:(\w+)\)", lambda own: "(språk:en)" if own[1] != "en" else "(språk:se)", where[key], count=1)
        return
    where, key = some(rng, [(where, key) for where, key in plan.texts() if plain_lines(where[key])[1]])
    lines, at = plain_lines(where[key])
    at = rng.choice(at)
    word = some(rng, re.finditer(r"\b[^\W\d_]{4,}\b", lines[at]))
    lines[at] = f"{lines[at][: word.start()]}[{word[0]}](språk:{rng.choice(['en', 'se', 'fkv'])}){lines[at][word.end():]}"
    where[key] = "\n".join(lines)


def link(plan, rng):
    """A link gets other words, leads elsewhere, comes or goes."""
    linked = [(where, key) for where, key in plan.texts() if re.search(r"\]\((#|https)", where[key])]
    targets = [f"#{tiltak['id']}" for _, tiltak in plan.active()] + [f"#delmål-{goal['nummer']}" for goal in plan.goals.values()]
    how = rng.randrange(4)
    if how == 0 or not linked:
        where, key = some(rng, plan.texts())
        where[key] = long(where[key]).rstrip() + f"\n\n{indent_of(long(where[key]))}Sjå [](<>) òg.\n".replace("<>", some(rng, targets))
        return
    where, key = rng.choice(linked)
    found = rng.choice(list(re.finditer(r"\[([^\]]*)\]\((#[^)]+|https[^)]+)\)", where[key])))
    if how == 1:
        new = f"[{made_up(rng)}]({found[2]})"
    elif how == 2:
        new = f"[{found[1]}]({some(rng, targets)})"
    else:
        new = found[1] or made_up(rng)
    where[key] = where[key][: found.start()] + new + where[key][found.end() :]


def heading(plan, rng):
    bolkar = [bolk for _, tiltak in plan.active() for bolk in tiltak.get("bolkar", [])]
    titles = [block.inner for section in plan.sections() for block in section["innhald"] if isinstance(block, Word) and block.name == "Mellomtittel"]
    for _ in range(2):
        if titles and rng.random() < 0.5:
            rng.choice(titles)[0] += f" og {made_up(rng)}"
        else:
            some(rng, bolkar)["overskrift"] = f"{made_up(rng).capitalize()} i år"


def subheading_new(plan, rng):
    section = some(rng, [section for section in plan.sections() if any(isinstance(own, Word) and own.name == "Tekst" for own in section["innhald"])])
    at = rng.randint(1, len(section["innhald"]))
    text = rng.choice(PARAGRAPHS).format(*[made_up(rng) for _ in range(3)])
    section["innhald"][at:at] = [Word("Mellomtittel", [f"Meir om {made_up(rng)}"]), Word("Tekst", [text])]


def bolk_new(plan, rng):
    _, tiltak = some(rng, plan.active())
    bolkar = tiltak.setdefault("bolkar", [])
    text = f"Det er {made_up(rng)} her.\n\n- {made_up(rng)}\n- {made_up(rng)}\n  - {made_up(rng)}\n"
    bolkar.insert(rng.randint(0, len(bolkar)), {"overskrift": f"Om {made_up(rng)}", "tekst": text})


def bolk_gone(plan, rng):
    _, tiltak = some(rng, [own for own in plan.active() if len(own[1].get("bolkar", [])) > 1])
    del tiltak["bolkar"][rng.randrange(len(tiltak["bolkar"]))]


def bolk_moved(plan, rng):
    _, tiltak = some(rng, [own for own in plan.active() if len(own[1].get("bolkar", [])) > 1])
    tiltak["bolkar"].insert(0, tiltak["bolkar"].pop())


def forget(plan, tiltak):
    """What leads to a tiltak that goes, goes with it."""
    name = tiltak["id"]
    plan.no_link_to(name, tiltak["tittel"])
    money = plan.plan.get("finansiering")
    if money:
        money["postar"] = [post for post in money["postar"] if post["formål"] != Word("Tiltak", [name])]
        if not money["postar"]:
            raise Cannot
    for _, other in plan.tiltak():
        own = other.get("rullering")
        if isinstance(own, Word) and isinstance(own.inner, dict) and name in own.inner.get("saman_med", []):
            own.inner["saman_med"].remove(name)


def tiltak_new(plan, rng):
    goal, like = some(rng, plan.active())
    new = copy.deepcopy(like)
    new["id"] = f"nytt-{rng.randint(1000, 9999)}"
    new["tittel"] = f"Nytt tiltak om {made_up(rng)}"
    new["rullering"] = Word("Ny", [])
    new.pop("framdrift", None)
    new["nummer"] = max(tiltak["nummer"] for tiltak in goal["tiltak"]) + 1
    place = rng.randint(0, len(goal["tiltak"]))
    goal["tiltak"].insert(place, new)
    renumber(goal)


def renumber(goal):
    for number, tiltak in enumerate(goal["tiltak"], start=1):
        tiltak["nummer"] = number


def tiltak_gone(plan, rng):
    goal, gone = some(rng, [own for own in plan.active() if len(own[0]["tiltak"]) > 1])
    goal["tiltak"].remove(gone)
    forget(plan, gone)
    if rng.random() < 0.7:
        for goal in plan.goals.values():
            renumber(goal)


def tiltak_order(plan, rng):
    goal = some(rng, [goal for goal in plan.goals.values() if len(goal["tiltak"]) > 1])
    goal["tiltak"].insert(0, goal["tiltak"].pop())
    renumber(goal)


def tiltak_elsewhere(plan, rng):
    """To another delmål."""
    source, moved = some(rng, [own for own in plan.active() if len(own[0]["tiltak"]) > 1])
    target = some(rng, [goal for goal in plan.goals.values() if goal is not source])
    source["tiltak"].remove(moved)
    target["tiltak"].append(moved)
    renumber(source), renumber(target)


def tiltak_number(plan, rng):
    goal = some(rng, [goal for goal in plan.goals.values() if goal["tiltak"]])
    goal["tiltak"][-1]["nummer"] += rng.randint(1, 4)


def tiltak_title(plan, rng):
    for _ in range(rng.randint(1, 2)):
        _, tiltak = some(rng, plan.active())
        tiltak["tittel"] += f" og {made_up(rng)}" if rng.random() < 0.6 else ""
        if rng.random() < 0.5:
            tiltak["tittel"] = f"{made_up(rng).capitalize()} og {tiltak['tittel'].split(' ')[-1]}"


def tiltak_who(plan, rng):
    _, tiltak = some(rng, plan.active())
    role = rng.choice(["hovudansvarleg", "samarbeidspartar"])
    group = tiltak[role]
    others = {own for key in ("hovudansvarleg", "samarbeidspartar") for own in tiltak[key].get("partar", [])}
    free = [part["id"] for part in plan.plan["partar"] if part["id"] not in others]
    parts = group.setdefault("partar", [])
    if rng.random() < 0.6 or len(parts) < 2:
        parts.insert(rng.randint(0, len(parts)), some(rng, free))
    else:
        del parts[rng.randrange(len(parts))]
    if rng.random() < 0.4:
        group["tillegg"] = f"og {made_up(rng)}"


def tiltak_time(plan, rng):
    _, tiltak = some(rng, plan.active())
    first, last = plan.plan["periode"]["frå"], plan.plan["periode"]["til"]
    start = rng.randint(first, last)
    before = tiltak["tidsramme"]
    tiltak["tidsramme"] = Word("Seinare", [f"Etter {made_up(rng)}"]) if rng.random() < 0.3 else Word("År", {"frå": start, "til": rng.randint(start, last)})
    if tiltak["tidsramme"] == before:
        raise Cannot


def tiltak_progress(plan, rng):
    _, tiltak = some(rng, plan.active())
    if "framdrift" in tiltak and rng.random() < 0.4:
        del tiltak["framdrift"]
        return
    day = next(row["dato"] for row in plan.plan["logg"] if row["versjon"] == plan.plan["versjon"])
    status = Word(rng.choice(["IkkjeStarta", "IGang", "Forseinka", "Stansa"]))
    tiltak["framdrift"] = {"status": status, "dato": day if len(day) > 7 else f"{day}-01", "tekst": f"No er det {made_up(rng)}."}


def tiltak_measure(plan, rng):
    with_some = [tiltak for _, tiltak in plan.active() if tiltak.get("indikatorar")]
    if with_some and rng.random() < 0.5:
        own = rng.choice(with_some)["indikatorar"]
        if len(own) > 1 and rng.random() < 0.4:
            own.pop()
        else:
            rng.choice(own)["mål"]["verdi"] = rng.randint(100, 900) * 10
        return
    _, tiltak = some(rng, plan.active())
    first, last = plan.plan["periode"]["frå"], plan.plan["periode"]["til"]
    new = {"namn": f"Tal på {made_up(rng)}", "utgangspunkt": {"verdi": 3, "år": first}, "mål": {"verdi": 40, "år": last}}
    tiltak.setdefault("indikatorar", []).append(new)


def goal_weight(plan, rng):
    goals = [goal for goal in plan.goals.values() if goal.get("vekt", 0) > 10]
    if len(goals) < 2:
        raise Cannot
    one, other = rng.sample(goals, 2)
    one["vekt"] += 5
    other["vekt"] -= 5


def goal_title(plan, rng):
    goal = some(rng, plan.goals.values())
    goal["tittel"] += f" og {made_up(rng)}"


def goal_number(plan, rng):
    goals = list(plan.goals.values())
    if len(goals) < 2:
        raise Cannot
    # The last one gets a number that nobody has.
    goal = goals[-1]
    before, after = goal["nummer"], goal["nummer"] + rng.randint(1, 3)
    goal["nummer"] = after
    plan.link_moves(f"delmål-{before}", f"delmål-{after}")
    for post in plan.plan.get("finansiering", {}).get("postar", []):
        if post["formål"] == Word("Delmål", [before]):
            post["formål"] = Word("Delmål", [after])


def goal_texts(plan, rng):
    goal = some(rng, plan.goals.values())
    key = rng.choice(["innleiing", "etter_tabell"])
    if key in goal and "](#" not in goal[key]:
        del goal[key]
    else:
        goal[key] = f"Om {made_up(rng)} står det her.\n\n- {made_up(rng)}\n- {made_up(rng)}\n"


def section_title(plan, rng):
    section = some(rng, plan.sections())
    section["tittel"] += f" og {made_up(rng)}"


def section_number(plan, rng):
    used = {section.get("nummer") for section in plan.sections()}
    section = some(rng, [section for section in plan.sections() if "nummer" in section])
    after = some(rng, [number for number in range(1, 14) if number not in used])
    plan.link_moves(f"pkt-{section['nummer']}", f"pkt-{after}")
    # The texts have been made anew.
    section = next(own for own in plan.sections() if own.get("nummer") == section["nummer"])
    section["nummer"] = after


def section_moved(plan, rng):
    sections = plan.sections()
    at = rng.randrange(len(sections))
    moved = sections.pop(at)
    sections.insert(some(rng, [place for place in range(len(sections) + 1) if place != at]), moved)


def section_gone(plan, rng):
    held = lambda section: any((own.name if isinstance(own, Word) else own) == "Delmål" for own in section["innhald"])
    section = some(rng, [section for section in plan.sections() if not held(section)])
    plan.sections().remove(section)
    for block in section["innhald"]:
        if isinstance(block, Word) and block.name == "Organisasjonskart":
            plan.no_link_to("organisasjonskart", "kartet")
        elif isinstance(block, Word):
            plan.no_link_to(block.name.lower(), "tabellen")
    if "nummer" in section:
        plan.no_link_to(f"pkt-{section['nummer']}", "eit anna punkt")


def section_new(plan, rng):
    used = {section.get("nummer") for section in plan.sections()}
    text = "\n\n".join(rng.choice(PARAGRAPHS).format(*[made_up(rng) for _ in range(3)]) for _ in range(2)) + "\n"
    new = {"nummer": next(number for number in range(1, 99) if number not in used), "tittel": f"Punktet om {made_up(rng)}", "innhald": [Word("Tekst", [text])]}
    plan.sections().insert(rng.randint(0, len(plan.sections())), new)


def section_table(plan, rng):
    """A table of the program's own comes or goes: the plan on one page, who does what, abbreviations."""
    here = {own.name for section in plan.sections() for own in section["innhald"] if isinstance(own, Word)}
    missing = [name for name in ("Oversyn", "Ansvar", "Forkortingar", "Møteplan", "Godkjenningar") if name not in here]
    if missing and rng.random() < 0.6:
        plan.sections().append({"tittel": f"Tabell over {made_up(rng)}", "innhald": [Word(rng.choice(missing))]})
        return
    section, block = some(
        rng,
        [(section, own) for section in plan.sections() for own in section["innhald"] if isinstance(own, Word) and own.name in ("Oversyn", "Ansvar", "Forkortingar", "Møteplan")],
    )
    section["innhald"].remove(block)
    plan.no_link_to(block.name.lower(), "tabellen")
    if not section["innhald"]:
        plan.sections()[:] = [own for own in plan.sections() if own["innhald"]]
        if "nummer" in section:
            plan.no_link_to(f"pkt-{section['nummer']}", "eit anna punkt")


def nodes(plan):
    chart = plan.plan.get("organisasjonskart")
    if not chart or not any(own == Word("Organisasjonskart") for section in plan.sections() for own in section["innhald"]):
        raise Cannot
    return chart["nodar"]


def chart_name(plan, rng):
    for node in rng.sample(nodes(plan), min(2, len(nodes(plan)))):
        node["namn"] += f" {made_up(rng)}"


def chart_lines(plan, rng):
    node = some(rng, nodes(plan))
    lines = node.setdefault("linjer", [])
    if lines and rng.random() < 0.4:
        lines.pop()
        if not lines:
            del node["linjer"]
    else:
        lines.append(made_up(rng))


def chart_under(plan, rng):
    own = nodes(plan)
    above = {node["id"]: node.get("under") for node in own}

    def over(name):
        while name:
            yield name
            name = above[name]

    node = some(rng, [node for node in own if "under" in node])
    node["under"] = some(rng, [other["id"] for other in own if node["id"] not in over(other["id"]) and other["id"] != node["under"]])


def chart_new(plan, rng):
    own = nodes(plan)
    new = {"id": f"ny-{rng.randint(100, 999)}", "namn": f"Gruppe for {made_up(rng)}", "under": some(rng, own)["id"]}
    if rng.random() < 0.5:
        new["linjer"] = [made_up(rng)]
    own.append(new)


def chart_gone(plan, rng):
    own = nodes(plan)
    lead = {node.get("under") for node in own}
    own.remove(some(rng, [node for node in own if node["id"] not in lead and "under" in node]))


def chart_relation(plan, rng):
    node = some(rng, [node for node in nodes(plan) if "under" in node])
    if node.pop("relasjon", None) != Word("Rådgjevande"):
        node["relasjon"] = Word("Rådgjevande")


def chart_title(plan, rng):
    nodes(plan)
    plan.plan["organisasjonskart"]["tittel"] += f" og {made_up(rng)}"


def chart_whole(plan, rng):
    """The chart comes or goes."""
    nodes(plan)
    for section in plan.sections():
        section["innhald"] = [own for own in section["innhald"] if own != Word("Organisasjonskart")]
    plan.sections()[:] = [section for section in plan.sections() if section["innhald"]]
    plan.no_link_to("organisasjonskart", "kartet")


def bodies(plan):
    return [(part, body) for part in plan.plan.get("handsaming", []) for body in part["organ"]]


def later(day, by):
    year, month, of_month = (int(own) for own in day.split("-"))
    return f"{year:04}-{month:02}-{(of_month - 1 + by) % 28 + 1:02}"


def meeting(plan, rng):
    _, body = some(rng, bodies(plan))
    if "planlagt" in body and "vedtak" not in body and rng.random() < 0.3:
        del body["planlagt"]
    else:
        body["planlagt"] = later(body.get("planlagt", f"{plan.plan['år']}-05-03"), rng.randint(1, 9))


def approval(plan, rng):
    part, body = some(rng, bodies(plan))
    if body.get("vedtak"):
        if rng.random() < 0.4 and body is part["organ"][-1]:
            del body["vedtak"]
        else:
            body["vedtak"][-1]["sak"] = f"PS {rng.randint(30, 90)}/{plan.plan['år'] % 100}"
            if rng.random() < 0.4:
                body["vedtak"][-1]["utfall"] = Word(rng.choice(["Endra", "Avvist"]))
    else:
        day = next(row["dato"] for row in plan.plan["logg"] if row["versjon"] == plan.plan["versjon"])
        held = later(day if len(day) > 7 else f"{day}-01", 3)
        body["planlagt"] = held
        body["vedtak"] = [{"dato": held, "sak": f"PS {rng.randint(1, 20)}/{plan.plan['år'] % 100}"}]


def body_new(plan, rng):
    part = some(rng, plan.plan.get("handsaming", []))
    part["organ"].insert(0, {"organ": f"utval for {made_up(rng)}", "planlagt": f"{plan.plan['år']}-01-12"})


def body_gone(plan, rng):
    part = some(rng, [part for part in plan.plan.get("handsaming", []) if len(part["organ"]) > 1])
    del part["organ"][0]


def posts(plan):
    return plan.plan.get("finansiering", {}).get("postar", [])


def money_amount(plan, rng):
    for _ in range(2):
        amounts = some(rng, posts(plan))["beløp"]
        amounts[some(rng, amounts)] = rng.randint(1, 900) * 10


def money_new(plan, rng):
    _, tiltak = some(rng, plan.active())
    year = rng.randint(plan.plan["periode"]["frå"], plan.plan["periode"]["til"])
    new = {"formål": Word("Tiltak", [tiltak["id"]]), "kjelde": Word(rng.choice(["Statleg", "Kommunal", "Anna"])), "beløp": Braces({year: rng.randint(1, 90) * 10})}
    own = posts(plan)
    if not own or any((post["formål"], post["kjelde"]) == (new["formål"], new["kjelde"]) for post in own):
        raise Cannot
    own.insert(rng.randint(0, len(own)), new)


def money_gone(plan, rng):
    own = posts(plan)
    if len(own) < 3:
        raise Cannot
    del own[rng.randrange(len(own))]


def abbreviation(plan, rng):
    own = plan.plan.setdefault("forkortingar", [])
    how = rng.randrange(3)
    if how == 0 and own:
        own[0]["fullt"] += f" og {made_up(rng)}"
    elif how == 1 and own:
        del own[-1]
    else:
        short = "".join(rng.choice("BDFGKLMPRSTV") for _ in range(4))
        own.append({"kort": short, "fullt": f"Samarbeidet om {made_up(rng)}"})
        where, key = some(rng, plan.texts())
        where[key] = long(where[key]).rstrip() + f"\n\n{indent_of(long(where[key]))}Det gjeld {short} òg.\n"
    if not own:
        del plan.plan["forkortingar"]


def logo(plan, rng):
    own = plan.plan.get("logo")
    if not own:
        raise Cannot
    how = rng.randrange(3)
    if how == 0:
        del plan.plan["logo"]
    elif how == 1:
        own["alt"] += f" og {made_up(rng)}"
    else:
        own["høgd_mm"] = 12


def colophon(plan, rng):
    own = plan.plan.setdefault("kolofon", {})
    key = rng.choice(["eigar", "kontakt", "arkivsak", "erstattar"])
    if key in own and len(own) > 1 and rng.random() < 0.4:
        del own[key]
    else:
        own[key] = f"26/{rng.randint(100, 999)}" if key == "arkivsak" else f"{made_up(rng)}"


def log_row(plan, rng):
    row = rng.choice(plan.plan["logg"])
    row["status"] += f", med {made_up(rng)}"
    if rng.random() < 0.4:
        row["endra_av"] = made_up(rng).capitalize()


def log_version(plan, rng):
    """A new version, as editors make them."""
    last = plan.plan["logg"][-1]
    if last["versjon"] != plan.plan["versjon"]:
        raise Cannot
    number = f"{last['versjon'].split('.')[0]}.{int(last['versjon'].split('.')[1]) + 1}"
    row = {"versjon": number, "dato": last["dato"], "status": f"Etter møtet om {made_up(rng)}", "endra_av": last["endra_av"]}
    if "år" in last:
        row["år"] = last["år"]
    plan.plan["logg"].append(row)
    plan.plan["versjon"] = number


def part_name(plan, rng):
    part = some(rng, plan.plan["partar"])
    part["namn"] += f" {made_up(rng)}"


def front(plan, rng):
    key = rng.choice(["avtale", "undertittel", "merknad"])
    plan.plan[key] = (plan.plan[key] + f" og {made_up(rng)}") if key in plan.plan else made_up(rng)


KINDS = [
    words, paragraph_new, paragraph_gone, item_new, item_gone, item_words, list_start, list_kind, list_new, emphasis, language, link, heading,
    subheading_new, bolk_new, bolk_gone, bolk_moved, tiltak_new, tiltak_gone, tiltak_order, tiltak_elsewhere, tiltak_number, tiltak_title,
    tiltak_who, tiltak_time, tiltak_progress, tiltak_measure, goal_weight, goal_title, goal_number, goal_texts, section_title, section_number,
    section_moved, section_gone, section_new, section_table, chart_name, chart_lines, chart_under, chart_new, chart_gone, chart_relation,
    chart_title, chart_whole, meeting, approval, body_new, body_gone, money_amount, money_new, money_gone, abbreviation, logo, colophon, log_row,
    log_version, part_name, front,
]  # fmt: skip


def errors(program, folder):
    said = subprocess.run([program, "sjekk", folder], capture_output=True, text=True)
    return said.stdout + said.stderr if said.returncode else ""


def pair(program, here, seed, kinds):
    """Writes both plans; gives back the edits that were made, in their order."""
    rng = random.Random(seed)
    source = pathlib.Path("data") / SOURCES[seed % len(SOURCES)]
    shutil.rmtree(here, ignore_errors=True)
    folders = [here / "gammal", here / "ny"]
    for folder in folders:
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns("versjonar"))
    before = Plan(source)
    # Every fourth pair goes backwards: what was added is taken away.
    backwards = seed % 4 == 3
    first, second = reversed(folders) if backwards else folders
    before.write(first)
    now, made = before, []

    def edited(plan, kind):
        after = copy.deepcopy(plan)
        try:
            kind(after, random.Random(f"{seed}{kind.__name__}"))
        except Cannot:
            return None
        return after if (after.plan, after.goals) != (plan.plan, plan.goals) else None

    rng.shuffle(kinds)
    for kind in kinds:
        after = edited(now, kind)
        if after:
            now, made = after, [*made, kind]
    now.write(second)
    if errors(program, second):
        now, all_made, made = before, made, []
        for kind in all_made:
            after = edited(now, kind)
            if not after:
                continue
            after.write(second)
            if not errors(program, second):
                now, made = after, [*made, kind]
        now.write(second)
    return [kind.__name__ for kind in made]


def build(program, here, edition):
    """The Word files of both versions and the one with the changes; what is wrong, if the program makes none."""
    name, parent = here.name, here.parent
    made = here / "docx"
    for what, arguments in [("old", [here / "gammal"]), ("new", [here / "ny"]), ("redline", [here / "ny", "--sidan", here / "gammal"])]:
        out = made / what
        said = subprocess.run(
            [program, "bygg", *arguments, "--utgåve", edition, "--format", "docx", "--stille", "--ut", out], capture_output=True, text=True
        )
        files = list(out.glob("*.docx"))
        if len(files) != 1:
            return f"no {what}: {said.stderr.strip()[-800:]}"
        shutil.copy(files[0], parent / f"{name}.{what}.docx")
    return ""


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("program")
    asked.add_argument("folder", type=pathlib.Path)
    asked.add_argument("--count", type=int, default=24)
    asked.add_argument("--edits", type=int, default=10)
    asked.add_argument("--from", type=int, default=0, dest="first")
    asked.add_argument("--only", help="this kind of edit alone, in every pair")
    asked = asked.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    # The kinds are dealt like cards, so that each comes as often as the others.
    deck, dealt = [], []
    rng = random.Random(asked.first)
    for _ in range(asked.count):
        hand = []
        while len(hand) < asked.edits:
            if not deck:
                deck = rng.sample(KINDS, len(KINDS))
            card = deck.pop()
            if card not in hand:
                hand.append(card)
        dealt.append([kind for kind in KINDS if kind.__name__ == asked.only] if asked.only else hand)

    def one(at):
        seed = asked.first + at
        here = asked.folder / f"{seed:02}"
        made = pair(asked.program, here, seed, dealt[at])
        edition = "politisk" if seed % 3 == 2 else "utkast"
        return {"pair": here.name, "edition": edition, "of": SOURCES[seed % len(SOURCES)], "edits": made, "wrong": build(asked.program, here, edition) if made else "no edit was possible"}

    with ThreadPoolExecutor(2) as workers:
        pairs = list(workers.map(one, range(asked.count)))
    (asked.folder / "pairs.json").write_text(json.dumps(pairs, ensure_ascii=False, indent=1), encoding="utf-8")
    counts = collections.Counter(kind for own in pairs for kind in own["edits"])
    for own in pairs:
        print(f"{own['pair']} {own['of']} {own['edition']}: {' '.join(own['edits'])}{' – ' + own['wrong'] if own['wrong'] else ''}")
    few = [] if asked.only else [f"{kind.__name__} {counts[kind.__name__]}" for kind in KINDS if counts[kind.__name__] < min(LEAST, asked.count // 12)]
    wrong = [own["pair"] for own in pairs if own["wrong"]]
    print(f"{len(pairs)} pairs, {sum(counts.values())} edits of {len(counts)} kinds; {len(wrong)} without Word files; too few of: {', '.join(few) or 'none'}")
    sys.exit(bool(wrong or few))


if __name__ == "__main__":
    main()
