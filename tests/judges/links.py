"""A part of the judge tags.py: what pdfinfo does not show, read from the objects of the file (qpdf --json) and
held against the document (the JSON beside the PDF).

In every file:
- The tree holds together: a child's parent is the element that names it, and the element that a stretch of marked
  content or an annotation belongs to (ParentTree) is the one that has it; names of header cells (Headers) are found
  (IDTree), in the same table.
- A caption stands in its table, or after its figure; no table stands alone in a Div.
- A link says where it leads: one within the document the title of its target, one out of it not its address alone.
- A row of a group has the group's head as a header of every cell.
- An empty cell says that it is empty.
- A file with many bookmarks opens with them."""

import itertools
import json
import re
import subprocess

from readers import document_of, log_of, text_of

# As in src/pdf/finish/outline.rs.
MANY_BOOKMARKS = 6


class File:
    """The objects of a PDF."""

    def __init__(self, pdf):
        plain = subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", pdf], check=True, capture_output=True).stdout
        objects = json.loads(plain)["qpdf"][1]
        self.objects = {key[4:]: one for key, one in objects.items() if key.startswith("obj:")}
        self.catalog = self.at(objects["trailer"]["value"]["/Root"])
        self.root_reference = self.catalog["/StructTreeRoot"]
        self.root = self.at(self.root_reference)

    def at(self, what):
        """What a reference refers to; anything else is itself."""
        # Texts begin with «u:» or «b:», names with «/».
        while isinstance(what, str) and what[:1].isdigit() and what.endswith(" R"):
            one = self.objects.get(what, {})
            what = one.get("value", one.get("stream", {}).get("dict"))
        return what

    def kids(self, element):
        kids = self.at(element.get("/K", []))
        return kids if isinstance(kids, list) else [kids]

    def elements(self, start=None):
        """References of the elements under an element, in reading order, parents before children."""
        for kid in self.kids(self.at(start or self.root_reference)):
            if isinstance(kid, str) and "/S" in (self.at(kid) or {}):
                yield kid
                yield from self.elements(kid)

    def of_kind(self, kind, start=None):
        return [one for one in self.elements(start) if self.kind(one) == kind]

    def kind(self, element):
        return (self.at(element) or {}).get("/S")

    def attribute(self, element, key):
        attributes = self.at(self.at(element).get("/A", []))
        for one in attributes if isinstance(attributes, list) else [attributes]:
            if key in self.at(one):
                return self.at(self.at(one)[key])
        return None

    def leaves(self, tree, key):
        """The pairs of a number or name tree."""
        tree = self.at(tree) or {}
        pairs = self.at(tree.get(key, []))
        yield from zip(pairs[::2], pairs[1::2])
        for kid in self.at(tree.get("/Kids", [])):
            yield from self.leaves(kid, key)


def text(string):
    """A string of qpdf's JSON as text."""
    if string is None:
        return ""
    return string[2:] if string.startswith("u:") else bytes.fromhex(string[2:]).decode("utf-8", "replace")


def words(string):
    return re.findall(r"\w+", string.lower())


def torn(file):
    """Where the tree does not hold together."""
    owners = {}
    for element in [file.root_reference, *file.elements()]:
        one = file.at(element)
        for kid in file.kids(one):
            if isinstance(kid, str):
                if file.at(file.at(kid).get("/P")) is not one:
                    yield f"{file.kind(kid)} {kid} is a child of {element}, its parent is {file.at(kid).get('/P')}"
            elif isinstance(kid, int):
                owners[file.at(one["/Pg"])["/StructParents"], kid] = element
            elif "/MCID" in kid:
                owners[file.at(kid.get("/Pg", one.get("/Pg")))["/StructParents"], kid["/MCID"]] = element
            elif "/Obj" in kid:
                owners[file.at(kid["/Obj"])["/StructParent"], None] = element
    for number, owner in file.leaves(file.root["/ParentTree"], "/Nums"):
        listed = file.at(owner)
        if isinstance(listed, list):
            pairs = [((number, index), owner) for index, owner in enumerate(listed)]
        else:
            pairs = [((number, None), owner)]
        for content, owner in pairs:
            if owners.pop(content, None) != owner:
                yield f"content {content} does not belong to {owner}"
    for content, owner in owners.items():
        yield f"content {content} of {owner} is not in the ParentTree"
    names = dict(file.leaves(file.root.get("/IDTree"), "/Names"))
    for table in file.of_kind("/Table"):
        inside = {file.at(one).get("/ID"): one for one in file.of_kind("/TH", table)}
        for cell in file.of_kind("/TH", table) + file.of_kind("/TD", table):
            for header in file.attribute(cell, "/Headers") or []:
                if header not in names or inside.get(header) != names[header]:
                    yield f"the header {header} of {cell} is not in its table"


def strayed(file):
    """Captions outside their tables, tables in Divs of their own."""
    for div in file.of_kind("/Div"):
        kinds = [file.kind(kid) for kid in file.kids(file.at(div)) if isinstance(kid, str)]
        if kinds == ["/Table"]:
            yield "a table alone in a Div"
        if "/Caption" in kinds and kinds != ["/Figure", "/Caption"]:
            yield f"a caption in a Div of {kinds}"


def titles(document):
    """What the anchors of a document lead to."""
    for block in blocks(document):
        if block["type"] == "heading":
            # Words of one version stand beside those of the other.
            parts = [list(runs) for _, runs in itertools.groupby(block["title"], lambda run: run.get("change"))]
            yield block["anchor"], f"{block['label'] or ''} {' '.join(map(text_of, parts))}"
        elif block["type"] in ("table", "figure") and block["caption"]:
            yield block["anchor"], f"{block['caption']['label']} {block['caption']['number']}"


def blocks(document):
    for block in document["blocks"]:
        yield from block["blocks"] if block["type"] == "sideways" else [block]


def tables(document):
    log = log_of(document)
    return ([log["table"]] if log else []) + [block for block in blocks(document) if block["type"] == "table"]


def mute_links(file, document):
    """Links that do not say where they lead."""
    known = dict(titles(document))
    # An address that stands in the text as it is.
    bare = set(re.findall(r'"text": "(https?://[^"]+)"', json.dumps(document, ensure_ascii=False)))
    for link in file.of_kind("/Link"):
        for kid in file.kids(file.at(link)):
            if not isinstance(kid, dict) or "/Obj" not in kid:
                continue
            annotation = file.at(kid["/Obj"])
            said = text(annotation.get("/Contents"))
            address = text((file.at(annotation.get("/A")) or {}).get("/URI"))
            target = annotation.get("/Dest", (file.at(annotation.get("/A")) or {}).get("/D"))
            title = known.get(text(target)) if isinstance(target, str) and target[1:2] == ":" else None
            if not words(said):
                yield f"a link that says nothing: {said!r}"
            elif address and address.split(":")[-1].strip("/") in said and address not in bare:
                yield f"a link that says its address: {said}"
            elif not address and (said.startswith(",") or re.fullmatch(r"(kapittel|seksjon|avsnitt|chapter|section)?,? ?(side|page|sida) \d+", said.lower())):
                yield f"a link that says a page alone: {said!r}"
            elif title and not set(words(title)) <= set(words(said)) and not re.fullmatch(r"\d+(\.\d+)?", said):
                yield f"a link to {title!r} that says {said!r}"


def lone_details(file, document):
    """Cells of groups that don't know their group."""
    found, known = file.of_kind("/Table"), tables(document)
    if len(found) != len(known):
        yield f"{len(found)} tables in the PDF, {len(known)} in the document"
        return
    for table, data in zip(found, known):
        bodies = [row for body in file.of_kind("/TBody", table) for row in file.kids(file.at(body))]
        if len(bodies) != len(data["rows"]):
            yield f"{len(bodies)} rows in the PDF, {len(data['rows'])} in the document"
            continue
        group = None
        for row, tone in zip(bodies, (row["tone"] for row in data["rows"])):
            if tone == "group":
                group = file.at(file.of_kind("/TH", row)[0])["/ID"]
            elif tone != "detail":
                group = None
            for cell in file.kids(file.at(row)):
                knows = group in (file.attribute(cell, "/Headers") or [])
                if tone == "detail" and group and not knows:
                    yield f"a cell of a group without the group's head: {cell}"


def silent_cells(file):
    for cell in file.of_kind("/TD"):
        if not file.kids(file.at(cell)) and not words(text(file.at(cell).get("/ActualText"))):
            yield f"an empty cell that says nothing: {cell}"


def hidden_bookmarks(file):
    outline = file.at(file.catalog.get("/Outlines")) or {}
    if abs(outline.get("/Count", 0)) >= MANY_BOOKMARKS and file.catalog.get("/PageMode") != "/UseOutlines":
        yield f"{outline['/Count']} bookmarks, not shown"


def more_objections(file, stem):
    document = document_of(f"{stem}.json")
    yield from torn(file)
    yield from strayed(file)
    yield from mute_links(file, document)
    yield from lone_details(file, document)
    yield from silent_cells(file)
    yield from hidden_bookmarks(file)
