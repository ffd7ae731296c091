"""Judge: compounds and names with a hyphen are found whole. Every word with a hyphen before a capital letter, or after
capitals ("Vest-Telemarkrådet", "EØS-samarbeidet"), stands unbroken in the PDF's text as often as in the document's.

usage: names.py STEM …   (STEM.pdf and STEM.json)"""

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


def objections(stem):
    found = {}
    for text in texts(document_of(f"{stem}.json")):
        for name in NAME.findall(text):
            if "\u200b" not in name:
                found[name] = found.get(name, 0) + 1
    pdf = run("pdftotext", "-raw", f"{stem}.pdf", "-")
    for name, count in found.items():
        if name.endswith("-"):
            continue
        seen = len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", pdf))
        if seen < count:
            yield f"«{name}» is split: {count} times in the document, {seen} times whole in the PDF"


failed = False
for stem in sys.argv[1:]:
    wrong = list(objections(stem))
    failed |= bool(wrong)
    print(f"{'names are whole' if not wrong else f'{len(wrong)} names'}: {stem}")
    for objection in wrong[:20]:
        print(f"  {objection}")
sys.exit(failed)
