"""Judge: the web page says what the composed document says, element by element and in the same order, and is built so that
every way of reading it finds its way: each inner link leads somewhere, no id stands twice, each heading has a link to itself,
tables have captions and heads with a scope, pictures have words, nothing is loaded from elsewhere.

usage: web.py STEM …   (STEM.html and STEM.json)"""

import re
import sys
from html.parser import HTMLParser

from readers import document_of, seen, text_of

VOID = {"meta", "br", "img", "link", "input", "hr"}


class Element:
    def __init__(self, tag, attrs):
        self.tag, self.attrs, self.inner = tag, dict(attrs), []

    def has(self, name):
        return name in (self.attrs.get("class") or "").split()

    def all(self):
        for part in self.inner:
            if isinstance(part, Element):
                yield part
                yield from part.all()

    def find(self, tag):
        return [part for part in self.all() if part.tag == tag]

    def text(self):
        """What is read, without what is for the eye alone and without the words that the page has and the document has not."""
        if self.attrs.get("aria-hidden") == "true" or self.has("sign") or self.has("of") or self.tag == "svg":
            return ""
        if self.tag == "br":
            return " "
        # A note in a cell is a line of its own.
        before = " " if self.has("note") else ""
        return before + "".join(part if isinstance(part, str) else part.text() for part in self.inner)


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]
        self.feed(text)
        if len(self.open) != 1:
            raise SystemExit(f"never closed: {self.open[-1].tag}")

    def handle_starttag(self, tag, attrs):
        element = Element(tag, attrs)
        self.open[-1].inner.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        if tag not in VOID and self.open.pop().tag != tag:
            raise SystemExit(f"closed where it was not open: {tag}")

    def handle_data(self, data):
        self.open[-1].inner.append(data)


def plain(text):
    """The words, with one blank where there are several, and without the places where paper may break a long one."""
    return re.sub(r"\s+", " ", text.replace("\u200b", "")).strip()


def labelled(own, title="title"):
    return plain(" ".join(filter(None, [own.get("label"), text_of(own[title])])))


# What the document says.


def expected(document):
    cover = document["cover"]
    if cover:
        yield from of_cover(document, cover)
        for block in document["blocks"]:
            if block["type"] == "heading" and block["level"] < 4 and block["kind"] != "entry" and not is_taken_out(block):
                yield "entry", plain(" ".join([block["label"] or "", unchanged(block["title"])]))
    changes = document.get("changes")
    if changes:
        yield "heading", 1, plain(text_of(changes["title"]))
        for line in changes["legend"]:
            yield "paragraph", plain(text_of(line))
        for number, entry in enumerate(changes["entries"], start=1):
            yield "item", 0, number, plain(f"{text_of(entry['place'])}: {text_of(entry['what'])}")
        if changes["unmarked"]:
            yield "paragraph", plain(changes["signs"]["unmarked"])
            for line in changes["unmarked"]:
                yield "item", 0, None, plain(text_of(line))
    yield from of_blocks(document["blocks"], 0, 0 if cover else 1)
    if cover:
        yield from of_end(cover)


def is_taken_out(heading):
    return (heading.get("mark") or {}).get("change") == "deleted" or not unchanged(heading["title"])


def unchanged(text):
    return "".join(run["text"] for run in text if run.get("change") != "deleted")


def of_cover(document, cover):
    yield "paragraph", plain(text_of(cover["mark"]))
    yield "heading", 0, plain(text_of(cover["title"]))
    subtitle = f"– {text_of(cover['subtitle'])} " if cover["subtitle"] else ""
    yield "paragraph", plain(subtitle + text_of(cover["agreement"]))
    yield "paragraph", plain(text_of(cover["period"]))
    if cover["decisions"]:
        yield "paragraph", plain(text_of(cover["decisions"]))
    if document.get("changes"):
        yield "paragraph", plain(text_of(document["changes"]["compared"]))
    if cover["note"]:
        yield "paragraph", plain(text_of(cover["note"]))
    for logo in cover["logos"]:
        yield "picture", logo["alt"]
    for name in cover["parties"]:
        yield "item", 0, None, plain(text_of(name))
    own = cover["addressee"]
    for line in [own["title"], *own["lines"]] if own else []:
        yield "paragraph", plain(text_of(line))


def of_end(cover):
    """What the title page says of the document itself stands after the plan, for the plan is to begin on a phone's first screen."""
    for line in cover.get("colophon", []):
        yield "paragraph", plain(text_of(line))
    if cover["log"]:
        yield "paragraph", plain(f"{text_of(cover['log']['title'])} {text_of(cover['log']['note'])}")
        yield from of_table(cover["log"]["table"])


def of_blocks(blocks, depth, title=0):
    # A case paper has no title page: its first heading is the title.
    for block in blocks:
        kind = block["type"]
        if kind == "heading":
            yield "heading", min(block["level"] - title, 4), labelled(block)
            if block["aside"]:
                yield "paragraph", plain(" ".join(text_of(block["aside"][part]) for part in ("value", "of")))
        elif kind == "paragraph":
            words = plain(text_of(block["text"]))
            if block["role"] == "facts":
                # A page can't be filled in.
                words = " · ".join(fact for fact in words.split(" · ") if not fact.endswith(":"))
            if words:
                yield "paragraph", words
        elif kind == "list":
            for index, item in enumerate(block["items"]):
                number = None if block["start"] is None else block["start"] + index
                words = item[:1] if item and item[0]["type"] == "paragraph" else []
                yield "item", depth, number, plain("".join(text_of(first["text"]) for first in words))
                yield from of_blocks(item[len(words) :], depth + 1)
        elif kind == "table":
            yield from of_table(block)
        elif kind == "figure":
            yield from of_boxes(block["boxes"], None, 0)
            if block["caption"]["text"]:
                yield "caption", captioned(block["caption"])
        else:
            raise SystemExit(f"unknown block {kind}")


def of_boxes(boxes, under, depth):
    for at, box in enumerate(boxes):
        if box["under"] == under:
            lines = ", ".join(map(text_of, box["lines"]))
            yield "box", depth, plain(": ".join(filter(None, [text_of(box["name"]), lines])))
            yield from of_boxes(boxes, at, depth + 1)


def captioned(own):
    return plain(f"{own['label']} {own['number']}: {text_of(own['text'])}")


def of_table(own):
    yield "caption", captioned(own["caption"]) if own["caption"] else plain(own["summary"])
    kept = [not is_of_paper(own, at) for at in range(len(own["columns"]))]
    yield "heads", [plain(text_of(column["head"])) for column, keep in zip(own["columns"], kept) if keep]
    for row in own["rows"]:
        cells = []
        for cell, places in seen(row):
            if not any(kept[at] for at in places):
                continue
            lines = [text_of(line) for line in [*cell["lines"], *cell.get("notes", [])]]
            # A dash is heard as a word.
            if cell.get("spoken") and not any("change" in run for line in cell["lines"] for run in line):
                lines = [cell["spoken"], *lines[1:]]
            if not cell["lines"] and cell.get("fill_in"):
                lines.insert(0, cell["fill_in"]["spoken"])
            cells.append(plain(" ".join(lines)))
        yield "row", cells


def is_of_paper(table, at):
    """A column for the pages, or for the bar of a year."""
    lines = [line for row in table["rows"] if at < len(row["cells"]) for line in row["cells"][at]["lines"]]
    # What was taken out leads to no page any more: nothing stands under the head then.
    emptied = table.get("one_page") and lines and not any(map(text_of, lines))
    return table["columns"][at].get("year") or emptied or any("page" in (run.get("link") or {}) for line in lines for run in line)


# What the page says.


def found(page):
    (body,) = page.find("body")
    yield from in_flow(body, 0)


def in_flow(parent, depth):
    for part in parent.inner:
        if isinstance(part, str):
            if part.strip():
                yield "loose words", part.strip()
        elif part.tag in ("a", "footer", "script"):
            # Past what comes first, to itself; the foot is no part of the document.
            continue
        elif part.tag == "nav":
            # It stands there twice, once for wide and once for narrow screens.
            (beside,) = [inner for inner in part.inner if isinstance(inner, Element) and inner.has("beside")]
            (folded,) = part.find("details")
            if [entry.text() for entry in beside.find("li")] != [entry.text() for entry in folded.find("li")]:
                raise SystemExit("the two lists of contents are not the same")
            for entry in beside.find("li"):
                yield "entry", plain(next(inner for inner in entry.inner if inner.tag == "a").text())
        elif re.fullmatch(r"h\d", part.tag):
            if not (part.has("vh")):
                yield "heading", int(part.tag[1]) - 1, plain(part.text())
        elif part.has("files") or part.has("to-contents") or (part.tag == "summary" and parent.has("parties")):
            # What the page has and the document has not.
            continue
        elif part.tag in ("p", "summary"):
            pictures = part.find("img")
            for picture in pictures:
                yield "picture", picture.attrs.get("alt")
            if not (part.has("change-word") or part.has("vh") or pictures):
                yield "paragraph", plain(part.text())
        elif part.tag in ("ul", "ol"):
            start = None if part.tag == "ul" else int(part.attrs.get("start", 1))
            for index, item in enumerate(part.inner):
                yield from in_item(item, depth, None if start is None else start + index)
        elif part.tag == "table":
            yield from in_table(part)
        elif part.tag == "figure":
            (boxes,) = [inner for inner in part.all() if inner.has("boxes")]
            yield from in_boxes(boxes, 0)
            for caption in part.find("figcaption"):
                yield "caption", plain(caption.text())
        else:
            yield from in_flow(part, depth)


def in_item(item, depth, number):
    inner = [part for part in item.inner if isinstance(part, Element) and part.tag in ("p", "ul", "ol", "div")]
    if inner and item.inner[0] is inner[0] and inner[0].tag not in ("ul", "ol") and not inner[0].find("li"):
        yield "item", depth, number, plain(inner[0].text())
        rest = Element("", {})
        rest.inner = inner[1:]
        yield from in_flow(rest, depth + 1)
    else:
        own = Element("", {})
        own.inner = [part for part in item.inner if part not in inner]
        yield "item", depth, number, plain(own.text())
        rest = Element("", {})
        rest.inner = inner
        yield from in_flow(rest, depth + 1)


def in_boxes(parent, depth):
    for part in parent.inner:
        if isinstance(part, Element) and part.tag == "ul":
            for item in part.inner:
                own = Element("", {})
                own.inner = [inner for inner in item.inner if not (isinstance(inner, Element) and inner.tag == "ul")]
                yield "box", depth, re.sub(ADVISORY, "", plain(own.text()))
                yield from in_boxes(item, depth + 1)


# A box that gives advice says so in words, where the drawing has dashes.
ADVISORY = r" \(rådg\w+\)$"


def in_table(table):
    for caption in table.find("caption"):
        yield "caption", plain(caption.text())
    for head in table.find("thead"):
        yield "heads", [plain(cell.text()) for cell in head.find("th")]
    for rows in table.find("tbody"):
        for row in rows.find("tr"):
            yield "row", [plain(cell.text()) for cell in row.inner]


# How it is built.


def faults(page, document):
    everything = list(page.all())
    ids = [element.attrs["id"] for element in everything if "id" in element.attrs]
    for twice in {own for own in ids if ids.count(own) > 1}:
        yield f"an id stands twice: {twice}"
    for element in everything:
        to = element.attrs.get("href", "")
        if to.startswith("#") and to[1:] not in ids:
            yield f"a link leads nowhere: {to}"
        if element.tag in ("script", "iframe", "object", "link") or any(name.startswith("on") for name in element.attrs):
            yield f"something is run or loaded: {element.tag}"
        if not element.attrs.get("src", "data:").startswith("data:"):
            yield f"something is loaded from elsewhere: {element.attrs['src'][:80]}"
        if element.tag == "img" and not element.attrs.get("alt"):
            yield "a picture without words"
        if element.tag == "th" and element.attrs.get("scope") not in ("row", "col"):
            yield f"a head without a scope: {plain(element.text())}"
        if element.tag == "table" and not (len(element.find("caption")) == 1 and element.find("thead")):
            yield "a table without a caption or a head"
        if element.has("scroll") and not ("aria-label" in element.attrs and element.attrs.get("tabindex") == "0"):
            yield "a region that scrolls has no name, or the keyboard does not reach it"
        if element.has("head"):
            (heading,) = [inner for inner in element.inner if re.fullmatch(r"h\d", inner.tag)]
            own = [inner for inner in element.inner if inner.has("self")]
            # The title needs none, and those of the small headings would be two in three of all stops of the Tab key.
            wanted = [f"#{heading.attrs['id']}"] if heading.tag in ("h2", "h3", "h4") else []
            if [link.attrs["href"] for link in own] != wanted:
                yield f"a heading without a link to itself, or one too many: {plain(heading.text())}"
    for name in ("main", "footer", "h1", *(["header", "nav"] if document["cover"] else [])):
        if len(page.find(name)) != 1:
            yield f"{len(page.find(name))} of {name}"
    yield from wrong_dates(page)
    yield from wrong_cards(page)
    yield from ways_back(page)
    yield from pale_pairs(page)
    levels = [int(element.tag[1]) for element in everything if re.fullmatch(r"h\d", element.tag)]
    for before, after in zip(levels, levels[1:]):
        if after > before + 1:
            yield f"a heading of level {after} after one of level {before}"
    marks = {"inserted": "ins", "deleted": "del"}
    for change, tag in marks.items():
        marked = [plain(element.text()) for element in everything if element.tag == tag]
        if document.get("changes") is None and marked:
            yield f"marks in a document that is not compared: {marked[:2]}"
    (robots,) = [element.attrs["content"] for element in everything if element.attrs.get("name") == "robots"] or [""]
    if (document["meta"]["edition"] == "endeleg" and not document.get("changes")) == ("noindex" in robots):
        yield f"search engines are told the wrong thing: «{robots}»"


def wrong_cards(page):
    """Tables whose rows are cards on a phone: what is no table to the eye must be one to those who listen, and each cell is named."""
    roles = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    for table in page.find("table"):
        heads = [plain(head.text()) for head in table.find("th") if head.attrs.get("scope") == "col"]
        if table.has("cards") != (len(heads) >= 3):
            yield f"a table of {len(heads)} columns is {'' if table.has('cards') else 'not '}one of cards: {heads}"
        if not table.has("cards"):
            continue
        for element in [table, *table.all()]:
            wanted = roles.get(element.tag)
            if element.tag == "th":
                wanted = {"col": "columnheader", "row": "rowheader"}.get(element.attrs.get("scope"))
            if wanted and element.attrs.get("role") != wanted:
                yield f"a {element.tag} of a table of cards has not the role {wanted}"
        for row in (row for body in table.find("tbody") for row in body.find("tr")):
            after_head = False
            for cell in row.inner:
                if cell.tag == "td" and after_head and not cell.attrs.get("data-head"):
                    yield f"a cell of a card has no name: {plain(cell.text())[:40]}"
                after_head |= cell.tag == "th"


def ways_back(page):
    """After each delmål, and at the end, a link back to the contents."""
    if not page.find("nav"):
        return
    (main,) = page.find("main")
    flow = [part for part in main.all() if part.has("head") or part.has("to-contents")]
    within = False
    for part in flow:
        if part.has("to-contents"):
            within = False
        elif not any(part.has(kind) for kind in ("tiltak", "bolk", "entry")):
            if within:
                yield "no way back to the contents after a delmål"
            within = part.has("delmaal")
    if not flow or not flow[-1].has("to-contents"):
        yield "no way back to the contents at the end"


# What stands on what, by the names of the style sheet's colours, in the light and in the dark.
PAIRS = {
    "paper": "ink accent secondary draft inserted deleted",
    "tint": "ink accent secondary draft inserted deleted",
    "draft-tint": "ink accent draft inserted deleted",
    "inserted-tint": "inserted",
    "ground": "on-ground",
}


def pale_pairs(page):
    """Pairs of colours with less than 4.5:1 between them (WCAG 1.4.3), on light and on dark ground."""
    sheet = "".join(part for style in page.find("style") for part in style.inner)
    for scheme, colours in zip(("light", "dark"), re.findall(r":root\{(--[^}]*)\}?", sheet)):
        values = dict(re.findall(r"--([\w-]+):#(\w{6})", colours))
        for ground, words in PAIRS.items():
            for own in words.split():
                ratio = contrast(values[own], values[ground])
                if ratio < 4.5:
                    yield f"too pale in the {scheme}: {own} on {ground}, {ratio:.2f}:1"


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


MONTHS = "januar februar mars april mai juni juli august september oktober november desember".split()
DATE = re.compile(rf"(?<![\w./])(?:(?:(\d{{1,2}})\.\s)?({'|'.join(MONTHS)})\s(\d{{4}})|(\d{{1,2}})\.(\d{{1,2}})\.(\d{{4}}))(?!\w)", re.I)


def day_said(words):
    """What of the calendar a date's words say, as a page tells it to programs."""
    said = DATE.fullmatch(words)
    if not said:
        return None
    day, month, year, *numbers = said.groups()
    if numbers[0]:
        day, month, year = numbers
    month = int(month) if month.isdigit() else MONTHS.index(month.lower()) + 1
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")


def wrong_dates(parent):
    """Dates that are not marked as such, or as another day than their words say. Within marks a date may stand in parts."""
    for part in parent.inner:
        if isinstance(part, str):
            unmarked = DATE.search(part)
            if unmarked and parent.tag not in ("title", "style", "svg", "abbr") and "lang" not in parent.attrs:
                yield f"a date is not marked as one: {unmarked[0]}"
        elif part.tag == "time":
            said, words = part.attrs["datetime"], part.text()
            # "12.–24. juni 2025" begins with a day alone.
            begins = re.fullmatch(r"(\d{1,2})\.(?:\s(\w+))?", words)
            if begins:
                _, month, day = map(int, said.split("-"))
                right = day == int(begins[1]) and begins[2] in (None, MONTHS[month - 1])
            else:
                right = said == day_said(words)
            if not right:
                yield f"a date is marked as another: {words} as {said}"
        elif part.tag not in ("svg", "head"):
            yield from wrong_dates(part)


failed = False
for stem in sys.argv[1:]:
    document = document_of(f"{stem}.json")
    with open(f"{stem}.html", encoding="utf-8") as file:
        page = Page(file.read()).root
    wanted, got = list(expected(document)), list(found(page))
    wrong = list(faults(page, document))
    if wanted == got and not wrong:
        print(f"same {len(got)} elements: {stem}")
        continue
    failed = True
    for fault in wrong:
        print(f"{fault}: {stem}")
    if wanted != got:
        at = next((i for i, (a, b) in enumerate(zip(wanted, got)) if a != b), min(len(wanted), len(got)))
        print(f"NOT the same elements: {stem}, from element {at} of {len(wanted)}, {len(got)}")
        print(f"  document: {str(wanted[at:at + 2])[:900]}\n  page:     {str(got[at:at + 2])[:900]}")
sys.exit(failed)
