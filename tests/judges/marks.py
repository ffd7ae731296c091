"""Judge: the marks of a comparison in the PDF, for those who hear it and for those who see it.

- The tags of the first file are those of golden/endringar-tags.txt, which a human has read. `marks.py --write STEM` writes it
  anew.
- «[ut: …]» and «[inn: …]», in the first cell of whole rows «[rad ut: …]» and «[ny rad: …]», come out of the file in two readers that are not ours (poppler, MuPDF) and in its tags, each with an
  end and with words in it; on the page they take no room and have no ink (the glyphs of their font are empty).
- An amount, a date and a range of dates are marked whole.
- The title page is one page (two, where the log has its own), and has no marks.
- What stands straight under the document is a block, not a phrase.
- An entry of the list of changes says where it leads to and what has changed there.

usage: marks.py [--write] STEM …"""

import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

from links import File, text

GOLDEN = pathlib.Path(__file__).parent / "golden" / "endringar-tags.txt"
SIGNS = ["[ut: ", "[inn: ", " slutt]"]
END = r"[\s\u00a0]slutt\]"
OPENING = r"\[(ut|inn|rad ut|ny rad):"


def said(*command):
    done = subprocess.run(command, check=True, capture_output=True)
    return done.stdout.replace(b"\0", b"").decode("utf-8", "replace")


def tree(pdf):
    """Elements with their words, and how they are lined."""
    kept = []
    for line in said("pdfinfo", "-struct-text", pdf).splitlines():
        if line.strip().startswith("/") and not re.match(r"\s*/(TextDecorationType|Scope)", line) or re.match(r"\s*Object \d+", line):
            continue
        kept.append(re.sub(r"<U[^>]*>", "<id>", re.sub(r'(H\d) ".*?" ', r"\1 ", line)).rstrip())
    return [line for line in kept if line]


def unbalanced(what, words):
    """Signs without words, within others or without an end."""
    depth, at = 0, 0
    for sign in re.finditer(OPENING + r"[\s\u00a0]*|" + END, words):
        depth += -1 if sign[0].endswith("]") else 1
        if depth not in (0, 1):
            yield f"{what}: a sign stands alone: «{words[max(0, sign.start() - 40) : sign.end() + 20]}»"
            return
        if sign[0].endswith("]") and not words[at : sign.start()].strip():
            yield f"{what}: a mark has nothing in it: «{words[max(0, at - 40) : sign.end() + 20]}»"
        at = sign.end()
    if depth:
        yield f"{what}: a mark has no end"


def torn(words):
    """Marks in the middle of an amount or a date."""
    for what in [
        rf"\d[\s\u00a0]?{END}(\[inn:[^\]]*\])?[\s\u00a0]\d{{3}}\b",
        rf"\b\d{{1,2}}{END}(\[inn:[^\]]*\])?\.[\s\u00a0–]",
        rf"\d{END}(\[inn:[^\]]*\])?–\d",
    ]:
        for found in re.finditer(what, words):
            yield f"a mark cuts what is one word: «{words[max(0, found.start() - 40) : found.end() + 20]}»"


def printed(pdf, document):
    """Signs that can be seen, but for those that the document tells of."""
    told = "".join(re.findall(r'"text": "((?:[^"\\]|\\.)*)"', json.dumps(document, ensure_ascii=False))).replace("\u00a0", " ")
    page = ET.fromstring(said("mutool", "draw", "-q", "-F", "stext", pdf).encode())
    seen = 0
    for font in page.iter("font"):
        for char in font.iter("char"):
            # MuPDF puts blanks between words.
            if font.get("name", "").endswith("Teikn-Regular") and char.get("c").strip():
                seen += 1
                x = [float(number) for number in char.get("quad").split()[::2]]
                if max(x) - min(x) > 0.01:
                    yield f"a sign takes room: «{char.get('c')}», {max(x) - min(x)} pt"
        words = "".join(char.get("c") for char in font.iter("char"))
        words = words.replace("\u00a0", " ").strip()
        if re.search(OPENING, words) and words not in told and not font.get("name", "").endswith("Teikn-Regular"):
            yield f"a sign is printed: «{words[:60]}»"
    if not seen:
        yield "there are no signs"


def title_page(pdf, document):
    """Where the list of changes begins."""
    cover, changes = document["cover"], document["changes"]
    first = 3 if cover["log"] and cover["log"]["new_page"] else 2
    title = "".join(run["text"] for run in changes["title"])
    page = said("pdftotext", "-f", str(first), "-l", str(first), pdf, "-").replace("\u00a0", " ")
    if title.replace("\u00a0", " ") not in page.split("\n"):
        yield f"the title page is not one page: «{title}» does not begin page {first}"
    if '"change"' in json.dumps(cover):
        yield "the title page has marks"


def structure(file, document):
    for top in file.of_kind("/Document"):
        for kid in file.kids(file.at(top)):
            if isinstance(kid, str) and file.kind(kid) in ("/Span", "/Link"):
                yield f"a {file.kind(kid)[1:]} stands straight under the document"
    words = lambda it: "".join(run["text"] for run in it).replace("\u00a0", " ").replace("\u200b", "")
    entries = [f"{words(own['place'])}: {words(own['what'])}" for own in document["changes"]["entries"]]
    links = [
        text(file.at(kid["/Obj"]).get("/Contents")).replace("\u00a0", " ")
        for link in file.of_kind("/Link")
        for kid in file.kids(file.at(link))
        if isinstance(kid, dict) and "/Obj" in kid
    ]
    for entry in entries:
        if not any(re.fullmatch(re.escape(entry) + r", \w+ \d+", link) for link in links):
            yield f"no link says «{entry}»"


def objections(stem):
    pdf = f"{stem}.pdf"
    document = json.loads(pathlib.Path(f"{stem}.json").read_text(encoding="utf-8"))
    poppler, mupdf = said("pdftotext", pdf, "-"), said("mutool", "draw", "-q", "-F", "text", pdf)
    tags = "".join(re.findall(r'^\s*"(.*)"$', "\n".join(tree(pdf)), re.M))
    for what, words in [("poppler", poppler), ("MuPDF", mupdf), ("the tags", tags)]:
        # The legend tells of the signs.
        words = re.sub(rf"«{OPENING}[\s\u00a0]?»|«slutt\]»", "", words).replace("\u00a0", " ")
        yield from unbalanced(what, words)
        if not all(sign in words for sign in SIGNS):
            yield f"{what}: no signs"
    yield from torn(tags)
    yield from printed(pdf, document)
    yield from title_page(pdf, document)
    yield from structure(File(pdf), document)


write = sys.argv[1] == "--write"
stems = sys.argv[2 if write else 1 :]
failed = False
golden = "\n".join(tree(f"{stems[0]}.pdf")) + "\n"
if write:
    GOLDEN.write_text(golden, encoding="utf-8")
elif golden != GOLDEN.read_text(encoding="utf-8"):
    failed = True
    print(f"the tags of {stems[0]} are not those of {GOLDEN}; see the difference, and if it is right: marks.py --write")
    subprocess.run(["diff", GOLDEN, "-"], input=golden, text=True)
for stem in stems:
    found = list(objections(stem))
    failed |= bool(found)
    print(f"{'marked well' if not found else f'{len(found)} objections'}: {stem}")
    for objection in found[:20]:
        print(f"  {objection}")
sys.exit(failed)
