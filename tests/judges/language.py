"""Judge: the words that the program sets are in the dictionary: those of documents in their own language, and those of messages
and of what is written for users in nynorsk.

usage: language.py PROGRAM   (its `sjekk --språk` looks the words up; ordliste.txt has those that are right all the same)"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = sys.argv[1]
ROOT = Path(__file__).resolve().parents[2]
# What is not words for people: keys of formats, names of styles and parts, what is looked for in texts.
MACHINE = ("docx/", "pdf/", "html/", "paper/", "document/", "preview/policy.rs", "intake/base.rs", "intake/foreign/facts.rs", "intake/foreign/headings.rs", "intake/foreign/labels.rs", "intake/foreign/language.rs", "intake/foreign/times.rs", "plan/delmal.rs", "plan/id.rs", "words/notation.rs")
# A word in nynorsk and in bokmål: what a field is called, and, after its id, a style of the Word file.
PAIR = re.compile(r'(?<=[\w)], )\["([^"]*)", "([^"]*)"\](?=, )|\("\w+", "([^"]*)", "([^"]*)"\)')
LITERAL = re.compile(r'//[^\n]*|r#"(?P<raw>.*?)"#|"(?P<plain>(?:\\.|[^"\\])*)"|\'(?:\\.|[^\'\\])\'', re.S)


def literals(code):
    """The strings of a source with the bytes where each begins; values that are put in are left out."""
    for found in LITERAL.finditer(code.split("#[cfg(test)]\nmod tests {")[0]):
        text = found["raw"] if found["raw"] is not None else found["plain"]
        if text is not None:
            if re.search(r"(\breason = |\bfield\()$", code[:found.start()]):
                continue
            text = re.sub(r"\\\n\s*|\\n|\\u\{[^}]*\}", " ", text)
            yield found.start(), re.sub(r"\{[^{}]*\}", " ", text)


def language_of(code, at):
    """Which language a string of `src/words` is in; None for both. `nn:` or `nb:` before it says so, or its place in a call
    of `either`."""
    key = re.search(r"\b(nn|nb):\s*$", code[:at])
    if key:
        return key[1]
    depth, place = 0, 0
    for back in reversed(list(LITERAL.sub(lambda found: " " * len(found[0]), code[:at]))[-2000:]):
        at -= 1
        if back in ")]}":
            depth += 1
        elif back in "([{":
            depth -= 1
            if depth < 0:
                if re.search(r"\beither$", code[:at]):
                    return {1: "nn", 2: "nb"}[place]
                if back == "{":
                    return None
                depth, place = 0, 0
        elif back == "," and depth == 0:
            place += 1
    return None


def words(text):
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)


def collected():
    """The words of each language, with a text that each is from."""
    found = {"nn": {}, "nb": {}}

    def add(language, text):
        for word in words(text):
            found[language].setdefault(word, text.strip())

    for file in sorted((ROOT / "src").rglob("*.rs")):
        name = str(file.relative_to(ROOT / "src"))
        code = file.read_text()
        if name.endswith("tests.rs") or name.startswith(MACHINE):
            continue
        if name in ("plan/fields/table.rs", "words/word.rs"):
            for pair in PAIR.finditer(code):
                for language, text in zip(("nn", "nb"), [text for text in pair.groups() if text is not None]):
                    add(language, text)
            code = PAIR.sub(" ", code)
        for at, text in literals(code):
            if name.startswith("words/"):
                language = language_of(code, at)
                for own in [language] if language else ["nn", "nb"]:
                    # What ends so is a part of a file's name.
                    add(own, "" if text.endswith("-v") else text)
            elif len(words(text)) > 2 and re.search(r"[a-zæøå]{3} [a-zæøå]", text):
                add("nn", text)
    for page in ("rettleiing", "tilgjenge", "felt", "reglar"):
        text = (ROOT / f"docs/{page}.md").read_text()
        text = re.sub(r"```.*?```|<!--.*?-->|`[^`]*`|\]\([^)]*\)|https?://\S+", " ", text, flags=re.S)
        for line in text.splitlines():
            add("nn", line)
    told = subprocess.run([PROGRAM, "manual"], capture_output=True, text=True, check=True).stdout
    for line in told.splitlines():
        add("nn", re.sub(r"\\f[A-Z]|\\[-&]|^\.\w+|<[^>]*>|--?[^\s]+|\b[A-ZÆØÅ]{3,}\b", " ", line))
    return found


def unknown(language, wanted):
    """The words that the dictionary of a language and the list do not have."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan"
        subprocess.run([PROGRAM, "ny", str(plan), "--språk", language], check=True, capture_output=True)
        (plan / "ordliste.txt").write_text((ROOT / "tests/judges/ordliste.txt").read_text())
        file = plan / "plan.ron"
        listed = sorted(wanted)
        texts = ['Tekst("' + " ".join(listed[at:at + 100]) + '"),' for at in range(0, len(listed), 100)]
        text, count = re.subn(r'innhald: \[\n\s*Tekst\(r#".*?"#\),', "innhald: [" + "\n".join(texts), file.read_text(), count=1,
                              flags=re.S)
        assert count == 1
        file.write_text(text)
        run = subprocess.run([PROGRAM, "sjekk", str(plan), "--språk", "--alle", "--format", "json"], capture_output=True, text=True)
        findings = json.loads(run.stdout)
        findings = findings.get("funn", findings) if isinstance(findings, dict) else findings
        other = [own for own in findings if own["kode"] in ("HP001", "HP003", "HP006")]
        assert not other, other
        return {re.match("«(.*?)»", own["melding"])[1] for own in findings if own["kode"] == "HP060"}


if __name__ == "__main__":
    failed = False
    for language, wanted in collected().items():
        strange = sorted(unknown(language, wanted) & set(wanted))
        print(f"{language}: {len(wanted)} words, {len(strange)} of them in no dictionary")
        for word in strange:
            print(f"  {word}: {' '.join(wanted[word].split())[:90]}")
        failed |= bool(strange) or len(wanted) < 300
        # A slip, and a word of the other language, must be found.
        slips = {"nn": {"kommunne", "ikke"}, "nb": {"kommunne", "ikkje"}}[language]
        failed |= unknown(language, slips) != slips
    sys.exit(failed)
