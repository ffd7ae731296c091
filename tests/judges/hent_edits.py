"""What colleagues do to the Word file of a plan, for the judge `hent.py`: the file as a reader of its own has it, the paragraphs of
the data files, and edits of them by python-docx and by a macro in LibreOffice, each with what is to come of it; copies of a file
that lost something on their way."""

import copy
import re
import zipfile

import docx
from docx.oxml.ns import qn
from lxml import etree

PAGES = re.compile(r"\s*(PAGEREF|PAGE|NUMPAGES)\b")
# Fields of a text that stands in the document once, paragraph by paragraph.
TEXTS = re.compile(r'\s*(Tekst\(|(tekst|ingress|innleiing|hovudmål|etter_tabell): )r#"')


def normal(text):
    """Words without what programs set in each other's place: hard spaces, quotes, hyphens that can't be seen."""
    text = re.sub("[\u00ad\u200b\u2060\ufeff]", "", text).replace("\u2011", "-")
    text = re.sub("[“”„«»]", '"', re.sub("[’‘]", "'", text))
    return " ".join(text.split())


class Line:
    """A paragraph that has words."""

    def __init__(self, text, element, in_table):
        self.raw, self.text, self.element, self.in_table = text, normal(text), element, in_table


class File:
    """A Word file as it reads when every tracked change is accepted: no contents list, no boxes, no numbers of pages."""

    def __init__(self, path):
        self.document = docx.Document(path)
        self.styles = {style.style_id: (style.name or "").lower() for style in self.document.styles}
        self.lines, self.fields, self.open = [], [], ""
        self.blocks(self.document.element.body, False)

    def texts(self):
        return [line.text for line in self.lines]

    def blocks(self, element, in_table):
        for child in element:
            name = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if name == "p":
                self.paragraph(child, in_table)
            elif name == "tr":
                if child.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
                    self.blocks(child, True)
            elif name in ("tbl", "tc", "sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
                self.blocks(child, in_table)

    def paragraph(self, element, in_table):
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = self.styles.get(style.get(qn("w:val")), "") if style is not None else ""
        in_contents = any(field[0].strip().startswith("TOC") for field in self.fields)
        text = self.inline(element)
        in_contents |= any(field[0].strip().startswith("TOC") for field in self.fields)
        if in_contents or re.match(r"(toc|contents|innhald)\s*\d", name):
            return
        mark = element.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        gone = mark is not None and (mark.find(qn("w:del")) is not None or mark.find(qn("w:moveFrom")) is not None)
        self.open += text
        if gone:
            return
        if normal(self.open):
            self.lines.append(Line(self.open, element, in_table))
        self.open = ""

    def inline(self, element):
        made = ""
        for child in element:
            name = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if name == "r":
                made += self.run(child)
            elif name == "fldSimple" and PAGES.match(child.get(qn("w:instr"), "")):
                continue
            elif name in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo"):
                made += self.inline(child)
        return made

    def run(self, element):
        made = ""
        for child in element:
            name = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if name == "fldChar":
                kind = child.get(qn("w:fldCharType"))
                if kind == "begin":
                    self.fields.append(["", False])
                elif self.fields and kind == "separate":
                    self.fields[-1][1] = True
                elif self.fields:
                    self.fields.pop()
            elif name == "instrText" and self.fields:
                self.fields[-1][0] += child.text or ""
            elif any(not shown or PAGES.match(words) for words, shown in self.fields):
                continue
            elif name == "t":
                made += child.text or ""
            elif name in ("tab", "br", "cr"):
                made += " "
            elif name == "noBreakHyphen":
                made += "-"
        return made

    def line(self, text):
        """The one line with these words."""
        found = [line for line in self.lines if line.text == normal(text)]
        if len(found) != 1:
            raise SystemExit(f"{len(found)} paragraphs read {text!r}")
        return found[0]

    def is_heading(self, line):
        return self.styles.get(line.element.style or "", "").startswith("heading")

    def bold(self):
        """The words that are strong."""
        runs = self.document.element.body.iter(qn("w:r"))
        return {normal(self.run(run)) for run in runs if run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}[@{qn('w:val')}='Strong']") is not None}


class Passage:
    """A paragraph of a text in a data file, by its lines there."""

    def __init__(self, file, block, first):
        self.file, self.block, self.first, self.last, self.words, self.item = file, block, first, first, "", None


def passages(folder):
    """The paragraphs of the texts in a plan's data files, read line by line."""
    found, block = [], 0
    for file in sorted(folder.glob("*.ron")):
        inside, current = False, None
        for number, line in enumerate(file.read_text().splitlines(), 1):
            words = line.strip()
            if not inside:
                inside, current = bool(TEXTS.match(line)), None
                block += inside
                continue
            if words.startswith('"#') or not words:
                inside, current = not words, None
                continue
            item = re.match(r"(?:[-*]|\d+\.) +", words)
            if item or current is None:
                current = Passage(file.name, block, number)
                current.item = item and item[0]
                found.append(current)
            current.words = f"{current.words} {words[item.end() if item else 0 :]}".strip()
            current.last = number
    return found


def known(folder, file):
    """The passages that the Word file has as they stand, once."""
    texts = file.texts()
    plain = [own for own in passages(folder) if not re.search(r"[\[\]*_`<>\\]|\d\. ", own.words)]
    return [own for own in plain if texts.count(normal(own.words)) == 1]


def listed(entry, side):
    return [normal(own) for own in entry.get(side, [])]


class Edit:
    """What a colleague did: the paragraphs before and after, the kind of entry that is to be listed, and the passages it is in."""

    def __init__(self, what, before, after, places=(), kind="endring", look=False):
        self.what, self.kind, self.places, self.look = what, kind, places, look
        self.before, self.after = [normal(own) for own in before], [normal(own) for own in after]

    def is_in(self, entry):
        return all(own in listed(entry, "før") for own in self.before) and all(own in listed(entry, "etter") for own in self.after)

MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Dim doc As Object
Sub Load(path As String)
  Dim a(0) As New com.sun.star.beans.PropertyValue
  a(0).Name = "Hidden" : a(0).Value = True
  doc = StarDesktop.loadComponentFromURL(ConvertToURL(path), "_blank", 0, a())
End Sub
Sub Save(path As String)
  Dim b(0) As New com.sun.star.beans.PropertyValue
  b(0).Name = "FilterName" : b(0).Value = "MS Word 2007 XML"
  doc.storeToURL(ConvertToURL(path), b())
  doc.close(True)
End Sub
Function Found(words As String)
  d = doc.createSearchDescriptor()
  d.SearchString = words
  d.SearchCaseSensitive = True
  Found = doc.findFirst(d)
End Function
Sub TypeAfter(words As String, typed As String)
  f = Found(words)
  f.Text.insertString(f.End, typed, False)
End Sub
Sub TypeFirst(words As String, typed As String)
  f = Found(words)
  c = f.Text.createTextCursorByRange(f.Start)
  c.gotoStartOfParagraph(False)
  f.Text.insertString(c, typed, False)
End Sub
Sub TypeLast(words As String, typed As String)
  f = Found(words)
  c = f.Text.createTextCursorByRange(f.Start)
  c.gotoEndOfParagraph(False)
  f.Text.insertString(c, typed, False)
End Sub
Sub TypeOver(words As String, typed As String)
  f = Found(words)
  f.String = typed
End Sub
Sub Split(words As String)
  f = Found(words)
  f.Text.insertControlCharacter(f.End, 0, False)
End Sub
Sub Join(words As String)
  f = Found(words)
  c = f.Text.createTextCursorByRange(f.Start)
  c.gotoEndOfParagraph(False)
  c.goRight(1, True)
  c.String = " "
End Sub
Sub Delete(words As String)
  f = Found(words)
  c = f.Text.createTextCursorByRange(f.Start)
  c.gotoStartOfParagraph(False)
  c.gotoNextParagraph(True)
  c.String = ""
End Sub
Sub NewAfter(words As String, typed As String)
  f = Found(words)
  c = f.Text.createTextCursorByRange(f.Start)
  c.gotoEndOfParagraph(False)
  f.Text.insertControlCharacter(c, 0, False)
  f.Text.insertString(c, typed, False)
End Sub
Sub Bold(words As String)
  f = Found(words)
  f.CharWeight = 150
End Sub
Sub Comment(words As String, typed As String)
  f = Found(words)
  n = doc.createInstance("com.sun.star.text.textfield.Annotation")
  n.Author = "Kari"
  n.Content = typed
  f.Text.insertTextContent(f.End, n, False)
End Sub
Sub Main
%s
End Sub
</script:module>"""


def basic(name, *words):
    """A call in Basic."""
    return f"{name}(" + ", ".join('"' + str(own).replace('"', '""') + '"' for own in words) + ")"

# --- Edits by python-docx

def text_element(line, words):
    for own in line.element.iter(qn("w:t")):
        if words in (own.text or ""):
            return own
    raise SystemExit(f"{words!r} is not in one run of {line.raw!r}")


def set_text(element, text):
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def replace(line, old, new):
    own = text_element(line, old)
    set_text(own, own.text.replace(old, new, 1))


def split_over_runs(line):
    """Every run in pieces of seven letters, as Word leaves them after spelling and many hands."""
    for own in list(line.element.iter(qn("w:t"))):
        run, text = own.getparent(), own.text or ""
        if etree.QName(run).localname != "r" or len(run.findall(qn("w:t"))) != 1 or len(text) < 8:
            continue
        for at in range(0, len(text), 7):
            piece = copy.deepcopy(run)
            set_text(piece.find(qn("w:t")), text[at : at + 7])
            run.addprevious(piece)
            proof = etree.Element(qn("w:proofErr"))
            proof.set(qn("w:type"), "spellStart" if at % 14 else "spellEnd")
            run.addprevious(proof)
        run.getparent().remove(run)


def plain_copy(line, text):
    """A paragraph that looks like another, with other words and no bookmarks."""
    made = copy.deepcopy(line.element)
    runs = [own for own in made if own.tag == qn("w:r") and own.find(qn("w:t")) is not None]
    for own in list(made):
        if own.tag != qn("w:pPr") and own is not runs[0]:
            made.remove(own)
    set_text(runs[0].find(qn("w:t")), text)
    return made


def middle(words):
    """A word in the midst of a passage that stands there once, letters alone."""
    all_words = words.split()
    order = sorted(range(2, len(all_words) - 2), key=lambda at: abs(at - len(all_words) // 2))
    for at in order:
        if all_words[at].isalpha() and len(all_words[at]) > 3 and words.count(all_words[at]) == 1:
            return all_words[at]
    return None


MARKED = re.compile(r"\[([^\]]*)\]\(([^)]*)\)|\*\*?([^*]+)\*\*?")


def marked_edits(plan, source, target):
    """Other words beside what is marked in the data: links, references, emphasis. All of that is to stay."""
    file, edits = File(source), []
    for own in passages(plan):
        if not MARKED.search(own.words) or re.search(r"[<>`\\]|\]:", own.words):
            continue
        form, at = "", 0
        for found in MARKED.finditer(own.words):
            form += re.escape(normal(own.words[at : found.start()])) + r"\s*" + (re.escape(normal(found[1] or found[3] or "")) or ".+?") + r"\s*"
            at = found.end()
        form += re.escape(normal(own.words[at:]))
        lines = [line for line in file.lines if re.fullmatch(form.replace(r"\ ", r"\s*"), line.text)]
        words = [word for word in MARKED.sub(" ", own.words).split() if word.isalpha() and len(word) > 3]
        if len(lines) != 1 or own.block in [edit.places[0].block for edit in edits]:
            continue
        single = [word for word in words if lines[0].text.count(word) == 1 and any(word in (t.text or "") for t in lines[0].element.iter(qn("w:t")))]
        if not single:
            continue
        word = single[len(edits) % len(single)]
        replace(lines[0], word, "bytteord")
        edits.append(Edit(f"a word beside a mark ({own.words[:30]} …)", [lines[0].text], [lines[0].text.replace(word, "bytteord")], [own]))
    file.document.save(target)
    return edits


def phrase(raw, words):
    """Two words beside each other, letters alone, that a text has once: LibreOffice finds a place by them."""
    parts = words.split()
    order = sorted(range(2, len(parts) - 3), key=lambda at: abs(at - len(parts) // 2))
    for at in order:
        two = f"{parts[at]} {parts[at + 1]}"
        if two.replace(" ", "").isalpha() and raw.count(two) == 1 and words.count(two) == 1:
            return two
    return None


class Choice:
    """Gives out passages, no two of one text, and none beside another."""

    def __init__(self, folder, file):
        self.all, self.used, self.texts = known(folder, file), set(), file.texts()
        self.raw = " ".join(line.raw for line in file.lines)

    def long(self, following=False):
        """A paragraph of running text; with the one after it in its text, if that is asked for."""
        for at, own in enumerate(self.all):
            if own.block in self.used or own.item or not middle(own.words) or not phrase(self.raw, own.words):
                continue
            after = self.all[at + 1] if at + 1 < len(self.all) else None
            is_next = after and after.block == own.block and not after.item and after.words
            if following and not (is_next and self.texts.index(normal(after.words)) == self.texts.index(normal(own.words)) + 1):
                continue
            self.used.add(own.block)
            return (own, after) if following else own
        raise SystemExit("there are too few paragraphs to change")

    def items(self):
        """The items of a list."""
        for own in self.all:
            same = [other for other in self.all if other.block == own.block and other.item]
            if own.block not in self.used and len(same) > 2 and [other.item for other in same] == ["- "] * len(same):
                self.used.add(own.block)
                return same
        raise SystemExit("there are too few lists to change")


def edited_by_python(plan, source, target):
    """Edits as a program leaves them, one in each text; what is to come of each."""
    file = File(source)
    choose, edits = Choice(plan, file), []

    def of(own):
        return file.line(own.words)

    one = choose.long()
    word = middle(one.words)
    replace(of(one), word, "bytteord")
    edits.append(Edit("a word in a run", [one.words], [one.words.replace(word, "bytteord")], [one]))

    one = choose.long()
    word = middle(one.words)
    replace(of(one), word, "oppdelt")
    split_over_runs(of(one))
    edits.append(Edit("a word in a paragraph of many runs", [one.words], [one.words.replace(word, "oppdelt")], [one]))

    split_over_runs(of(choose.long()))

    one = choose.long()
    of(one).element.addnext(plain_copy(of(one), "Eit avsnitt som ein kollega skreiv til."))
    edits.append(Edit("a new paragraph", [], ["Eit avsnitt som ein kollega skreiv til."], [one]))

    one, after = choose.long(following=True)
    element = of(after).element
    element.getparent().remove(element)
    edits.append(Edit("a paragraph taken away", [after.words], [], [one, after]))

    items = choose.items()
    of(items[0]).element.addnext(plain_copy(of(items[0]), "Eit punkt midt i lista"))
    edits.append(Edit("a new item in a list", [], ["Eit punkt midt i lista"], items[:2]))

    items = choose.items()
    of(items[-1]).element.addnext(plain_copy(of(items[-1]), "Eit punkt sist i lista"))
    edits.append(Edit("a new last item", [], ["Eit punkt sist i lista"], items[-1:]))

    items = choose.items()
    element = of(items[1]).element
    element.getparent().remove(element)
    edits.append(Edit("an item taken away", [items[1].words], [], items[:2]))

    one = choose.long()
    element = text_element(of(one), middle(one.words))
    set_text(element, element.text.replace(middle(one.words), "\u00ad".join(middle(one.words)), 1))

    one = next(own for own in choose.all if "«" in own.words and own.block not in choose.used)
    choose.used.add(one.block)
    for own in of(one).element.iter(qn("w:t")):
        set_text(own, (own.text or "").replace("«", "“").replace("»", "”"))

    one = choose.long()
    word = middle(one.words)
    replace(of(one), word, "“sitert” og\u00a0to")
    edits.append(Edit("quotes and a hard space", [one.words], [one.words.replace(word, "“sitert” og to")], [one]))

    # What has no place in the data.
    row = next(line for line in reversed(file.lines) if line.in_table).element
    while row.tag != qn("w:tr"):
        row = row.getparent()
    made = copy.deepcopy(row)
    words = []
    for number, cell in enumerate(made.iter(qn("w:tc"))):
        for paragraph in list(cell.iter(qn("w:p"))):
            for own in list(paragraph):
                if own.tag != qn("w:pPr"):
                    paragraph.remove(own)
        run = etree.SubElement(next(cell.iter(qn("w:p"))), qn("w:r"))
        words.append(f"Ny celle nummer {number}")
        set_text(etree.SubElement(run, qn("w:t")), words[-1])
    row.addnext(made)
    edits.append(Edit("a new row", [], words, kind="uråd"))

    one = choose.long()
    headings = {own.style_id for own in file.document.styles if own.name == "Heading 3"}
    heading = next(own for own in file.lines if (own.element.style or "") in headings)
    of(one).element.addnext(plain_copy(heading, "Ei ny overskrift"))
    edits.append(Edit("a new heading", [], ["Ei ny overskrift"], [one], kind="uråd"))

    one = choose.long()
    paragraph = docx.text.paragraph.Paragraph(of(one).element, file.document)
    file.document.add_comment(paragraph.runs, text="Er dette rett?", author="Ola", initials="O")
    file.document.save(target)
    return edits, [("Ola", "Er dette rett?", one)]


def office_edits(plan, source, target, recorded):
    """The calls that make edits in LibreOffice; what is to come of each."""
    choose, edits = Choice(plan, File(source)), []
    raw = choose.raw
    calls = [basic("Load", source), f"doc.RecordChanges = {recorded}"]

    def do(name, what, one, before, after, *words, at=None, look=False):
        calls.append(basic(name, at or phrase(raw, one.words), *words))
        places = [own for own in choose.all if own.block == one.block and normal(own.words) in [normal(text) for text in before]] or [one]
        edits.append(Edit(what, before, after, places, look=look))

    one = choose.long()
    at = phrase(raw, one.words)
    do("TypeAfter", "words in the midst", one, [one.words], [one.words.replace(at, f"{at} og noko meir")], " og noko meir")
    one = choose.long()
    do("TypeFirst", "words at the start", one, [one.words], ["Først dette. " + one.words], "Først dette. ")
    one = choose.long()
    do("TypeLast", "words at the end", one, [one.words], [one.words + " Sist dette."], " Sist dette.")
    one = choose.long()
    at = phrase(raw, one.words)
    do("TypeOver", "other words", one, [one.words], [one.words.replace(at, "heilt andre ord")], "heilt andre ord")
    one = choose.long()
    at = phrase(raw, one.words)
    cut = one.words.index(at) + len(at)
    do("Split", "a paragraph split", one, [one.words], [one.words[:cut], one.words[cut:]])
    one, after = choose.long(following=True)
    do("Join", "two paragraphs joined", one, [one.words, after.words], [f"{one.words} {after.words}"])
    one, after = choose.long(following=True)
    do("Delete", "a paragraph deleted", one, [one.words], [])
    one = choose.long()
    do("NewAfter", "a paragraph typed", one, [], ["Dette skreiv ein kollega."], "Dette skreiv ein kollega.")
    items = choose.items()
    at = next(own for own in items if phrase(raw, own.words))
    do("NewAfter", "an item typed", at, [], ["Dette punktet skreiv ein kollega"], "Dette punktet skreiv ein kollega")
    one = choose.long()
    at = phrase(raw, one.words)
    do("Bold", "words made bold", one, [one.words], [one.words], look=[at])
    one = choose.long()
    calls.append(basic("Comment", phrase(raw, one.words), "Kva meiner de her?"))
    calls.append(basic("Save", target))
    return calls, edits, [("Kari", "Kva meiner de her?", one)]


# --- Copies that lost something on their way

def rewritten(source, target, change):
    """A copy of a file with its parts changed: `change` gets a name and bytes, and gives bytes or None."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            made = change(info.filename, old.read(info.filename))
            if made is not None:
                new.writestr(info.filename, made)


def without_base(name, data):
    """What other programs do to parts that they don't know: they leave them out."""
    if name.startswith("customXml/") or name == "docProps/custom.xml":
        return None
    if name.endswith(".rels"):
        return re.sub(rb'<Relationship [^>]*(customXml/|custom-properties)[^>]*/>', b"", data)
    if name == "[Content_Types].xml":
        return re.sub(rb'<Override [^>]*(/customXml/|docProps/custom\.xml)[^>]*/>', b"", data)
    return data


def without_bookmarks(name, data):
    data = without_base(name, data)
    if name != "word/document.xml":
        return data
    return re.sub(rb"<w:bookmark(Start|End) [^>]*/>", b"", data)


def as_google(name, data):
    """As Google Docs exports files: headings keep their styles, all else is «normal» with its look on itself; no bookmarks, no
    controls, no custom parts."""
    data = without_bookmarks(name, data)
    if name != "word/document.xml":
        return data
    tree = etree.fromstring(data)
    numbers = as_google.numbers
    for properties in tree.iter(qn("w:pPr")):
        style = properties.find(qn("w:pStyle"))
        if style is None or style.get(qn("w:val")).startswith(("Heading", "Title", "Subtitle")):
            continue
        own = numbers.get(style.get(qn("w:val")))
        properties.remove(style)
        if own is not None and properties.find(qn("w:numPr")) is None:
            made = copy.deepcopy(own)
            if made.find(qn("w:ilvl")) is None:
                level = etree.Element(qn("w:ilvl"))
                level.set(qn("w:val"), "0")
                made.insert(0, level)
            properties.insert(0, made)
    for control in list(tree.iter(qn("w:sdt"))):
        for content in control.findall(qn("w:sdtContent")):
            for child in list(content):
                control.addprevious(child)
        control.getparent().remove(control)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def strip_as_google(source, target):
    styles = etree.fromstring(zipfile.ZipFile(source).read("word/styles.xml"))
    found = {own.get(qn("w:styleId")): own.find(f"{qn('w:pPr')}/{qn('w:numPr')}") for own in styles.iter(qn("w:style"))}
    as_google.numbers = {name: own for name, own in found.items() if own is not None}
    rewritten(source, target, as_google)
