"""Judge: the page numbers in the contents list of the Word file are right in LibreOffice, our stand-in for Word. Where
a heading begins there is read from the bookmarks that LibreOffice writes into its PDF.

Objects if fewer than 98 % of all entries are right, or if any section's or delmål's is wrong.

usage: pages.py STEM …   (STEM.docx, STEM.json and STEM.pdf)"""

import re
import sys
import tempfile
import zipfile
from xml.etree import ElementTree

from libreoffice import headings_of, laid_out, letters, page_count, run, words_of
from readers import document_of, text_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ENOUGH = 0.98


def printed(docx):
    """The entries of the contents list, in order: their words and the number printed (what the PAGEREF field shows)."""
    with zipfile.ZipFile(docx) as package:
        document = ElementTree.fromstring(package.read("word/document.xml"))
    for paragraph in document.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and re.fullmatch(r"TOC\d", style.get(f"{W}val")):
            yield entry(paragraph)


def entry(paragraph):
    words, number, in_field = "", "", False
    for element in paragraph.iter():
        if element.tag == f"{W}instrText" and "PAGEREF" in element.text:
            in_field = True
        elif element.tag == f"{W}fldChar" and element.get(f"{W}fldCharType") == "end":
            in_field = False
        elif element.tag == f"{W}t" and in_field:
            number += element.text
        elif element.tag == f"{W}t":
            words += element.text
    return words, int(number)


def begun(pdf, headings):
    """The page on which each heading begins by the PDF's bookmarks, in their order; None if it has none."""
    marks = re.findall(r'^[-+|]?\s*"(.*)"\s+#page=(\d+)', run("mutool", "show", pdf, "outline"), re.MULTILINE)
    marks = [(letters(title), int(page)) for title, page in marks]
    at, pages = 0, []
    for heading in headings:
        # What stands beside it may be in the bookmark too, and the number over it a paragraph of its own.
        with_number, title = letters(words_of(heading)), letters(text_of(heading["title"]))
        is_it = lambda mark: mark == title or mark.startswith(with_number)
        found = next((n for n in range(at, len(marks)) if is_it(marks[n][0])), None)
        pages.append(None if found is None else marks[found][1])
        at = at if found is None else found + 1
    return pages


def judged(stem, pdf):
    """For each entry of the contents list its heading, the page printed and the page where the heading begins."""
    every = headings_of(document_of(f"{stem}.json"))
    pages = begun(pdf, every)
    listed = [(heading, page) for heading, page in zip(every, pages) if heading["level"] < 4 and heading["kind"] != "entry"]
    entries = list(printed(f"{stem}.docx"))
    if [letters(words) for words, _ in entries] != [letters(words_of(heading)) for heading, _ in listed]:
        raise SystemExit(f"the contents list has not the document's headings: {stem}")
    return [(heading, number, page) for (heading, page), (_, number) in zip(listed, entries)]


def must_be_right(heading):
    return heading["level"] == 1 or heading["kind"] == "delmål"


def main(stems):
    right, of, grave = 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for stem, pdf in zip(stems, laid_out(stems, folder)):
            found = judged(stem, pdf)
            wrong = [entry for entry in found if entry[1] != entry[2]]
            right, of = right + len(found) - len(wrong), of + len(found)
            grave += sum(must_be_right(heading) for heading, _, _ in wrong)
            pages = f"{page_count(f'{stem}.pdf')} pages, {page_count(pdf)} in LibreOffice"
            print(f"{len(found) - len(wrong)} of {len(found)} right ({pages}): {stem}")
            for heading, number, page in wrong:
                grade = "GRAVE " if must_be_right(heading) else ""
                where = "has no bookmark" if page is None else f"begins on {page}"
                print(f"  {grade}printed {number}, {where}: {words_of(heading)}")
    share = right / of if of else 1.0
    print(f"{right} of {of} right in all: {100 * share:.1f} %; {grave} sections and delmål wrong")
    return share < ENOUGH or grave > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
