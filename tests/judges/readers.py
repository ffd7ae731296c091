"""What is in a PDF and in a Word file, read by programs that are not ours (pdftotext, pandoc).

Both are given as words: runs of letters and digits, without the signs between them."""

import json
import re
import subprocess
import zipfile
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words(text):
    return re.findall(r"\w+", text)


def text_of(runs):
    """The words of a text of the document, whatever their styles."""
    return "".join(run["text"] for run in runs)


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def pdf_words(pdf, document):
    """The words of the pages, headers and footers cut off, in the order in which the file has them.

    `document` is the composed document: its drawings are left out (Word has them as pictures), and so are the
    heads of tables that are repeated on a page."""
    heads = [words(" ".join(text_of(column["head"]) for column in table["columns"])) for table in tables(document)]
    found = []
    for number, (width, height) in enumerate(page_sizes(pdf), start=1):
        # The cover has neither header nor footer; elsewhere they stand in the margins.
        top, bottom = (0, 0) if number == 1 and document["cover"] else (82, 68)
        area = ["-x", "0", "-y", str(top), "-W", str(int(width) + 1), "-H", str(int(height) - top - bottom)]
        page = words(run("pdftotext", "-raw", "-f", str(number), "-l", str(number), *area, pdf, "-"))
        for head in heads:
            if page[: len(head)] == head and number > 1 and continues(found, head):
                page = page[len(head) :]
        found += page
    for number, label in ((block["number"], words(block["label"])) for block in document["blocks"] if block.get("kind") == "delmål"):
        # The great number beside the label, for the eye alone.
        found = dropped(found, str(number), label)
    for drawing in drawings(document):
        found = without(found, drawing)
    return found


def dropped(found, number, label):
    """The words without a number that stands before a label, the last time that it does so."""
    for at in reversed(range(len(found))):
        if found[at] == number and found[at + 1 : at + 1 + len(label)] == label:
            return found[:at] + found[at + 1 :]
    return found


def continues(found, head):
    """Whether a table with this head began earlier."""
    return any(found[i : i + len(head)] == head for i in range(len(found)))


def page_sizes(pdf):
    text = run("pdfinfo", "-f", "1", "-l", "100000", pdf)
    return [(float(w), float(h)) for w, h in re.findall(r"size:\s+([\d.]+) x ([\d.]+) pts", text)]


def tables(document):
    found = [block for block in document["blocks"] if block["type"] == "table"]
    log = log_of(document)
    return found + ([log["table"]] if log else [])


def log_of(document):
    """The log on the cover; a case paper has no cover."""
    return (document["cover"] or {}).get("log")


def seen(row):
    """The cells of a row that are seen, each with the places of its columns: one may reach over others."""
    after = 0
    for at, cell in enumerate(row["cells"]):
        if at >= after:
            after = at + 1 + cell.get("over", 0)
            yield cell, range(at, after)


def drawings(document):
    for block in document["blocks"]:
        if block["type"] == "figure":
            lines = [text_of(line) for box in block["chart"]["boxes"] for line in box["name"] + box["lines"]]
            yield words(" ".join(lines))


def without(found, part):
    for start in range(len(found)):
        if found[start : start + len(part)] == part:
            return found[:start] + found[start + len(part) :]
    raise SystemExit(f"the drawing's words are not in the PDF: {' '.join(part)}")


def pandoc(docx):
    """The Word file as pandoc reads it."""
    return json.loads(run("pandoc", "-f", "docx", "--track-changes=all", "-t", "json", docx))


def inline_text(items):
    """The text of pandoc's inline elements; pictures as their words in brackets."""
    text = ""
    for item in items:
        kind, content = item["t"], item.get("c")
        if kind == "Str":
            # The hyphen that no line ends after is a hyphen.
            text += content.replace("\u2011", "-")
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            text += " "
        elif kind in ("Emph", "Strong", "Underline"):
            text += inline_text(content)
        elif kind in ("Link", "Span", "Quoted"):
            text += inline_text(content[1])
        elif kind == "Image":
            text += f"[{inline_text(content[1])}]"
        else:
            raise SystemExit(f"unknown inline {kind}")
    return text


def docx_words(docx):
    """The words of the body as pandoc reads them, with the numbers that Word gives the headings and without the words
    of pictures and the prompts of what is to be filled in, which are not on paper."""
    tree = pandoc(docx)
    labels = iter(heading_labels(docx))
    prompts = set(prompts_of(docx))
    found = []

    def inline(items):
        return inline_text([item for item in items if item["t"] != "Image"])

    def block(item):
        kind, content = item["t"], item.get("c")
        if kind in ("Para", "Plain"):
            if inline(content) not in prompts:
                found.extend(words(inline(content)))
        elif kind == "Header":
            found.extend(words(next(labels) + " " + inline(content[2])))
        elif kind == "BulletList":
            for entry in content:
                blocks(entry)
        elif kind == "OrderedList":
            for number, entry in enumerate(content[1], start=content[0][0]):
                # pandoc takes a heading with a numbering of its own for an item of the list before it.
                if entry[0]["t"] != "Header":
                    found.append(str(number))
                blocks(entry)
        elif kind == "Table":
            _, _, _, head, bodies, foot = content
            rows = head[1] + [row for body in bodies for row in body[2] + body[3]] + foot[1]
            for row in rows:
                for cell in row[1]:
                    blocks(cell[4])
            # The caption is a paragraph of its own; what pandoc calls so is the table's description.
        elif kind in ("Div", "BlockQuote", "Figure"):
            blocks(content[-1] if kind != "BlockQuote" else content)
        else:
            raise SystemExit(f"unknown block {kind}")

    def blocks(items):
        for item in items:
            block(item)

    meta = tree["meta"]
    for name in ("title", "subtitle"):
        if name in meta:
            found.extend(words(inline(meta[name]["c"])))
    blocks(tree["blocks"])
    return found


def part_of(docx, name):
    with zipfile.ZipFile(docx) as package:
        return ElementTree.fromstring(package.read(f"word/{name}.xml"))


def prompts_of(docx):
    """What stands where something is to be filled in."""
    for run in part_of(docx, "document").iter(f"{W}r"):
        style = run.find(f"{W}rPr/{W}rStyle")
        if style is not None and style.get(f"{W}val") == "PlaceholderText":
            yield "".join(text.text for text in run.iter(f"{W}t"))


def heading_labels(docx):
    """The number of each heading as Word would print it, from the styles and the numbering part."""
    styles, numbering, document = (part_of(docx, name) for name in ("styles", "numbering", "document"))
    value = lambda element: element.get(f"{W}val")
    abstract = {
        element.get(f"{W}abstractNumId"): {
            int(level.get(f"{W}ilvl")): value(level.find(f"{W}lvlText")) for level in element.findall(f"{W}lvl")
        }
        for element in numbering.findall(f"{W}abstractNum")
    }
    of, starts = {}, {}
    for element in numbering.findall(f"{W}num"):
        number = element.get(f"{W}numId")
        of[number] = value(element.find(f"{W}abstractNumId"))
        for override in element.findall(f"{W}lvlOverride"):
            starts[number, int(override.get(f"{W}ilvl"))] = int(value(override.find(f"{W}startOverride")))
    bound, headings = {}, set()
    for style in styles.findall(f"{W}style"):
        properties = style.find(f"{W}pPr")
        name = style.get(f"{W}styleId")
        if properties is not None and properties.find(f"{W}outlineLvl") is not None:
            headings.add(name)
            if properties.find(f"{W}numPr") is not None:
                bound[name] = properties.find(f"{W}numPr")
    counts, used, labels = {}, set(), []
    for paragraph in document.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        style = properties.find(f"{W}pStyle") if properties is not None else None
        if style is None or value(style) not in headings:
            continue
        own = properties.find(f"{W}numPr")
        numbered = own if own is not None else bound.get(value(style))
        number = value(numbered.find(f"{W}numId")) if numbered is not None else "0"
        if number == "0":
            labels.append("")
            continue
        level = int(value(numbered.find(f"{W}ilvl")))
        family = of[number]
        if (number, level) in starts and (number, level) not in used:
            counts[family, level] = starts[number, level] - 1
        used.add((number, level))
        counts[family, level] = counts.get((family, level), 0) + 1
        for deeper in range(level + 1, 9):
            counts[family, deeper] = 0
        label = abstract[family][level]
        for at in range(9):
            label = label.replace(f"%{at + 1}", str(counts.get((family, at), 0)))
        labels.append(label)
    return labels


def document_of(json_file):
    """The composed document, with what stands on pages on their side among the other blocks."""
    with open(json_file, encoding="utf-8") as file:
        document = json.load(file)
    document["blocks"] = [own for block in document["blocks"] for own in block.get("blocks", [block])]
    return document
