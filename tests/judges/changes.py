#!/usr/bin/env python3
"""Whether other programs that resolve tracked changes come to both versions. For each redline and the plain Word files of its
two versions: LibreOffice accepts and rejects every change, and the paragraphs and rows are compared with those of its plain
load and save of the new and the old; pandoc does the same for the words. The contents list, which is Word's to make, is left
out, and so are numbers that merely followed (in the old version, where they are digits alone or references). The numbers of
headings and of lists are compared as LibreOffice shows them, and while the changes are shown none may stand in brackets: that
is how it shows that it counts otherwise in one of the versions.
usage: changes.py WORKFOLDER REDLINE.docx NEW.docx OLD.docx [REDLINE NEW OLD ...]"""
import difflib
import pathlib
import re
import subprocess
import sys
import zipfile

from stories import File

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Resolve(src As String, dst As String, cmd As String)
  Dim a(0) As New com.sun.star.beans.PropertyValue
  a(0).Name="Hidden" : a(0).Value=True
  doc = StarDesktop.loadComponentFromURL(ConvertToURL(src),"_blank",0,a())
  If cmd &lt;&gt; "none" Then
    d = createUnoService("com.sun.star.frame.DispatchHelper")
    d.executeDispatch(doc.CurrentController.Frame,".uno:" &amp; cmd,"",0,Array())
  End If
  Dim b(0) As New com.sun.star.beans.PropertyValue
  b(0).Name="FilterName" : b(0).Value="MS Word 2007 XML"
  doc.storeToURL(ConvertToURL(dst),b())
  Dim c(0) As New com.sun.star.beans.PropertyValue
  c(0).Name="FilterName" : c(0).Value="writer_pdf_Export"
  doc.storeToURL(ConvertToURL(dst &amp; ".pdf"),c())
  doc.close(True)
End Sub
</script:module>"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library{} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">{}</library:library>"""


def office(folder, *arguments):
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", *arguments]
    subprocess.run(command, timeout=180, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def prepare(folder):
    # The first start makes the profile; a module that is there before it is lost.
    office(folder, "--terminate_after_init")
    basic = folder / "profile/user/basic/Standard"
    basic.mkdir(parents=True, exist_ok=True)
    (basic / "Module1.xba").write_text(MACRO)
    (basic / "script.xlb").write_text(LIBRARY.format("", '<library:element library:name="Module1"/>'))
    (basic / "dialog.xlb").write_text(LIBRARY.format("", ""))


def resolved(folder, source, command):
    made = folder / f"{source.stem}.{command}.docx"
    made.unlink(missing_ok=True)
    office(folder, f'macro:///Standard.Module1.Resolve("{source}","{made}","{command}")')
    if not made.exists():
        sys.exit(f"LibreOffice saved nothing of {source}")
    return read(made), shown(made)


# Before the words of a paragraph, as LibreOffice shows it.
# The day of a date that begins a line is none.
NUMBER = re.compile(r"\s*((?:Delmål |Tiltak )?\d+[.:] (?!(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)\w*).{,20})")
# Such a number in brackets, which may stand after one that is not.
BRACKETS = re.compile(r"\s*\S*( \d+[.:])?\[[^\]]*\d[.:]\].*")


def shown(made):
    """The lines of the pages that LibreOffice makes."""
    command = ["pdftotext", "-layout", made.with_name(made.name + ".pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [re.sub(r"\s+", " ", line) for line in text.split("\n")]


def read(file):
    xml = zipfile.ZipFile(file).read("word/document.xml")
    left = re.findall(rb"<w:(?:ins|del|moveFrom|moveTo)[ >]", xml) if ".none." not in file.name else []
    if left:
        sys.exit(f"{file}: {len(left)} changes are left")
    lines = []

    def paragraphs(element, indent):
        for child in element:
            if child.tag == W + "p":
                style = child.find(f"{W}pPr/{W}pStyle")
                style = style.get(W + "val") if style is not None else ""
                words = "".join(node.text or "" for node in child.iter(W + "t"))
                # Where a line breaks is paper's; what is grey is too.
                words = words.replace("\u00a0", " ").replace("\u200b", "")
                # A file with marks has more lines, and so other pages: what Word counts anew is not compared.
                if words.isdigit() and any("PAGEREF" in (node.text or "") for node in child.iter(W + "instrText")):
                    words = "#"
                style = re.sub("^(Innleiing|Innledning|BodyText|TextBody)$", "BodyText", style).replace("talseinare", "tal").replace("seinare", "tekst")
                if not re.match(r"(TOC|Contents|Innhald)", style) and (words or style):
                    lines.append(f"{indent}{style}: {words}")
            elif child.tag == W + "tbl":
                lines.append(f"{indent}tabell")
                for row in child.iter(W + "tr"):
                    lines.append(f"{indent} rad")
                    for cell in row.findall(W + "tc"):
                        paragraphs(cell, indent + "  ")
            elif child.tag == W + "sdt":
                paragraphs(child.find(W + "sdtContent"), indent)

    # Numbers are words in a file with changes, and in others they are put there.
    paragraphs(File(file).document.find(W + "body"), "")
    return lines


def pandoc(file, how):
    command = ["pandoc", f"--track-changes={how}", "-t", "plain", "--wrap=none", file]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return re.findall(r"\w+", text)


FOLLOWED = re.compile(r"(pkt\.|[Tt]iltak|[Tt]abell|[Ff]igur|[Dd]elmål) \d+|^(\s*\w*: )\d+$|\b\d+\.\d+\b")
# The number of a page, or where one was that nobody knows any more.
PAGE = re.compile(r"\s*Tabelltal\w*: ?#?")


def apart_from_numbers(line):
    return FOLLOWED.sub(lambda found: re.sub(r"\d+", "#", found.group(0)), line)


def differences(expected, got):
    pairs = list(difflib.unified_diff(expected, got, lineterm="", n=0))
    return [line for line in pairs if not line.startswith(("---", "+++", "@@"))]


def main():
    folder, files = pathlib.Path(sys.argv[1]).resolve(), [pathlib.Path(file).resolve() for file in sys.argv[2:]]
    folder.mkdir(parents=True, exist_ok=True)
    prepare(folder)
    wrong = 0
    for redline, new, old in zip(files[::3], files[1::3], files[2::3]):
        for plain, command, how in [(new, "AcceptAllTrackedChanges", "accept"), (old, "RejectAllTrackedChanges", "reject")]:
            (expected, lines), (got, others) = resolved(folder, plain, "none"), resolved(folder, redline, command)
            # Where a line ends is paper's.
            numbered = [[found[1] for found in map(NUMBER.match, own) if found] for own in (lines, others)]
            wrong_numbers = differences(*numbered)
            if how == "reject":
                expected, got = [
                    [line for line in map(apart_from_numbers, lines) if not PAGE.fullmatch(line)] for lines in (expected, got)
                ]
            found = differences(expected, got)
            # LibreOffice 7.4 leaves a paragraph empty before a table that goes, or where one went (prior faults of its own).
            left = [line for line in found if re.fullmatch(r"\+\s*\w+: ", line)]
            found = [line for line in found if line not in left]
            # Pandoc prints the contents list and shows rows that are gone as empty ones: its words are counted.
            count = lambda words: {word: words.count(word) for word in set(words) if not word.isdigit()}
            words, others = count(pandoc(plain, how)), count(pandoc(redline, how))
            # Of a row that is gone pandoc shows an empty one; where it shows more of the old version, that is not counted.
            lost = [word for word in words if others.get(word, 0) < words[word] and how == "accept" or word not in others]
            for line in found[:10] + [f"LibreOffice shows: {line}" for line in wrong_numbers[:10]] + [f"pandoc finds no «{word}»" for word in lost[:10]]:
                print(f"{redline.name}, {how}: {line}")
            wrong += len(found) + len(wrong_numbers) + len(lost)
            print(f"{how}: {redline.name}: {len(expected)} lines, {len(found)} differ, {len(left)} left empty; {len(words)} words, {len(lost)} lost; {len(numbered[0])} numbers, {len(wrong_numbers)} differ")
        bracketed = [line for line in resolved(folder, redline, "none")[1] if BRACKETS.fullmatch(line)]
        for line in bracketed[:10]:
            print(f"{redline.name}, with its changes: LibreOffice shows: {line}")
        wrong += len(bracketed)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
