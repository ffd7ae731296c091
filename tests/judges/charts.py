"""Judge: the organisation chart that can be edited in the Word file looks like the PDF's. LibreOffice is made to draw the
shapes, not the picture beside them, and both drawings are laid on each other.

usage: charts.py STEM …   (STEM.docx, STEM.pdf and STEM.json; needs Pillow)"""

import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

from PIL import Image, ImageChops, ImageFilter

from readers import document_of, run, text_of

DPI = 100
POINT = DPI / 72
# How far a pixel's like may stand away, and how many pixels of ink in a thousand may have none.
NEAR = 3
STRAY = 15


def with_shapes(docx, out):
    """The file with shapes that every program that knows groups must draw."""
    with zipfile.ZipFile(docx) as package, zipfile.ZipFile(out, "w") as copy:
        for name in package.namelist():
            part = package.read(name)
            if name == "word/document.xml":
                part = part.replace(b'Requires="wpg w15"', b'Requires="wpg"')
                # The picture is gone, so that it can't be drawn instead.
                part = re.sub(rb"<mc:Fallback>.*?</mc:Fallback>", b"", part, flags=re.S)
            copy.writestr(name, part)


def drawn(pdf, chart, caption):
    """The chart as it is drawn in the PDF, cut out where its first box and its caption say."""
    pages = run("pdftotext", "-bbox", pdf, "-").split("<page ")[1:]
    first = chart["boxes"][0]
    name = text_of(first["name"][0]).split()[0]
    for number, page in enumerate(pages, start=1):
        words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<', page)
        ends = [index for index, word in enumerate(words[1:], start=1) if (words[index - 1][4], word[4]) == caption]
        starts = [word for word in words if word[4] == name]
        if ends and starts and number > 2:
            picture = pathlib.Path(tempfile.mkdtemp()) / "page"
            run("pdftoppm", "-r", str(DPI), "-f", str(number), "-l", str(number), "-gray", pdf, picture)
            page = Image.open(next(picture.parent.glob("*.pgm")))
            # The name's first line is centred in its box; its top is the box's, less what is over the text.
            lines = [word for word in words if abs(float(word[1]) - float(starts[0][1])) < 2]
            middle = (float(lines[0][0]) + float(lines[len(text_of(first["name"][0]).split()) - 1][2])) / 2
            left = middle - first["x"] - first["width"] / 2
            inside = (len(first["name"]) + len(first["lines"])) * chart["leading"]
            top = float(starts[0][1]) - first["y"] - (first["height"] - inside) / 2
            box = [round(value * POINT) for value in (left, top, left + chart["width"], top + chart["height"])]
            return page.crop((box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2))
    raise SystemExit(f"the chart is not in {pdf}")


def stray(one, other):
    """How many in a thousand of the inked pixels of one have no ink near them in the other."""
    ink = one.point(lambda value: 255 if value < 200 else 0)
    near = other.point(lambda value: 255 if value < 225 else 0).filter(ImageFilter.MaxFilter(2 * NEAR + 1))
    alone = ImageChops.subtract(ink, near)
    if ink.histogram()[255] < 1000:
        raise SystemExit("there is hardly any ink where the chart should be")
    return 1000 * alone.histogram()[255] / ink.histogram()[255]


def nearest(ours, theirs):
    """What strays with the one drawing laid on the other as it fits best: where it begins is found by its first word,
    which may stand a little higher or lower in its box."""
    shifted = (ImageChops.offset(theirs, x, y) for x in range(-2, 3) for y in range(-4, 5))
    return min(((stray(ours, other), stray(other, ours)) for other in shifted), key=max)


def with_charts(stems):
    """The files that have a chart, each with its charts and captions."""
    for stem in stems:
        figures = [block for block in document_of(f"{stem}.json")["blocks"] if block["type"] == "figure"]
        if figures:
            yield stem, [(one["chart"], (one["caption"]["label"], f"{one['caption']['number']}:")) for one in figures]


failed = False
charts = dict(with_charts(sys.argv[1:]))
with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    shapes = {stem: folder / f"{number}.docx" for number, stem in enumerate(charts)}
    for stem, file in shapes.items():
        with_shapes(f"{stem}.docx", file)
    # A profile of its own: LibreOffice that is open on the machine would take the task, and do nothing.
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder, *shapes.values()]
    subprocess.run(command, check=True, capture_output=True)
    for stem, figures in charts.items():
        for chart, caption in figures:
            ours, theirs = drawn(f"{stem}.pdf", chart, caption), drawn(shapes[stem].with_suffix(".pdf"), chart, caption)
            missing, surplus = nearest(ours, theirs)
            bad = max(missing, surplus) > STRAY
            failed |= bad
            print(f"{'drawn otherwise' if bad else 'drawn alike'}: {missing:.1f} ‰ of the PDF's ink is missing, {surplus:.1f} ‰ is new: {stem}")
sys.exit(failed)
