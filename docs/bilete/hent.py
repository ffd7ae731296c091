"""A Word file as a colleague sends it back: a word changed and a sentence put in, tracked, and a comment.

usage: hent.py FILE TARGET"""

import copy
import sys

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

WHO, WHEN = "Kari Haugen", "2025-06-12T10:00:00Z"


def marked(kind, run, words):
    """A tracked change with words that look like a run."""
    change, own = OxmlElement(f"w:{kind}"), copy.deepcopy(run)
    for name, value in (("id", "900"), ("author", WHO), ("date", WHEN)):
        change.set(qn(f"w:{name}"), value)
    text = own.find(qn("w:t"))
    text.text = words
    text.set(qn("xml:space"), "preserve")
    if kind == "del":
        text.tag = qn("w:delText")
    change.append(own)
    return change


def with_words(run, words):
    own = copy.deepcopy(run)
    own.find(qn("w:t")).text = words
    own.find(qn("w:t")).set(qn("xml:space"), "preserve")
    return own


source, target = sys.argv[1:]
document = docx.Document(source)
start = next(at for at, own in enumerate(document.paragraphs) if own.text.startswith("Utfordring"))
long = [own for own in document.paragraphs[start:] if len(own.text) > 150 and own.runs and len(own.runs[0].text) > 120]
run = long[0].runs[0]._element
before, word, after = run.find(qn("w:t")).text.partition(long[0].runs[0].text.split(" ")[5])
for own in (with_words(run, before), marked("del", run, word), marked("ins", run, f"svært {word}"), with_words(run, after)):
    run.addprevious(own)
run.getparent().remove(run)
last = long[0].runs[-1]._element
last.addnext(marked("ins", last, " Dette gjeld òg dei minste bygdene."))
document.add_comment(long[1].runs[0], text="Er dette rett?", author=WHO, initials="KH")
document.save(target)
