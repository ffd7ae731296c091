"""Judge of the judges: a check that can't fail is worth nothing. Breaks the template, a Word file or a web page in one way at a
time, and objects if the judge that is there for it does not.

usage: broken.py PROGRAM TOOLS   (TOOLS has the small plan at its limits and what `run` installs)"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor

JUDGES = pathlib.Path(__file__).parent
EXAMPLE, REAL = "data/eksempel-bokmal-2026", "data/vest-telemark-2025"
program, tools = sys.argv[1], pathlib.Path(sys.argv[2])
stress, folder = str(tools / "stress-few"), tools / "broken"

# What is broken, in which plan, file by file what is put in place of what, the judge, and what it must say.
BROKEN = [
    (
        "tables that can't be broken are stacked on themselves",
        stress,
        [("tables.typ", "show figure: set block(breakable: not it.whole, ..space)", "show figure: set block(breakable: false, ..space)")],
        "layout",
        "lies on",
    ),
    (
        "long words are not broken",
        stress,
        [("runs.typ", "text(it.text) }\n  if it.at", 'text(it.text.replace("\\u{200b}", "")) }\n  if it.at')],
        "layout",
        "outside",
    ),
    (
        "headings may stand alone",
        stress,
        [
            ("text.typ", "sticky: true", "sticky: false"),
            ("text.typ", "show heading: it => it.body", "show heading: it => it.body\n  show heading: set block(sticky: false)"),
        ],
        "layout",
        "alone at the foot",
    ),
    (
        "the caption does not stay with its table",
        REAL,
        [
            ("tables.typ", "block(width: 100%, sticky: true, below: 5pt", "block(width: 100%, below: 5pt"),
            ("tables.typ", "set figure(gap: 4pt)", "set figure(gap: 500pt)"),
        ],
        "layout",
        "is parted from its table",
    ),
    (
        "the text is as wide as the paper allows",
        REAL,
        [("look.typ", "#let margin = (x: look.page.side * 1pt", "#let margin = (x: 12mm")],
        "lines",
        "not easy to read",
    ),
    (
        "words are left alone on a line",
        REAL,
        [("runs.typ", "text(it.text) }\n  if it.at", 'text(it.text.replace("\\u{a0}", " ")) }\n  if it.at')],
        "lines",
        "is alone on the last line",
    ),
    (
        "facts run on, with signs between them",
        REAL,
        [("text.typ", "it.text.split(between-facts)", "(it.text,)")],
        "lines",
        "a sign hangs",
    ),
    (
        "every tiltak begins a page",
        EXAMPLE,
        [("text.typ", "#let tiltak-heading(it) = marked", "#let tiltak-heading(it) = pagebreak() + pagebreak() + marked")],
        "fill",
        "nearly empty",
    ),
    (
        "a row's cells may be split between pages",
        stress,
        [("tables.typ", "breakable: not row.whole", "breakable: true")],
        "layout",
        "not whole on any page",
    ),
    (
        "columns have other widths than were worked out",
        REAL,
        [("tables.typ", "it.columns.map(column => column.width * 1fr)", "it.columns.map(column => calc.sqrt(column.width) * 1fr)")],
        "layout",
        "outside its cell",
    ),
    (
        "a table's last column is outside the page",
        REAL,
        [("tables.typ", "column.width * 1fr", "column.width * 1.2pt")],
        "layout",
        "outside the text area",
    ),
    (
        "rows have no heads",
        EXAMPLE,
        [("tables.typ", '(if column.row_head or over > 0 { pdf.header-cell(scope: "row", made) } else { made },)', "(made,)")],
        "tags",
        "are not those of",
    ),
    (
        "columns have no heads",
        EXAMPLE,
        [("tables.typ", "table.header(..it.columns.map(head), ..if bound { (table.cell(inset: 0pt, stroke: none)[],) })", "..it.columns.map(head), ..if bound { (table.cell(inset: 0pt, stroke: none)[],) }")],
        "tags",
        "a table without a head",
    ),
    (
        "lists are paragraphs",
        EXAMPLE,
        [("text.typ", "if it.start == none { list(..items) } else { enum(start: it.start, ..items) }", "items.join()")],
        "tags",
        "are not those of",
    ),
    (
        "phrases in another language are not marked",
        EXAMPLE,
        [("runs.typ", "text(lang: it.lang, region: none, it.text)", "text(it.text)")],
        "tags",
        "marked as North Sámi",
    ),
    (
        "links to headings say their page alone",
        EXAMPLE,
        [("text.typ", "      supplement: label-and-title(it),\n", "")],
        "tags",
        "a link that says a page alone",
    ),
    (
        "links to tables say their page alone",
        EXAMPLE,
        [("tables.typ", "supplement: caption-label", "supplement: none")],
        "tags",
        "a link that says a page alone",
    ),
    (
        "the log is left out",
        EXAMPLE,
        [("cover.typ", "if cover.log != none { log(cover.log, lines.len() > 0 or cover.logos.len() > 0) }", "")],
        "tags",
        "tables in the PDF",
    ),
    (
        "lines are higher than in the Word file",
        REAL,
        [("look.typ", "it.pitch * 1pt", 'it.pitch * (if name == "body" { 1.05pt } else { 1pt })')],
        "pages",
        "right (",
    ),
    (
        "names are split at their hyphen",
        REAL,
        [("text.typ", "it => box(it)", "it => it")],
        "names",
        "is split",
    ),
    (
        "the years of the plan on one page are read aloud",
        EXAMPLE,
        [("tables.typ", "{ pdf.artifact(body) } else { body }", "{ body } else { body }")],
        "tags",
        "are not those of",
    ),
    (
        "the pages in the plan on one page are not those in the Word file",
        REAL,
        [("runs.typ", "context str(counter(page).at(to).first())", "context str(counter(page).at(to).first() + 1)")],
        "words",
        "NOT the same words",
    ),
    (
        "the colophon is left out",
        EXAMPLE,
        [("cover.typ", "for line in lines { par(spacing: 0pt, words(line)) }", "")],
        "words",
        "NOT the same words",
    ),
    (
        "the header is read as text",
        EXAMPLE,
        [("main.typ", "#blocks(doc.blocks)", "#doc.frame.headers.first().map(it => it.text).join()\n#blocks(doc.blocks)")],
        "tags",
        "are not those of",
    ),
    (
        "notes in cells are left out",
        REAL,
        [("tables.typ", 'in-kind(kind, text(weight: "regular", fill: secondary, words(note, said: said)))', "none")],
        "words",
        "",
    ),
]


# What is broken in the example's Word file, in which part, what is put in place of what (the first time only), the
# judge, and what it must say.
BROKEN_WORD = [
    ("a heading is on another level", "document", r'w:val="Heading3"', 'w:val="Heading4"', "structure", "NOT the same elements"),
    ("an item is no item", "document", r"<w:numPr><w:ilvl w:val=.1./>.*?</w:numPr>", "", "structure", "NOT the same elements"),
    ("a cell is empty", "document", r"630\u00a0000", "", "structure", "NOT the same elements"),
    ("a caption has another number", "document", r"(SEQ Tabell .*?<w:t[^>]*>)1", r"\g<1>2", "structure", "NOT the same elements"),
    ("an entry of the contents list is lost", "document", r"4\. Organisering", "4.", "structure", "NOT the same elements"),
    ("words are lost", "document", r"Det bygges for lite", "Det bygges", "words", "NOT the same words"),
    ("a page number of the contents list is wrong", "document", r"(PAGEREF .*?<w:t[^>]*>)3", r"\g<1>9", "words", "NOT the same words"),
    ("a picture has no words", "document", r'descr="Logo[^"]*"', "", "others", "2 pictures have 1"),
    ("the title is lost", "../docProps/core", r"<dc:title>.*?</dc:title>", "", "others", "title: "),
    ("a chart has no lines", "document", r"<wps:wsp><wps:cNvPr [^>]*/><wps:cNvCnPr/>.*?</wps:wsp>", "", "charts", "drawn otherwise"),
    ("a box of a chart is elsewhere", "document", r'(name="Boks \d+"/>.*?<a:off x=")\d+', r"\g<1>1000000", "charts", "drawn otherwise"),
    ("properties are in another order", "document", r'(<w:pStyle w:val="Caption"/>)', r'<w:jc w:val="left"/>\g<1>', "ooxml", "finds"),
    ("a width has no unit that Word knows", "document", r'w:type="dxa"', 'w:type="mm"', "ooxml", "finds"),
]


# What is broken in the Word file with the changes from the example of the year before, what is put in place of what (the first time
# only), and what engines.py must say.
RUN = r"<w:r(?: [^>]*)?>(?:(?!</w:r>).)*</w:r>"
BROKEN_REDLINE = [
    ("words in a box of the chart are gone without a mark", rf"(<w:txbxContent>(?:(?!</w:txbxContent>).)*)<w:del [^>]*>({RUN})</w:del>", r"\1\2", "DELTEXT_OUTSIDE_DELETION"),
    ("words of the new version are no change", rf"<w:ins [^>]*>({RUN})</w:ins>", r"\1", "reject: body: +"),
    ("words of the old version are gone", rf"<w:del [^>]*>{RUN}</w:del>", "", "reject: body: -"),
    ("a paragraph has another style", r'(<w:body>.*?)<w:pStyle w:val="BodyText"/>', r'\1<w:pStyle w:val="Heading2"/>', "accept: body: +Heading2"),
    ("a new paragraph's end is no change", r"<w:rPr><w:ins [^>]*/></w:rPr>(?=</w:pPr>)", "", "reject: body: "),
    (
        "words of the old contents list are gone",
        r'(<w:pStyle w:val="TOC\d"/>(?:(?!</w:p>).)*)<w:del [^/>]*>(?:(?!</w:del>).)*</w:del>',
        r"\1",
        "reject: body: -TOC",
    ),
    ("a new row is no change", r"<w:trPr>((?:(?!</w:trPr>).)*)<w:ins [^>]*/>", r"<w:trPr>\1", "reject: body: + a row"),
    ("an item of a list is no item", r"<w:numPr><w:ilvl w:val=.1./>.*?</w:numPr>", "", "accept: body: -"),
    ("a bookmark is gone", r'<w:bookmarkStart [^>]*w:name="[^"]*boligkart"[^>]*/>', "", "accept: a link in"),
    ("a heading has no number", r'(<w:pStyle w:val="Heading1"/>(?:(?!</w:p>).)*?<w:t[^>]*>)\d+(?=<)', r"\1", "accept: body: -Heading1"),
    ("a bookmark has no end", r"<w:bookmarkEnd [^>]*/>", "", "bookmarks begin"),
]


def with_broken_redline(here, before, after, judge):
    made = folder / "redline"
    last, new = EXAMPLE, "data/eksempel-bokmal-2027"
    if not made.exists():
        for name, arguments in (("redline", [new, "--sidan", last]), ("new", [new]), ("old", [last])):
            build(arguments[0], made / name, "docx,json", *arguments[1:])
    (file,), *plain = [list((made / name).glob("*.docx")) for name in ("redline", "new", "old")]
    with zipfile.ZipFile(file) as package, zipfile.ZipFile(here / "broken.docx", "w") as copy:
        for name in package.namelist():
            content = package.read(name)
            if name == "word/document.xml":
                text, count = re.subn(before, after, content.decode(), count=1, flags=re.S)
                if not count:
                    raise SystemExit(f"the redline has no «{before}» to break")
                content = text.encode()
            copy.writestr(name, content)
    files = [here / "broken.docx", *(own for (own,) in plain)]
    # One engine is enough to see it.
    command = [sys.executable, JUDGES / f"{judge}.py", tools, here / "out", *files, "--only", "jubarte", "--all"]
    said = subprocess.run(command, capture_output=True, text=True)
    return said.stdout + said.stderr, said.returncode != 0


# What is broken in the copy's web page, what is put in place of what (the first time only), the judge, and what it must say.
BROKEN_WEB = [
    ("words are lost", r"Det bygges for lite", "Det bygges", "web.py", "NOT the same elements"),
    ("a table has no caption", r"<caption.*?</caption>", "", "web.py", "a table without a caption"),
    ("a head has no scope", r' scope="row"', "", "web.py", "a head without a scope"),
    ("a picture has no words", r' alt="[^"]*"', "", "web.py", "a picture without words"),
    ("a link leads nowhere", r'id="pkt-4"', 'id="pkt-44"', "web.py", "a link leads nowhere"),
    ("two tiltak have the same id", r'<h4 id="[^"]*"', '<h4 id="pkt-4"', "web.py", "an id stands twice"),
    ("a heading is on another level", r"<h4( .*?</)h4>", r"<h5\1h5>", "web.py", "NOT the same elements"),
    ("a script is run", r"</body>", "<script>1</script></body>", "web.py", "something is run"),
    ("a paragraph is never closed", r"(<p>[^<]*)</p>", r"\1</div>", "vnu", "error"),
    ("a table's row has too many cells", r"</td></tr>", "</td><td>1</td><td>2</td></tr>", "vnu", "column count"),
    ("an attribute stands twice", r'<main id="', '<main id="x" id="', "html-validate", "no-dup-attr"),
    ("a table has no row of heads", r"<thead>.*?</thead>", "", "web.py", "NOT"),
    ("words are too pale", r"--ink:#\w+", "--ink:#AAAAAA", "web.mjs axe", "color-contrast"),
    ("words are too pale in the dark", r"(dark.*?)--ink:#\w+", r"\1--ink:#444444", "web.mjs axe", "in the dark: color-contrast"),
    ("a page has no language", r'<html lang="[^"]*"', "<html", "web.mjs axe", "html-has-lang"),
    ("a region has no name", r' tabindex="0" aria-label="[^"]*"', ' tabindex="0"', "web.py", "has no name"),
    ("a wide table does not scroll by itself", r"overflow-x:auto(.*)screen and \(max-width:40rem\)", r"overflow:visible\1screen and (max-width:1rem)", "web.mjs widths", "320 px: too wide"),
    ("the names of the columns are not on the cards", r' data-head="[^"]*"', "", "web.py", "a cell of a card has no name"),
    ("a card is no row to those who listen", r'<tr role="row"', "<tr", "web.py", "has not the role row"),
    ("there is no way back after a delmål", r'<p class="to-contents">.*?</p>', "", "web.py", "no way back"),
    ("put in is too pale in the dark", r"(dark.*?)--inserted:#\w+", r"\1--inserted:#336644", "web.py", "too pale in the dark: inserted"),
    ("the plan begins below the first screen", r"<header", '<p style="height:50rem"></p><header', "web.mjs widths", "the plan begins at"),
    ("lines are too long", r"p,main :is\(ul,ol\)\{max-width:34rem\}", "", "web.mjs widths", "half of the lines"),
    ("a name is split", r"<main", '<p style="width:4em">Nord-Dalane</p><main', "web.mjs widths", "a name is split"),
    ("a sign hangs", r"\.facts \.between\{display:none\}\n\.fact\{", ".fact{display:inline}.f{", "web.mjs widths", "a sign hangs"),
    ("a «#» is alone", r"\.self\{", ".self{display:block;", "web.mjs widths", "is alone after"),
    ("a link is hard to hit", r"padding:\.3rem \.25rem", "padding:0", "web.mjs widths", "hard to hit"),
    (
        "a script lays the page out",
        r"default-src 'none';(.*)</main>",
        r"default-src * 'unsafe-inline';\1</main><script>document.querySelector('h1').style.fontSize = '9rem'</script>",
        "web.mjs widths",
        "laid out otherwise without scripts",
    ),
    ("the Tab key goes astray", r'(<a class="self")', r'\1 tabindex="5"', "web.mjs keys", "not in reading order"),
    ("the Tab key shows no place", r"outline:3px solid", "outline:0 none", "web.mjs keys", "no sign of where one is"),
    ("a date is marked as another", r'datetime="2026-02-19"', 'datetime="2026-02-20"', "web.py", "marked as another"),
    ("a date is not marked", r"<time[^>]*>(19[^<]*)</time>", r"\1", "web.py", "not marked as one"),
    ("something is loaded", r"</main>", '<img src="https://example.org/x.png" alt="x"></main>', "web.mjs widths", "the browser says"),
]


def with_broken_web(here, before, after, judge):
    stem = build(EXAMPLE, here, "html,json", "--til", "sjøvik")
    file = stem.with_name(stem.name + ".html")
    text, count = re.subn(before, after, file.read_text(encoding="utf-8"), count=1, flags=re.S)
    if not count:
        raise SystemExit(f"the page has no «{before}» to break")
    file.write_text(text, encoding="utf-8")
    modules = tools / "node_modules"
    judge, _, part = judge.partition(" ")
    command = {
        "web.py": [sys.executable, JUDGES / "web.py", stem],
        "web.mjs": ["node", JUDGES / "web.mjs", "--only", part, tools, "-", file],
        "vnu": ["java", "-jar", modules / "vnu-jar/build/dist/vnu.jar", "--stdout", "--Werror", "--filterpattern", ".*(data:image|role is unnecessary|“role” attribute must not be used on a “t).*", file],
        "html-validate": [modules / ".bin/html-validate", "--preset", "recommended", "--rule", "no-redundant-role:off", file],
    }[judge]
    said = subprocess.run(command, capture_output=True, text=True)
    return said.stdout + said.stderr, said.returncode != 0


# What is broken in the template, of a plan with the changes since last year, and what marks.py must say.
BROKEN_MARKS = [
    ("the signs around changes are left out", [("runs.typ", 'signed(how, body) } else { body }', "body } else { body }")], "are not those of"),
    ("the signs around changes are printed", [("runs.typ", "#let signed(how, body, row: false) = {", '#let signed(how, body, row: false) = {\n  if how == "inserted" { "[inn: " }')], "a sign is printed"),
    ("a mark has no end", [("runs.typ", '  sign("\\u{27e7}")\n', "")], "a sign stands alone"),
    ("the title page breaks", [("cover.typ", "  colophon(lines)", "  pagebreak()\n  colophon(lines)")], "the title page is not one page"),
    ("words over what is new are a phrase", [("runs.typ", 'sticky: true, par(text(size: 0.85em, weight: "bold", fill: colour, words(word) + ":")))', 'sticky: true, text(size: 0.85em, weight: "bold", fill: colour, words(word) + ":"))')], "straight under the document"),
    ("an entry of the list of changes leads nowhere", [("contents.typ", 'hanging-indent: 1.2em, link(to, {', 'hanging-indent: 1.2em, box(width: 100%, {')], "no link says"),
]


def broken_template(here, changes):
    """A copy of the templates with changes in them."""
    shutil.copytree("templates", here / "mal")
    for name, before, after in changes:
        file = here / "mal" / name
        text = file.read_text(encoding="utf-8")
        if before not in text:
            raise SystemExit(f"{name} has no «{before}» to break")
        file.write_text(text.replace(before, after), encoding="utf-8")
    return here / "mal"


def with_broken_marks(here, changes, judge):
    stem = build("data/eksempel-bokmal-2027", here, "pdf,json", "--sidan", EXAMPLE, "--mal", broken_template(here, changes))
    return judged(judge, stem)


def build(plan, here, formats, *more):
    command = [program, "bygg", plan, "--format", formats, "--stille", "--ut", here, *more]
    subprocess.run(command, check=True)
    (document,) = here.glob("*.json")
    return document.with_suffix("")


def judged(judge, stem):
    """What the judge says and whether it objects."""
    subject = [tools, f"{stem}.docx"] if judge == "ooxml" else [stem]
    said = subprocess.run([sys.executable, JUDGES / f"{judge}.py", *subject], capture_output=True, text=True)
    return said.stdout + said.stderr, said.returncode != 0


def with_broken_template(here, plan, changes, judge):
    formats = "pdf,docx,json" if judge in ("words", "pages") else "pdf,json"
    return judged(judge, build(plan, here, formats, "--mal", broken_template(here, changes)))


def with_broken_word(here, part, before, after, judge):
    stem = build(EXAMPLE, here, "pdf,docx,json")
    whole = stem.with_name("whole.docx")
    pathlib.Path(f"{stem}.docx").rename(whole)
    part = f"word/{part}.xml".replace("word/../", "")
    with zipfile.ZipFile(whole) as package, zipfile.ZipFile(f"{stem}.docx", "w") as copy:
        for name in package.namelist():
            content = package.read(name)
            if name == part:
                text, count = re.subn(before, after, content.decode(), count=0 if "cNvCnPr" in before else 1, flags=re.S)
                if not count:
                    raise SystemExit(f"{part} has no «{before}» to break")
                content = text.encode()
            copy.writestr(name, content)
    return judged(judge, stem)


# What is changed in the composed document of the copy for a party, the first time it stands there (or after something), and what
# figures.py must say: it works everything out anew from the plan's data.
BROKEN_FIGURES = [
    ("a sum is another", '"1 020 000"', '"1 020 001"', "the total is"),
    ("a party leads another tiltak", '"1.1"', '"1.2"', "who does what says", "Partene med"),
    ("a bar is over another year", '"bar": "now"', '"bar": null', "the bars of"),
    ("a copy says that it pays something else", "50 000 kr i 2026", "60 000 kr i 2026", "and the cover says"),
    ("a body meets another day", "24. februar", "25. februar", "the way on has not"),
    ("an aim is another", '"1 200 (2027)"', '"1 300 (2027)"', "Kartlagte boliger"),
    ("an abbreviation stands for something else", "Nettverket for kystregioner", "Nettverket", "the abbreviations are"),
    ("a tiltak has other money", "Finansiering", "Pengar", "has 1 030 000 kr"),
]


def with_broken_figures(here, before, after, beginning, judge):
    stem = build(EXAMPLE, here, "pdf,docx,json", "--til", "sjøvik")
    subprocess.run([program, "bygg", EXAMPLE, "--format", "data", "--stille", "--ut", here / "data"], check=True)
    (data,) = (here / "data").glob("*.json")
    file = stem.with_name(stem.name + ".json")
    text = file.read_text(encoding="utf-8").replace("\u00a0", " ")
    # Not in the metadata.
    at = text.find(before, text.index(beginning or '"cover"'))
    if at < 0:
        raise SystemExit(f"the document has no «{before}» to break")
    many = before == "Finansiering"
    file.write_text(text.replace(before, after) if many else text[:at] + text[at:].replace(before, after, 1), encoding="utf-8")
    said = subprocess.run([sys.executable, JUDGES / f"{judge}.py", data, stem], capture_output=True, text=True)
    return said.stdout + said.stderr, said.returncode != 0


# What is broken on the page of `sjå`: at which address what is put in the place of what, the judge, and what it must say.
BROKEN_PAGE = [
    ("a text on the page can hardly be read", "/web/sja.css", ".versjon { color: var(--secondary)", ".versjon { color: #d8d8d8", "sja", "color-contrast"),
    ("what is gone stays on the page", "/web/morph.js", "for (const node of left) node.parentNode?.removeChild(node);", "", "sja_edits", "the page is not what is built"),
    ("a field that is refused is not marked", "/web/fields.js", "field.setAttribute('aria-invalid', 'true');", "", "sja_start", "the focus is not at the name that is refused"),
]


def with_broken_page(here, address, before, after, judge):
    subject = {"sja": [REAL, "-"], "sja_edits": [EXAMPLE, "30"], "sja_start": ["-"]}[judge]
    broken = {"SJA_PROGRAM": str(pathlib.Path(program).resolve()), "SJA_BROKEN": json.dumps([address, before, after])}
    command = ["node", JUDGES / f"{judge}.mjs", tools, JUDGES / "sja_broken.mjs", *subject]
    said = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **broken})
    return said.stdout + said.stderr, said.returncode != 0


shutil.rmtree(folder, ignore_errors=True)
blind = 0
cases = [(what, judge, objection, with_broken_template, (plan, changes)) for what, plan, changes, judge, objection in BROKEN]
cases += [(what, "marks", objection, with_broken_marks, (changes,)) for what, changes, objection in BROKEN_MARKS]
cases += [(what, judge, objection, with_broken_word, change) for what, *change, judge, objection in BROKEN_WORD]
cases += [
    (what, "figures", objection, with_broken_figures, (before, after, *(beginning or [None])))
    for what, before, after, objection, *beginning in BROKEN_FIGURES
]
cases += [(what, "engines", objection, with_broken_redline, change) for what, *change, objection in BROKEN_REDLINE]
cases += [(what, judge, objection, with_broken_web, change) for what, *change, judge, objection in BROKEN_WEB]
cases += [(what, judge, objection, with_broken_page, change) for what, *change, judge, objection in BROKEN_PAGE]


def tried(numbered):
    number, (_, judge, objection, broken, change) = numbered
    here = folder / str(number)
    here.mkdir(parents=True)
    began = time.monotonic()
    said, objects = broken(here, *change, judge)
    return said, objects and objection in said, time.monotonic() - began


with ThreadPoolExecutor(2) as workers:
    for (what, judge, *_), (said, seen, took) in zip(cases, workers.map(tried, enumerate(cases))):
        blind += not seen
        print(f"{judge} {'objects' if seen else 'is blind'}: {what} ({took:.0f} s)", flush=True)
        if not seen:
            print(said[:1500])
print(f"{len(cases)} ways to break it, {blind} unseen")
sys.exit(blind > 0)
