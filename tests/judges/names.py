"""Judge: compounds and names with a hyphen are found whole. Every word with a hyphen before a capital letter, or after
capitals ("Vest-Telemarkrådet", "EØS-samarbeidet"), stands unbroken in the PDF's text as often as in the document's, and so
it does on the pages that LibreOffice makes of the Word file, if a folder of them is given.

usage: names.py [--word FOLDER] STEM …   (STEM.pdf and STEM.json; FOLDER/STEM.pdf)"""

import pathlib
import re
import sys

from readers import document_of, run

NAME = re.compile(r"(?<![\w-])(?:[^\W_]+-[A-ZÆØÅÁČĐŊŠŦŽ]|[A-ZÆØÅ0-9]{2,}-[a-zæøå])[\w-]*")


def texts(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("anchor", "link", "chart", "alt", "summary", "meta", "fill_in"):
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


def objections(stem, word):
    found = {}
    for text in texts(document_of(f"{stem}.json")):
        for name in NAME.findall(text):
            if "\u200b" not in name:
                found[name] = found.get(name, 0) + 1
    yield from split(found, f"{stem}.pdf", "the PDF")
    if word:
        yield from split(found, word / f"{pathlib.Path(stem).name}.pdf", "the Word file")


def split(found, pdf, called):
    # The hyphen that no line ends after is a hyphen.
    text = run("pdftotext", "-raw", pdf, "-").replace("\u2011", "-")
    for name, count in found.items():
        if name.endswith("-"):
            continue
        seen = len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text))
        if seen < count:
            yield f"«{name}» is split: {count} times in the document, {seen} times whole in {called}"


stems, word = sys.argv[1:], None
if stems[:1] == ["--word"]:
    word, stems = pathlib.Path(stems[1]), stems[2:]
failed = False
for stem in stems:
    wrong = list(objections(stem, word))
    failed |= bool(wrong)
    print(f"{'names are whole' if not wrong else f'{len(wrong)} names'}: {stem}")
    for objection in wrong[:20]:
        print(f"  {objection}")
sys.exit(failed)
