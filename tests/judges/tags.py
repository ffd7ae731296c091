"""Judge: the structure that a screen reader is given.

- The tags of the example plan, as poppler reads them (pdfinfo -struct-text), are those of golden/eksempel-tags.txt, which a human has read. `tags.py --write STEM`
  writes it anew.
- The phrase of the example plan that is in North Sámi is marked so.
- In every file: headings begin at H1 and skip no level, tables have a head (THead) and a body (TBody), header cells a
  scope, rows a header cell, lists labels and bodies.

usage: tags.py [--write] EXAMPLE-STEM STEM …"""

import pathlib
import re
import subprocess
import sys

from links import File, more_objections

GOLDEN = pathlib.Path(__file__).parent / "golden" / "eksempel-tags.txt"
# What a screen reader does not read: how things look, and numbers of objects that every change moves.
LOOKS = re.compile(r"^\s*(/(?!Scope|Summary|ListNumbering)\w+ |Object \d+)")


def tree(pdf):
    text = subprocess.run(["pdfinfo", "-struct-text", pdf], check=True, capture_output=True).stdout
    lines = text.replace(b"\0", b"").decode("utf-8", "replace").splitlines()
    # Titles and summaries in UTF-16 come out garbled; they stand in the text or in the data too.
    lines = [re.sub(r'(H\d) ".*?" ', r"\1 ", line) for line in lines]
    lines = [re.sub(r"/Summary .*", "/Summary", line) for line in lines]
    return [re.sub(r"<U[^>]*>", "<id>", line.rstrip()) for line in lines if line.strip() and not LOOKS.match(line)]


def objections(file):
    """What is wrong with the elements, as their own file says it: poppler takes a minute for a long one."""
    roles = file.at(file.root.get("/RoleMap")) or {}

    def kind(element):
        own = file.kind(element)
        return file.at(roles.get(own, own))[1:]

    level = 0
    for element in file.elements():
        own = kind(element)
        inside = [kind(kid) for kid in file.kids(file.at(element)) if isinstance(kid, str) and file.kind(kid)]
        heading = re.fullmatch(r"H(\d)", own)
        if heading:
            if int(heading[1]) > level + 1:
                yield f"H{heading[1]} after H{level}"
            level = int(heading[1])
        if own == "TH" and file.attribute(element, "/Scope") is None:
            yield f"a header cell without a scope: {element}"
        if own == "Table" and inside not in (["THead", "TBody"], ["Caption", "THead", "TBody"]):
            yield f"a table without a head and a body: {inside[:3]}"
        if own == "LI" and inside != ["Lbl", "LBody"]:
            yield f"a list item of {inside}"
        if own == "TR" and "TH" not in inside:
            yield "a row without a header cell"
        if own == "L" and not set(inside) <= {"LI", "L"}:
            yield f"a list of {inside}"
    if level == 0:
        yield "no headings"


write = sys.argv[1] == "--write"
stems = sys.argv[2 if write else 1 :]
failed = False
golden = "\n".join(tree(f"{stems[0]}.pdf")) + "\n"
if write:
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text(golden, encoding="utf-8")
elif golden != GOLDEN.read_text(encoding="utf-8"):
    failed = True
    print(f"the tags of {stems[0]} are not those of {GOLDEN}; see the difference, and if it is right: tags.py --write")
    subprocess.run(["diff", GOLDEN, "-"], input=golden, text=True)
plain = ["qpdf", "--qdf", "--object-streams=disable", f"{stems[0]}.pdf", "-"]
if b"/Lang(se)" not in subprocess.run(plain, check=True, capture_output=True).stdout:
    failed = True
    print(f"no phrase of {stems[0]} is marked as North Sámi")
for stem in stems:
    file = File(f"{stem}.pdf")
    found = [*objections(file), *more_objections(file, stem)]
    failed |= bool(found)
    print(f"{'tagged well' if not found else f'{len(found)} objections'}: {stem}")
    for objection in found[:20]:
        print(f"  {objection}")
sys.exit(failed)
