"""Judge: the Word file says what the composed document says, element by element, as pandoc reads it: the title page, the
contents list, headings with their levels, paragraphs, lists with their depth and numbers, tables cell by cell with what
they show, captions.

usage: structure.py STEM …   (STEM.docx and STEM.json)"""

import re
import sys

from readers import document_of, inline_text, pandoc, seen, text_of


def expected(document):
    if document["cover"]:
        yield from cover_and_contents(document)
    yield from blocks(document["blocks"], 0)


def cover_and_contents(document):
    cover = document["cover"]
    yield "paragraph", text_of(cover["mark"])
    yield "paragraph", text_of(cover["title"])
    subtitle = f"– {text_of(cover['subtitle'])} " if cover["subtitle"] else ""
    yield "paragraph", subtitle + text_of(cover["agreement"])
    decisions = f" {text_of(cover['decisions'])}" if cover["decisions"] else ""
    yield "paragraph", text_of(cover["period"]) + decisions
    if cover["note"]:
        yield "paragraph", text_of(cover["note"])
    columns = cover["party_columns"]
    for index in range(0, len(cover["parties"]), columns):
        yield "paragraph", " ".join(map(text_of, cover["parties"][index : index + columns]))
    if cover["addressee"]:
        lines = [cover["addressee"]["title"], *cover["addressee"]["lines"]]
        yield "paragraph", " ".join(map(text_of, lines))
    for line in cover.get("colophon", []):
        yield "paragraph", text_of(line)
    if cover["logos"]:
        yield "paragraph", "    ".join(f"[{logo['alt']}]" for logo in cover["logos"])
    if cover["log"]:
        yield "paragraph", f"{text_of(cover['log']['title'])} {text_of(cover['log']['note'])}"
        yield table(cover["log"]["table"])
    yield "paragraph", text_of(document["contents_title"])
    for block in document["blocks"]:
        if block["type"] == "heading" and block["level"] < 4 and block["kind"] != "entry":
            yield "entry", " ".join(filter(None, [block["label"], text_of(block["title"])]))


def blocks(items, depth):
    for block in items:
        kind = block["type"]
        if kind == "heading":
            yield "heading", block["level"], text_of(block["title"])
            if block["aside"]:
                yield "paragraph", " ".join(text_of(block["aside"][part]) for part in ("value", "of"))
        elif kind == "paragraph" and block["role"] == "facts" and facts(block["text"]):
            yield "facts", facts(block["text"])
        elif kind == "paragraph":
            yield "paragraph", text_of(block["text"])
        elif kind == "list":
            for index, item in enumerate(block["items"]):
                number = None if block["start"] is None else block["start"] + index
                words = item[:1] if item and item[0]["type"] == "paragraph" else []
                yield "item", depth, number, "".join(text_of(first["text"]) for first in words)
                yield from blocks(item[len(words) :], depth + 1)
        elif kind == "table":
            if block["caption"]:
                yield caption(block["caption"])
            yield table(block)
        elif kind == "figure":
            # pandoc doesn't read drawings of shapes; readers.py looks at their words.
            yield caption(block["caption"])


def caption(own):
    return "paragraph", f"{own['label']} {own['number']}: {text_of(own['text'])}"


def facts(text):
    """The facts of a tiltak, each with its term; none where one has no term."""
    all_facts = [[]]
    for run in text:
        for at, part in enumerate(run["text"].split("\u00a0· ")):
            if at > 0:
                all_facts.append([])
            if part:
                all_facts[-1].append((part, run.get("strong", False)))
    all_facts = [fact for fact in all_facts if fact]
    if not all(strong for fact in all_facts for _, strong in fact[:1]):
        return []
    terms = ["".join(part for part, strong in fact if strong).replace(":", "") for fact in all_facts]
    words = ["".join(part for part, strong in fact if not strong).strip(" \u00a0") for fact in all_facts]
    return [[[term], [own or "………………"]] for term, own in zip(terms, words)]


def table(own):
    rows = [[cell_lines(cell) for cell, _ in seen(row)] for row in own["rows"]]
    return "table", own["summary"], [[text_of(column["head"])] for column in own["columns"]], rows


# The number of a page, which the document does not know.
PAGE = "§"


def cell_lines(cell):
    if any("page" in (run.get("link") or {}) for line in cell["lines"] for run in line):
        return [PAGE]
    lines = [text_of(line) for line in [*cell["lines"], *cell.get("notes", [])]]
    lines = [line for line in lines if line]
    return lines or (["………………"] if "fill_in" in cell else [])


def found(docx):
    yield from of_pandoc(pandoc(docx)["blocks"], 0)


def of_pandoc(items, depth):
    for item in items:
        kind, content = item["t"], item.get("c")
        if kind in ("Para", "Plain"):
            # The entries of the contents list are links with the page as a link in them.
            if len(content) == 1 and content[0]["t"] == "Link" and content[0]["c"][1][-1]["t"] == "Link":
                yield "entry", inline_text(content[0]["c"][1][:-1]).rstrip()
            else:
                yield "paragraph", inline_text(content)
        elif kind == "Header":
            yield "heading", content[0], inline_text(content[2])
        elif kind in ("BulletList", "OrderedList"):
            start = None if kind == "BulletList" else content[0][0]
            for index, entry in enumerate(content if kind == "BulletList" else content[1]):
                if entry and entry[0]["t"] == "Header":
                    # A heading with a numbering of its own, which pandoc takes for an item of the list before it.
                    yield from of_pandoc(entry, depth)
                    continue
                number = None if start is None else start + index
                # An item that begins with a list has a sign, and no words.
                words = entry[:1] if entry and entry[0]["t"] in ("Para", "Plain") else []
                yield "item", depth, number, "".join(inline_text(first["c"]) for first in words)
                yield from of_pandoc(entry[len(words) :], depth + 1)
        elif kind == "BlockQuote":
            # The second paragraph of an item, for it is indented.
            yield from of_pandoc(content, depth)
        elif kind == "Table":
            _, (_, about), _, head, bodies, _ = content
            cells = lambda row: [[inline_text(block["c"]) for block in cell[4]] for cell in row[1]]
            rows = [cells(row) for body in bodies for row in body[2] + body[3]]
            if not head[1]:
                yield "facts", rows
                continue
            (heads,) = map(cells, head[1])
            yield "table", "".join(inline_text(block["c"]) for block in about), heads, rows
        elif kind == "Div":
            yield from of_pandoc(content[1], depth)
        else:
            raise SystemExit(f"unknown block {kind}")


def with_pages(wanted, got):
    """Tables as they are, with the numbers of pages as the document has them."""
    for one, other in zip(wanted, got):
        if one[0] == "table" == other[0]:
            for row, cells in zip(one[3], other[3]):
                for at, (lines, found) in enumerate(zip(row, cells)):
                    if lines == [PAGE] and len(found) == 1 and found[0].isdigit():
                        cells[at] = [PAGE]
    return got


def plain(element):
    """The same with one blank where there are several: pandoc keeps them between words, but not between pictures."""
    kind, *rest = element
    return kind, *(re.sub(" +", " ", part) if kind == "paragraph" else part for part in rest)


def grouped(elements):
    """Facts that follow each other are one table."""
    made = []
    for element in elements:
        if element[0] == "facts" and made and made[-1][0] == "facts":
            made[-1] = "facts", made[-1][1] + element[1]
        else:
            made.append(element)
    return made


def unbroken(element):
    """The same without the places where paper may break a word: the Word file leaves them to Word."""
    if isinstance(element, str):
        return element.replace("\u200b", "")
    return type(element)(map(unbroken, element)) if isinstance(element, (list, tuple)) else element


failed = False
for stem in sys.argv[1:]:
    wanted, got = [unbroken(plain(own)) for own in grouped(expected(document_of(f"{stem}.json")))], list(map(plain, found(f"{stem}.docx")))
    got = with_pages(wanted, got)
    if wanted == got:
        print(f"same {len(got)} elements: {stem}")
        continue
    failed = True
    at = next((i for i, (a, b) in enumerate(zip(wanted, got)) if a != b), min(len(wanted), len(got)))
    print(f"NOT the same elements: {stem}, from element {at} of {len(wanted)}, {len(got)}")
    print(f"  document: {str(wanted[at:at + 1])[:600]}\n  Word:     {str(got[at:at + 1])[:600]}")
sys.exit(failed)
