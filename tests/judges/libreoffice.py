"""Word files as LibreOffice lays them out, our stand-in for Word."""

import pathlib
import re
import shutil
import subprocess

from readers import text_of

WITH_BOOKMARKS = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout


def laid_out(stems, folder):
    """The PDF files that LibreOffice, started once, makes of the stems' Word files; in the order of the stems."""
    folder = pathlib.Path(folder)
    copies = [folder / f"{number:03}.docx" for number in range(len(stems))]
    for stem, copy in zip(stems, copies):
        shutil.copy(f"{stem}.docx", copy)
    # A profile of its own: LibreOffice that is open on the machine would take the task, and do nothing.
    profile = f"-env:UserInstallation=file://{folder.resolve()}/profile"
    run("soffice", profile, "--headless", "--convert-to", WITH_BOOKMARKS, "--outdir", str(folder), *map(str, copies))
    return [str(copy.with_suffix(".pdf")) for copy in copies]


def headings_of(document):
    return [block for block in document["blocks"] if block["type"] == "heading"]


def words_of(heading):
    """The heading with its number, as both the contents list and the bookmarks have it."""
    return " ".join(filter(None, [heading["label"], text_of(heading["title"])]))


def letters(text):
    return "".join(re.findall(r"\w", text))


def page_count(pdf):
    return int(re.search(r"^Pages:\s+(\d+)", run("pdfinfo", pdf), re.MULTILINE)[1])
