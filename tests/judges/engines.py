"""Judge: a Word file with tracked changes is one that Word opens, and programs that are not ours come to both versions of it, word
by word: jubarte (which also validates as Word does), Docxodus, docx-redline and docx4j. After accepting and after taking back,
every paragraph of every story has the words, the style and the number that it has in the plain file, the contents list too, and
every link and every reference leads somewhere.

usage: engines.py TOOLS FOLDER REDLINE.docx NEW.docx OLD.docx [REDLINE NEW OLD …] [--only ENGINE] [--all] [--without KIND …]
(TOOLS has what `run` installs; docx4j is passed over where `run` found no Python for it; --all prints every complaint)"""

import argparse
import collections
import difflib
import json
import multiprocessing
import pathlib
import re
import subprocess
import sys

from stories import File, without_links

JUDGES = pathlib.Path(__file__).parent
SHOWN = 12
# What an engine alone says, and is at fault itself: docx4j lets an empty paragraph stand at the end, and so does jubarte where all
# that follows the last table is taken back; docx4j forgets a bookmark round words that were put in others' place. Jubarte takes a bookmark that begins between two paragraphs that go, and ends after
# the one in their place, to the paragraph after that.
NEVER = re.compile(r"(?!)")
QUIRKS = {
    "docx4j": re.compile(r"(accept|reject): (body: \+\w+: |a \w+ in \w+ leads to .*)"),
    "jubarte": re.compile(r"(accept|reject): links: .*"),
    "docx4j jubarte": re.compile(r"reject: body: \+\w+: "),
}


# Complaints that can be told apart.
KINDS = {
    "validate": r"validate.*",
    "bookmarks": r"\S+: (bookmarks begin|the bookmark).*",
    "headers and footers": r"(accept|reject): (header|footer).*",
    "links of the contents list": r"(accept|reject): a \w+ in (TOC|Innhald|INNH)\d.*",
    "other links and references": r"(accept|reject): a \w+ in .*",
    "text boxes": r"(accept|reject): text box.*",
    "links of deleted words": r"reject: links: .*",
    "left as changes": r"(accept|reject): \d+ × .*",
    "accepted": r"accept: .*",
    "taken back": r"reject: .*",
    "other": r".*",
}


# A reference that was taken out comes back as a link: a field that is deleted is read in different ways.
DELETED = "links of deleted words"


def kind_of(complaint):
    return next(name for name, form in KINDS.items() if re.fullmatch(form, complaint, re.S))


def said(command):
    made = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    return made.stdout, made.stderr, made.returncode


class Engines:
    def __init__(self, tools, only=None):
        self.tools = tools
        self.python4j = tools / "python-docx4j/bin/python"
        here = ["jubarte", "Docxodus", "docx-redline"] + (["docx4j"] if self.python4j.exists() else [])
        self.names = [name for name in here if only in (None, name)]

    def validate(self, file):
        out, err, code = said([self.tools / "python/bin/jubarte-redlines", "validate", "--json", file])
        found = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
        if code == 1 or (code and not found):
            return [f"unreadable: {err.strip()[-300:]}"]
        return found

    def resolve(self, engine, file, outs):
        """Makes both versions; what the engine said if it did not."""
        if engine == "jubarte":
            for how, out in outs.items():
                _, err, _ = said([self.tools / "python/bin/jubarte-redlines", "-q", how, "-o", out, file])
                if not out.exists():
                    return err
        elif engine == "Docxodus":
            from docx_scalpel import session

            for how, out in outs.items():
                ours = {"accept": session.docx_diff_accept_revisions, "reject": session.docx_diff_reject_revisions}[how]
                out.write_bytes(ours(file.read_bytes()))
        elif engine == "docx-redline":
            jobs = [part for how, out in outs.items() for part in (how, file, out)]
            out, err, code = said(["node", JUDGES / "engines.mjs", self.tools, *jobs])
            if code or out.strip():
                return out + err[-500:]
        else:
            jobs = [part for how, out in outs.items() for part in (how, file, out)]
            out, err, code = said([self.python4j, JUDGES / "engines4j.py", *jobs])
            if code:
                return out + err[-500:]
        return ""


def differences(expected, got, how):
    """Story by story, the lines that the one has and the other hasn't; those apart where only links differ."""
    for name in [*expected.stories, *(name for name in got.stories if name not in expected.stories)]:
        one, other = (file.stories.get(name, []) for file in (expected, got))
        lines = changed([without_links(line) for line in one], [without_links(line) for line in other])
        yield from (f"{how}: {name}: {line}" for line in lines)
        yield from (f"{how}: links: {name}: {line}" for line in changed(one, other) if without_links(line) not in lines)


def changed(one, other):
    return [line for line in difflib.unified_diff(one, other, lineterm="", n=0) if not line.startswith(("---", "+++", "@@"))]


def judge(job):
    """What is wrong with one redline: each complaint with the engines that make it."""
    tools, only, folder, redline, new, old = job
    engines = Engines(tools, only)
    wrong = collections.defaultdict(list)
    for what, file in (("", redline), (" of the new version", new), (" of the old version", old)):
        codes = collections.Counter()
        for finding in engines.validate(file):
            if isinstance(finding, str):
                codes[finding] += 1
            else:
                codes[" ".join(str(finding[key]) for key in ("severity", "code") if finding.get(key))] += 1
        for code, count in codes.items():
            wrong[f"validate{what}: {count} × {code}"].append("jubarte")
    for complaint in File(redline).halves():
        wrong[complaint].append("redline")
    plain = {"accept": File(new), "reject": File(old)}
    for engine in engines.names:
        outs = {how: folder / f"{redline.stem}.{engine}.{how}.docx" for how in plain}
        for out in outs.values():
            out.unlink(missing_ok=True)
        try:
            complaint = engines.resolve(engine, redline, outs)
        except Exception as error:
            complaint = repr(error)[-500:]
        if complaint:
            wrong[f"can't be resolved: {complaint.strip()}"].append(engine)
            continue
        for how, expected in plain.items():
            got = File(outs[how])
            for (part, change), count in got.changes_left().items():
                wrong[f"{how}: {count} × w:{change} left in {part}"].append(engine)
            for line in differences(expected, got, how):
                wrong[line].append(engine)
            known = collections.Counter(expected.astray())
            for kind, style, to in collections.Counter(got.astray()) - known:
                wrong[f"{how}: a {kind} in {style} leads to {to}, which is not there"].append(engine)
    for complaint in [own for own, by in wrong.items() if QUIRKS.get(" ".join(sorted(set(by))), NEVER).fullmatch(own)]:
        del wrong[complaint]
    lines = sum(len(story) for file in plain.values() for story in file.stories.values())
    return redline, lines, dict(wrong)


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("tools", type=pathlib.Path)
    asked.add_argument("folder", type=pathlib.Path)
    asked.add_argument("files", type=pathlib.Path, nargs="+")
    asked.add_argument("--only")
    asked.add_argument("--all", action="store_true")
    asked.add_argument("--without", nargs="*", choices=KINDS, default=[DELETED], help="complaints that don't count")
    asked = asked.parse_args()
    tools, folder, *files = (own.resolve() for own in [asked.tools, asked.folder, *asked.files])
    shown = None if asked.all else SHOWN
    folder.mkdir(parents=True, exist_ok=True)
    names = Engines(tools, asked.only).names
    if "docx4j" not in names and not asked.only:
        print("docx4j is passed over: it needs Python 3.12 or later, and none is here")
    jobs = [(tools, asked.only, folder, *three) for three in zip(files[::3], files[1::3], files[2::3])]
    failed, kinds = 0, collections.Counter()
    with multiprocessing.Pool(2) as pool:
        for redline, lines, wrong in pool.imap(judge, jobs):
            kinds.update(kind_of(complaint) for complaint in wrong)
            wrong = {complaint: by for complaint, by in wrong.items() if kind_of(complaint) not in asked.without}
            failed += bool(wrong)
            print(f"{'NOT both versions' if wrong else 'both versions'}: {redline.name}, {lines} lines, {len(names)} engines")
            for complaint, engines in list(wrong.items())[:shown]:
                times = max(collections.Counter(engines).values())
                print(f"  {complaint[:400]} ({f'{times} times, ' if times > 1 else ''}{', '.join(dict.fromkeys(engines))})")
            if shown and len(wrong) > shown:
                print(f"  and {len(wrong) - shown} more")
    for kind in KINDS:
        if kinds[kind]:
            print(f"{kinds[kind]} complaints: {kind}{' (not counted)' if kind in asked.without else ''}")
    print(f"{len(jobs)} redlines through {', '.join(names)}: {failed} not right")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
