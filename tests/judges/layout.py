"""Judge: what validators of PDF files miss. Reads where every word stands (pdftotext -bbox) and objects to

- words that lie on each other, as the rows of a table that is stacked on itself at a page's foot;
- words outside the text area, as in a column or on a page that is too narrow for them;
- words of a table's cell outside their column, and rows that are meant to be whole but are not on one page;
- a heading alone at a page's foot;
- a caption parted from what it is the caption of;
- fewer rows of a table than the document has, by pdftotext and by mutool.

usage: layout.py STEM …   (STEM.pdf and STEM.json)"""

import html
import re
import subprocess
import sys

from readers import document_of, log_of, run, seen, tables, text_of, words

MILLIMETRE = 72 / 25.4
SIDE, TOP, BOTTOM = 30 * MILLIMETRE, 30 * MILLIMETRE, 25 * MILLIMETRE
# Of the lower of two words' height or the narrower's width: so much may boxes overlap, which are a little higher than
# the letters in them.
OVERLAP = 0.3
# The boxes of headings are higher than this, those of running text (11 points) lower.
HEADING = 13.8


def pages(pdf):
    """For each page its width, its height, and its words with their boxes."""
    text = run("pdftotext", "-raw", "-bbox", pdf, "-")
    for page in re.split(r"<page ", text)[1:]:
        width, height = map(float, re.match(r'width="([\d.]+)" height="([\d.]+)"', page).groups())
        found = re.findall(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', page)
        yield width, height, [(*map(float, box), html.unescape(word)) for *box, word in found]


def in_body(box, height):
    return TOP - 4 < box[1] and box[3] < height - BOTTOM + 14


def overlapping(boxes):
    boxes = sorted(boxes, key=lambda box: box[1])
    for index, first in enumerate(boxes):
        for second in boxes[index + 1 :]:
            if second[1] >= first[3]:
                break
            high = min(first[3], second[3]) - max(first[1], second[1])
            wide = min(first[2], second[2]) - max(first[0], second[0])
            if high <= 0 or wide <= 0:
                continue
            lower = min(first[3] - first[1], second[3] - second[1])
            narrower = min(first[2] - first[0], second[2] - second[0])
            if high > OVERLAP * lower and wide > OVERLAP * narrower:
                yield first[4], second[4]


def objections(stem):
    document = document_of(f"{stem}.json")
    headings = {tuple(words(f"{block['label'] or ''} {text_of(block['title'])}")) for block in blocks(document, "heading")}
    # An aim is set as large as a heading.
    aims = [words(text_of(block["text"])) for block in blocks(document, "paragraph") if block["role"] == "goal"]
    captions = [
        words(f"{caption['label']} {caption['number']} {text_of(caption['text'])}")
        for block in document["blocks"]
        if block["type"] == "table" and (caption := block.get("caption"))
    ]
    heads = [words(" ".join(text_of(column["head"]) for column in table["columns"])) for table in tables(document)]
    laid_out = list(pages(f"{stem}.pdf"))
    for number, (width, height, boxes) in enumerate(laid_out, start=1):
        for first, second in overlapping(boxes):
            yield f"page {number}: «{first}» lies on «{second}»"
        for box in boxes:
            if not (SIDE - 2 < box[0] and box[2] < width - SIDE + 2 and 0 < box[1] and box[3] < height):
                yield f"page {number}: «{box[4]}» stands outside the text area"
        if number < 3 and document["cover"]:
            continue
        body = [word for box in boxes if in_body(box, height) for word in words(box[4])]
        last = max((box for box in boxes if in_body(box, height)), key=lambda box: (box[3], box[0]), default=None)
        ends_in_aim = any(body[-len(aim) :] == aim for aim in aims if aim)
        for heading in headings if last and last[3] - last[1] > HEADING and not ends_in_aim else ():
            if heading and tuple(body[-len(heading) :]) == heading:
                yield f"page {number}: the heading «{' '.join(heading)}» is alone at the foot"
        for caption in captions:
            for head in [[], *heads]:
                if body[-len(caption) - len(head) :] == caption + head:
                    yield f"page {number}: the caption «{' '.join(caption)}» is parted from its table"
    yield from lost_rows(stem, document)
    yield from astray(document, laid_out)


def astray(document, laid_out):
    """Every row that is meant to be whole is found, its letters one after the other, on one page, and each cell's
    words lie within their column."""
    letters, owners = [], []
    for width, height, boxes in laid_out:
        page, owner = "", []
        for box in boxes:
            if in_body(box, height) or box[1] < TOP:
                for word in words(box[4]):
                    page += word
                    owner += [box] * len(word)
        letters.append(page)
        owners.append(owner)
    page, at = 0, 0
    for table in sorted(tables(document), key=lambda table: table is not (log_of(document) or {}).get("table")):
        across = sum(column["width"] for column in table["columns"])
        for row in table["rows"]:
            across_cells = list(seen(row))
            cells = ["".join(words(cell_text(cell))) for cell, _ in across_cells]
            text = "".join(cells)
            if not row["whole"] or not text:
                continue
            found = next((n for n in range(page, len(letters)) if letters[n].find(text, at if n == page else 0) >= 0), None)
            if found is None:
                yield f"a row of «{table['summary']}» is not whole on any page: {text[:60]}"
                continue
            start = letters[found].find(text, at if found == page else 0)
            page, at = found, start + len(text)
            scale = (laid_out[page][0] - 2 * SIDE) / across
            left = SIDE
            for cell, (_, places) in zip(cells, across_cells):
                right = left + sum(table["columns"][at]["width"] for at in places) * scale
                for box in owners[page][start : start + len(cell)]:
                    if box[0] < left or box[2] > right:
                        yield f"page {page + 1}: «{box[4]}» stands outside its cell"
                        break
                start += len(cell)
                left = right


def cell_text(cell):
    return " ".join(text_of(line) for line in [*cell["lines"], *cell.get("notes", [])])


def blocks(document, kind):
    return (block for block in document["blocks"] if block["type"] == kind)


def lost_rows(stem, document):
    """The words of every row must be in the text as two readers find it."""
    readers = {
        "pdftotext": run("pdftotext", "-raw", f"{stem}.pdf", "-"),
        "mutool": run("mutool", "draw", "-q", "-F", "text", f"{stem}.pdf"),
    }
    for reader, text in readers.items():
        counts = {}
        for word in words(text):
            counts[word] = counts.get(word, 0) + 1
        for table in tables(document):
            needed = {}
            for row in table["rows"]:
                for cell in row["cells"]:
                    for line in cell["lines"]:
                        # A word with a break in it is one word to one reader and two to the other.
                        text = re.sub("\\S*\u200b\\S*", " ", text_of(line))
                        for word in words(text):
                            needed[word] = needed.get(word, 0) + 1
            lost = [word for word, count in needed.items() if counts.get(word, 0) < count]
            if lost:
                yield f"{reader} lacks words of the table «{table['summary']}»: {lost[:10]}"


failed = False
for stem in sys.argv[1:]:
    found = list(objections(stem))
    failed |= bool(found)
    print(f"{'laid out well' if not found else f'{len(found)} objections'}: {stem}")
    # A few of each kind.
    kinds = {}
    for objection in found:
        kinds.setdefault(re.sub(r"«.*?»|\d+", "", objection), []).append(objection)
    for objection in (objection for kind in list(kinds.values())[:20] for objection in kind[:5]):
        print(f"  {objection}")
sys.exit(failed)
