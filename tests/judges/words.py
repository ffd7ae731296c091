"""Judge: the PDF and the Word file have the same words in the same order.

usage: words.py STEM …   (STEM.pdf, STEM.docx and STEM.json of `handlingsplan bygg --format pdf,docx,json`)"""

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
    # Where they part for the first time; aligning the rest of a long document would take too long.
    at = next((i for i, (a, b) in enumerate(zip(pdf, docx)) if a != b), min(len(pdf), len(docx)))
    print(f"  after «{' '.join(pdf[max(0, at - 8):at])}»: PDF {pdf[at:at + 20]}, Word {docx[at:at + 20]}")
sys.exit(failed)
