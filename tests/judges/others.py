"""Judge: other programs can use the Word file. python-docx reads all properties, and what LibreOffice saves again as a
Word file still has the headings, the tables and the words for pictures.

usage: others.py STEM …   (STEM.docx and STEM.json; needs python-docx)"""

import datetime
import pathlib
import subprocess
import sys
import tempfile

import docx

from readers import document_of, inline_text, pandoc, part_of

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def properties(stem, meta):
    """What python-docx reads, beside what the document says of itself."""
    core = docx.Document(f"{stem}.docx").core_properties
    day = datetime.datetime(*meta["date"].values(), tzinfo=datetime.timezone.utc)
    dated = lambda moment: moment.replace(tzinfo=datetime.timezone.utc)
    yield "title", core.title, meta["title"]
    yield "subject", core.subject, meta["subject"]
    yield "author", core.author, "; ".join(meta["authors"])
    yield "keywords", core.keywords, "; ".join(meta["keywords"])
    yield "language", core.language, f"{meta['lang']}-{meta['region']}"
    yield "version", core.version, meta["version"]
    yield "created", dated(core.created), day
    yield "modified", dated(core.modified), day
    yield "revision", core.revision, 1


def shape(file):
    """The headings, the tables cell by cell, and the words for pictures."""
    headings, tables = [], []

    def walk(items):
        for item in items:
            kind, content = item["t"], item.get("c")
            if kind == "Header":
                # LibreOffice writes the page break before a heading as a space in it.
                headings.append((content[0], inline_text(content[2]).strip()))
            elif kind == "Table":
                rows = content[3][1] + [row for body in content[4] for row in body[2] + body[3]]
                tables.append([["\n".join(inline_text(block["c"]) for block in cell[4]) for cell in row[1]] for row in rows])
            elif kind in ("BulletList", "OrderedList"):
                for entry in content if kind == "BulletList" else content[1]:
                    walk(entry)
            elif kind in ("Div", "BlockQuote"):
                walk(content[-1] if kind == "Div" else content)

    walk(pandoc(file)["blocks"])
    words = sorted({name.get("descr") for name in part_of(file, "document").iter(DRAWING)} - {None, ""})
    return {"headings": headings, "tables": tables, "words for pictures": words}


failed = False
with tempfile.TemporaryDirectory() as folder:
    files = [f"{stem}.docx" for stem in sys.argv[1:]]
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, *files]
    subprocess.run(command, check=True, capture_output=True)
    for stem in sys.argv[1:]:
        document = document_of(f"{stem}.json")
        wrong = [f"{name}: {read!r}, not {wanted!r}" for name, read, wanted in properties(stem, document["meta"]) if read != wanted]
        ours, theirs = shape(f"{stem}.docx"), shape(pathlib.Path(folder) / f"{pathlib.Path(stem).name}.docx")
        for kind in ours:
            if ours[kind] != theirs[kind]:
                pairs = zip(ours[kind], theirs[kind])
                first = next((f"{a!r} became {b!r}" for a, b in pairs if a != b), f"{len(ours[kind])} became {len(theirs[kind])}")
                wrong.append(f"LibreOffice does not keep the {kind}: {first[:900]}")
        figures = sum(block["type"] == "figure" for block in document["blocks"]) + len((document["cover"] or {"logos": []})["logos"])
        if len(ours["words for pictures"]) != figures:
            wrong.append(f"{figures} pictures have {len(ours['words for pictures'])} different descriptions")
        failed |= bool(wrong)
        count = f"{len(ours['headings'])} headings, {len(ours['tables'])} tables, {figures} pictures"
        print(f"{'readable by others' if not wrong else 'NOT readable by others'} ({count}): {stem}")
        for objection in wrong:
            print(f"  {objection}")
sys.exit(failed)
