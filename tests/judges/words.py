"""Judge: the PDF and the Word file have the same words in the same order.

usage: words.py STEM …   (STEM.pdf, STEM.docx and STEM.json of `handlingsplan bygg --format pdf,docx,json`)"""

import difflib
import sys

from readers import document_of, docx_words, pdf_words

failed = False
for stem in sys.argv[1:]:
    pdf = pdf_words(f"{stem}.pdf", document_of(f"{stem}.json"))
    docx = docx_words(f"{stem}.docx")
    if pdf == docx:
        print(f"same {len(pdf)} words: {stem}")
        continue
    failed = True
    print(f"NOT the same words: {stem} ({len(pdf)} in the PDF, {len(docx)} in the Word file)")
    matcher = difflib.SequenceMatcher(None, pdf, docx, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            print(f"  after «{' '.join(pdf[max(0, a - 5):a])}»: PDF {pdf[a:b][:30]}, Word {docx[c:d][:30]}")
sys.exit(failed)
