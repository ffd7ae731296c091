"""Judge of the judges: a check that can't fail is worth nothing. Breaks the template in one way at a time, builds a plan
with it, and objects if the judge that is there for it does not.

usage: broken.py PROGRAM STRESS-PLAN FOLDER   (FOLDER is made anew)"""

import pathlib
import shutil
import subprocess
import sys

JUDGES = pathlib.Path(__file__).parent
EXAMPLE, REAL = "data/eksempel-bokmal-2026", "data/vest-telemark-2025"
program, stress, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])

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
        [("runs.typ", "text(it.text) }", 'text(it.text.replace("\\u{200b}", "")) }')],
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
        "the caption comes after the table",
        stress,
        [
            ("tables.typ", "set figure(gap: -reserve)", "set figure(gap: 4pt)"),
            ("tables.typ", "let reserve = measure(caption-block(caption), width: width).height", "let reserve = 0pt"),
        ],
        "layout",
        "is parted from its table",
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
        [("tables.typ", 'if column.row_head { pdf.header-cell(scope: "row", made) } else { made }', "made")],
        "tags",
        "a row without a header cell",
    ),
    (
        "columns have no heads",
        EXAMPLE,
        [("tables.typ", "table.header(..it.columns.map(head))", "..it.columns.map(head)")],
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
        "the header is read as text",
        EXAMPLE,
        [("main.typ", "#blocks(doc.blocks)", "#doc.frame.header\n#blocks(doc.blocks)")],
        "tags",
        "are not those of",
    ),
    (
        "notes in cells are left out",
        REAL,
        [("tables.typ", "text(size: small-size, cell.note)", "none")],
        "words",
        "",
    ),
]


def broken(number, plan, changes, judge):
    """What the judge says and whether it objects."""
    here = folder / str(number)
    shutil.copytree("templates", here / "mal")
    for name, before, after in changes:
        file = here / "mal" / name
        text = file.read_text(encoding="utf-8")
        if before not in text:
            raise SystemExit(f"{name} has no «{before}» to break")
        file.write_text(text.replace(before, after), encoding="utf-8")
    formats = "pdf,docx,json" if judge == "words" else "pdf,json"
    build = [program, "bygg", plan, "--mal", here / "mal", "--format", formats, "--stille", "--ut", here]
    subprocess.run(build, check=True)
    (pdf,) = here.glob("*.pdf")
    said = subprocess.run([sys.executable, JUDGES / f"{judge}.py", pdf.with_suffix("")], capture_output=True, text=True)
    return said.stdout + said.stderr, said.returncode != 0


shutil.rmtree(folder, ignore_errors=True)
blind = 0
for number, (what, plan, changes, judge, objection) in enumerate(BROKEN):
    said, objects = broken(number, plan, changes, judge)
    seen = objects and objection in said
    blind += not seen
    print(f"{judge}.py {'objects' if seen else 'is blind'}: {what}", flush=True)
    if not seen:
        print(said[:1500])
sys.exit(blind > 0)
