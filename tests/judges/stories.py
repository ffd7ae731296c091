"""What is read in a Word file, story by story: the body, each text box, the headers and the footers, the footnotes. A story is a
list of lines: paragraphs with their style, their level in a list and their words (with ⟨what is emphasised⟩, the ⟨language⟩ and
⟨→ where a link leads⟩), and where tables, rows and cells begin. Nothing is read twice: of what stands both as a drawing and as
its fallback, the drawing is read. The numbers of headings and of lists are words: a file with changes has them as such, and in
others they are put before the words as Word would print them.

Numbers of pages and the title in the running head are Word's to work out, and are left out, those in the contents list and those that are links too; so is where a
line breaks, and how dense a table is set."""

import collections
import re
import zipfile
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PAGES = re.compile(r"\s*(PAGEREF|PAGE|NUMPAGES|SECTIONPAGES|STYLEREF)\b")
CHANGES = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|cellIns|cellDel|rPrChange|pPrChange|tblPrChange|trPrChange|tcPrChange|sectPrChange|delText|delInstrText)[ />]")


# A link that is a number alone, in a column of numbers, is of a page where something stood in the old version.
PAGE_LINK = re.compile(r"(⟨[^⟩]*⟩)*\d+(⟨[^⟩]*⟩)*")
LINKS = re.compile(r"⟨/?→ [^⟩]*⟩|⟨/?Hyperlink⟩")


def joined(line):
    """What runs on in the same way is one."""
    count = 1
    while count:
        line, count = re.subn(r"⟨/([^⟩]*)⟩⟨\1⟩", "", line)
    return line


def without_links(line):
    return joined(LINKS.sub("", line))


def value(element):
    return element.get(f"{W}val") if element is not None else None


def run_of(text, bold=False):
    """A run of text, or of a tab."""
    run = ElementTree.Element(f"{W}r")
    if bold:
        ElementTree.SubElement(ElementTree.SubElement(run, f"{W}rPr"), f"{W}b")
    if text == "\t":
        ElementTree.SubElement(run, f"{W}tab")
    else:
        ElementTree.SubElement(run, f"{W}t").text = text
    return run


class File:
    """A Word file, read once."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as package:
            self.parts = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
        self.trees = {name: ElementTree.fromstring(text) for name, text in self.parts.items() if re.fullmatch(r"word/[^/]+\.xml", name)}
        self.document = self.trees["word/document.xml"]
        self.styles()
        self.numberings()
        self.write_numbers()
        self.targets()
        self.stories = collections.OrderedDict()
        self.boxes = 0
        self.read()

    def styles(self):
        self.bound, self.default = {}, None
        own, based = {}, {}
        for style in self.trees["word/styles.xml"].findall(f"{W}style"):
            name = style.get(f"{W}styleId")
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self.default = name
            own[name] = style.find(f"{W}pPr/{W}numPr")
            based[name] = value(style.find(f"{W}basedOn"))
        for name in own:
            at, seen = name, set()
            while at and at not in seen and own.get(at) is None:
                seen.add(at)
                at = based.get(at)
            if at and own.get(at) is not None:
                self.bound[name] = own[at]

    def numberings(self):
        self.levels, self.abstract, self.starts = {}, {}, {}
        tree = self.trees.get("word/numbering.xml")
        for element in tree.findall(f"{W}abstractNum") if tree is not None else []:
            self.levels[element.get(f"{W}abstractNumId")] = {
                int(level.get(f"{W}ilvl")): (value(level.find(f"{W}numFmt")), value(level.find(f"{W}lvlText")), int(value(level.find(f"{W}start")) or 1))
                for level in element.findall(f"{W}lvl")
            }
        for element in tree.findall(f"{W}num") if tree is not None else []:
            number = element.get(f"{W}numId")
            self.abstract[number] = value(element.find(f"{W}abstractNumId"))
            for override in element.findall(f"{W}lvlOverride"):
                start = override.find(f"{W}startOverride")
                if start is not None:
                    self.starts[number, int(override.get(f"{W}ilvl"))] = int(value(start))
        self.counts, self.used = {}, set()

    def targets(self):
        """The words of the paragraph that each bookmark stands in, or before."""
        self.leads, waiting, inner = {}, [], set()
        for tree in self.trees.values():
            for element in tree.iter():
                if element.tag == f"{W}bookmarkStart" and element not in inner:
                    waiting.append(element.get(f"{W}name"))
                elif element.tag == f"{W}p":
                    inner.update(element.iter(f"{W}bookmarkStart"))
                    inside = [own.get(f"{W}name") for own in element.iter(f"{W}bookmarkStart")]
                    words = "".join(own.text or "" for own in element.iter(f"{W}t"))[:60].replace("\u00a0", " ").replace("\u200b", "")
                    self.leads |= {name: words for name in [*waiting, *inside]}
                    waiting = []
        self.external = {}
        for relation in ElementTree.fromstring(self.parts["word/_rels/document.xml.rels"]):
            self.external[relation.get("Id")] = relation.get("Target")

    def label(self, style, own):
        """The level of a paragraph in its list and its number."""
        numbered = own if own is not None else self.bound.get(style)
        if numbered is None:
            return ""
        number = value(numbered.find(f"{W}numId"))
        if number is None and style in self.bound:
            number = value(self.bound[style].find(f"{W}numId"))
        family = self.abstract.get(number)
        level = int(value(numbered.find(f"{W}ilvl")) or 0)
        if number in (None, "0") or family is None:
            # Its number is in its words.
            return str(level) if style == "ListNumber" else ""
        levels = self.levels[family]
        if level not in levels:
            return f"{level}?"
        if (number, level) in self.starts and (number, level) not in self.used:
            self.counts[family, level] = self.starts[number, level] - 1
        self.used.add((number, level))
        self.counts[family, level] = self.counts.get((family, level), levels[level][2] - 1) + 1
        for deeper in levels:
            if deeper > level:
                self.counts.pop((family, deeper), None)
        form, text, _ = levels[level]
        if form == "bullet":
            return f"{level} •"
        for at in levels:
            text = (text or "").replace(f"%{at + 1}", str(self.counts.get((family, at), levels[at][2])))
        return f"{level} {text}"

    def write_numbers(self):
        """Puts the numbers that Word would print before the words of their paragraphs."""
        self.level_of = {}
        for paragraph in self.document.iter(f"{W}p"):
            own = paragraph.find(f"{W}pPr")
            style = (value(own.find(f"{W}pStyle")) if own is not None else None) or self.default
            label = self.label(style, own.find(f"{W}numPr") if own is not None else None)
            level, _, number = label.partition(" ")
            counted, heading = bool(re.search(r"\d", number)), (style or "").startswith("Heading")
            self.level_of[paragraph] = "" if heading else level if counted else label
            if counted:
                at = 0 if own is None else list(paragraph).index(own) + 1
                parts = [run_of(f"{number} ")] if heading else [run_of(number, bold=True), run_of("\t")]
                paragraph[at:at] = parts

    def read(self):
        body = self.document.find(f"{W}body")
        self.story("body", body)
        ids = {}
        for relation in ElementTree.fromstring(self.parts["word/_rels/document.xml.rels"]):
            ids[relation.get("Id")] = "word/" + relation.get("Target").removeprefix("/word/")
        for at, section in enumerate(body.iter(f"{W}sectPr")):
            for reference in section:
                if reference.tag in (f"{W}headerReference", f"{W}footerReference"):
                    part = ids[reference.get(f"{R}id")]
                    kind = reference.tag.removeprefix(W).removesuffix("Reference")
                    self.story(f"{kind} {reference.get(f'{W}type')} of section {at + 1}", self.trees[part])
        for name in ("footnotes", "endnotes", "comments"):
            if f"word/{name}.xml" in self.trees:
                self.story(name, self.trees[f"word/{name}.xml"])

    def story(self, name, element):
        self.stories[name] = lines = []
        boxes = []
        self.fields = []
        self.blocks(element, lines, boxes)
        for box in boxes:
            self.boxes += 1
            kept, self.fields = self.fields, []
            self.story(f"text box {self.boxes}", box)
            self.fields = kept

    def blocks(self, element, lines, boxes):
        for child in element:
            if child.tag == f"{W}p":
                self.paragraph(child, lines, boxes)
            elif child.tag == f"{W}tbl":
                # An engine may leave a table without a row where one goes.
                if next(child.iter(f"{W}tr"), None) is None:
                    continue
                style = value(child.find(f"{W}tblPr/{W}tblStyle"))
                lines.append(f"a table ({'Handlingsplantabell' if style == 'Oversynstabell' else style})")
                for row in child.iter(f"{W}tr"):
                    head = row.find(f"{W}trPr/{W}tblHeader") is not None
                    lines.append(" a head" if head else " a row")
                    for cell in row.iter(f"{W}tc"):
                        over = value(cell.find(f"{W}tcPr/{W}gridSpan")) or 1
                        down = cell.find(f"{W}tcPr/{W}vMerge")
                        lines.append(f"  a cell{f' over {over}' if int(over) > 1 else ''}{'' if down is None else ' ' + (value(down) or 'continued')}")
                        self.blocks(cell, lines, boxes)
                lines.append("the table's end")
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag", f"{W}footnote", f"{W}endnote", f"{W}comment"):
                self.blocks(child, lines, boxes)

    def paragraph(self, paragraph, lines, boxes):
        own = paragraph.find(f"{W}pPr")
        style = value(own.find(f"{W}pStyle")) if own is not None else None
        # How dense a table is set is paper's, and what is kept with what follows.
        style = re.sub(r"^(Tabell\w*)Tett(ast)?$", r"\1", style or self.default or "")
        style = re.sub(r"^Innle(iing|dning)$", "BodyText", style)
        label = self.level_of.get(paragraph, "")
        text = []
        self.contents = bool(re.match(r"(TOC|Innhald|INNH)\d", style))
        self.of_numbers = style.startswith("Tabelltal")
        self.runs(paragraph, text, boxes)
        said = "".join(text).replace("\u00a0", " ").replace("\u200b", "").replace("\u00ad", "")
        said = joined(said.split("\t")[0] if self.contents else said).rstrip(" \t")
        # The field of the contents list may begin and end in a line of its own.
        if self.contents and not said:
            return
        if style == "Partar" and lines and lines[-1].startswith("Partar: "):
            # So is how many of the parties stand on a line of the cover.
            lines[-1] += f" {said}"
        else:
            lines.append(f"{style}{f' [{label}]' if label else ''}: {said}")
        section = own.find(f"{W}sectPr") if own is not None else None
        if section is not None:
            lines.append(f"a section's end ({section.find(f'{W}pgSz').get(f'{W}orient') or 'upright'})")

    def runs(self, element, text, boxes):
        for child in element:
            tag = child.tag
            if tag == f"{W}fldChar":
                kind = child.get(f"{W}fldCharType")
                if kind == "begin":
                    self.fields.append("")
                elif kind == "end" and self.fields:
                    self.fields.pop()
            elif tag in (f"{W}instrText",):
                if self.fields:
                    self.fields[-1] += child.text or ""
            elif tag in (f"{W}t", f"{W}delText", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen", f"{W}sym"):
                if not any(PAGES.match(instruction) for instruction in self.fields):
                    blank = "\t" if self.contents else " "
                    text.append({"t": child.text or "", "delText": f"[deleted: {child.text}]", "noBreakHyphen": "-"}.get(tag.removeprefix(W), blank))
            elif tag == f"{MC}AlternateContent":
                choice = child.find(f"{MC}Choice")
                self.runs(choice if choice is not None else child.find(f"{MC}Fallback"), text, boxes)
            elif tag == f"{W}txbxContent":
                boxes.append(child)
            elif tag in (f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr"):
                continue
            elif tag == f"{W}r":
                properties = child.find(f"{W}rPr")
                how = " ".join(self.look(properties)) if properties is not None and not self.contents else ""
                own = []
                self.runs(child, own, boxes)
                text += [f"⟨{how}⟩", *own, f"⟨/{how}⟩"] if how and "".join(own).strip() else own
            elif tag == f"{W}hyperlink" and not self.contents:
                to = child.get(f"{W}anchor")
                own = []
                self.runs(child, own, boxes)
                if to and self.of_numbers and PAGE_LINK.fullmatch("".join(own)):
                    continue
                to = f"→ {self.leads.get(to, '?')}" if to else f"→ {self.external.get(child.get(f'{R}id'))}"
                text += [f"⟨{to}⟩", *own, f"⟨/{to}⟩"] if "".join(own).strip() else own
            else:
                if tag.endswith("}docPr") and child.get("descr"):
                    text.append(f"[picture: {child.get('descr')}]")
                self.runs(child, text, boxes)

    def look(self, properties):
        """What a run is marked as: its style, bold, italic, struck out, another language."""
        style = value(properties.find(f"{W}rStyle"))
        if style:
            yield style
        for name in ("b", "i", "strike"):
            own = properties.find(f"{W}{name}")
            if own is not None and value(own) not in ("false", "0"):
                yield name
        language = properties.find(f"{W}lang")
        if language is not None and value(language):
            yield value(language)

    def changes_left(self):
        """What is still a change, by part."""
        found = collections.Counter()
        for name in self.trees:
            for change in CHANGES.findall(self.parts[name]):
                found[name, change.decode().strip("<w:/> ")] += 1
        return found

    def astray(self):
        """What leads to a bookmark that is not there: what it is, in which paragraph's style, and where it would lead."""
        names = {mark.get(f"{W}name") for tree in self.trees.values() for mark in tree.iter(f"{W}bookmarkStart")}
        found = []
        for paragraph in (own for tree in self.trees.values() for own in tree.iter(f"{W}p")):
            style = value(paragraph.find(f"{W}pPr/{W}pStyle")) or self.default
            for link in paragraph.iter(f"{W}hyperlink"):
                anchor, words = link.get(f"{W}anchor"), "".join(own.text or "" for own in link.iter(f"{W}t"))
                # A link without words is not seen.
                if anchor and words and anchor not in names:
                    found.append(("link", style, anchor))
            for instruction in [own.text or "" for own in paragraph.iter(f"{W}instrText")] + [own.get(f"{W}instr") for own in paragraph.iter(f"{W}fldSimple")]:
                to = re.match(r'\s*(PAGEREF|REF|NOTEREF)\s+"?([^\s"\\]+)|\s*(HYPERLINK)\s+\\l\s+"([^"]+)"', instruction)
                if to and (to[2] or to[4]) not in names:
                    found.append((to[1] or to[3], style, to[2] or to[4]))
        return found

    def halves(self):
        """Bookmarks with a beginning or an end alone, and names that stand twice."""
        found = []
        for name, tree in self.trees.items():
            starts = [own.get(f"{W}id") for own in tree.iter(f"{W}bookmarkStart")]
            ends = [own.get(f"{W}id") for own in tree.iter(f"{W}bookmarkEnd")]
            if sorted(starts) != sorted(ends):
                found.append(f"{name}: bookmarks begin {len(starts)} times and end {len(ends)} times")
            twice = [own for own, count in collections.Counter(own.get(f"{W}name") for own in tree.iter(f"{W}bookmarkStart")).items() if count > 1]
            found += [f"{name}: the bookmark {own} stands twice" for own in twice]
        return found
