"""Judge: every line of the plan's own text (seed/handlingsplan-utkast-6.0.txt, as extracted from the old PDF) is
in the PDF and in the Word file, in the plan's order, but for what is listed here by hand.

The seed is read by itself: nothing here knows the data files or the composer.

usage: seed.py STEM   (STEM.pdf, STEM.docx and STEM.json)"""

import difflib
import pathlib
import sys

from readers import document_of, docx_words, pdf_words, words

SEED = pathlib.Path(__file__).parent / "seed" / "handlingsplan-utkast-6.0.txt"

# The boxes of Figur 1. The readers leave drawings out (Word has a picture); `words.py` holds them to the data.
BOXES = {
    "Eigar Prosjektleiar Styringsgruppe", "Arbeidsgrupper", "Arbeidsgruppe", "Delmål 1", "Delmål 3",
    "Referansegrupper", "Kommunedirektørmøta", "Næringskollegiet", "Landbruksgruppa", "Prosjektmedarbeidar",
}
# Lines that differ, and why.
DIFFERENT = {
    # The sentence over a table is the program's, the same everywhere. The plan has «nærare» here and «nærmare» over the
    # other two tables.
    "I 2025 skal følgjande tiltak prioriterast (sjå nærare omtale under). Tiltak i grå skrift, blir",
    # Likewise the sentence on what comes later: it has the word «seinare», for grey alone is seen by few.
    "I 2025 skal følgjande tiltak prioriterast (sjå nærmare omtale under). Tiltak i grå skrift, blir",
    "prioritert seinare i perioden.",
    # The parties stand in two columns on the title page, without the «og» of a sentence.
    "Seljord kommune, Tokke kommune og Vinje kommune",
    # Dates that the program sets are all in the long form: 4. mai 2025.
    "5.0 Piloten sitt utkast 04.05.2025 Utkast utarbeidd av PL og",
}
# Signs are not compared, and with them go these differences:
#   - the colons after sub-headings ("Utfordring:"), heads ("Kommune:") and numbers ("Tiltak 1:") are the layout's;
#   - «Gøtt nøkk» and «Kompetansesirkel» have the quotes of their headings in the tables too, not ”…”;
#   - year ranges have an en dash in the tables (2025–2028), and the sentence over them has no comma after «grå skrift»;
#   - "17. .juni 2025" is the slip for 17. juni 2025 that the seed's README names;
#   - table 2, row 3, has a comma after «Telemark næringshage», which the plan lacks.
# Lines that the extraction put elsewhere: their words must be in the document, but not at that place.
MOVED = BOXES | {
    # The rest of table 2, row 4, surfaced in the text of delmål 2, tiltak 2.
    "næringssjefane i", "avtalekommunane,", "Telemark", "fylkeskommune", "Innovasjon Norge,", "NHO,",
    "Vest-Telemark", "næringsforum,", "NAV Vest-Telemark",
    # The rest of table 3, row 4, surfaced in the text of delmål 3, tiltak 1.
    "opplæringskontor", "(OKOS), Nissedal", "studiesenter,", "fagforeiningar,", "vidaregåande skular,",
    "nasjonale fagmiljø", "som Aldring og helse",
    # The aim of a delmål stands in its opening, before its introduction.
    "Hovudmål:", "Styrke berekraftig bustadutvikling i distrikta gjennom felles tiltak og samarbeid.",
    "Styringsgruppa vil kanskje kome med endringar til dette delmålet ved rulleringa av", "handlingsplanen.",
    # The boxes of Figur 1 came after the table of section 5, its caption before section 5.
    "Figur 1",
}
# Lines that are not the plan's text: a page number that came along.
NOT_TEXT = {"10"}
# The four columns of the log and the cells of the tables were extracted line by line across the columns, so the
# words of a row are all there, but not in the lines' order. Within these parts each line's words need only be in the
# part. Each part is given by its first and its last line.
ACROSS_COLUMNS = [
    ("Versjon Dato  Status Sist endra av", "09.05.2025"),
    ("Tiltak Hovudansvarleg Samarbeidspartar Tidsramme", "Tabell 1"),
    ("Tiltak Hovudansvarleg Samarbeidspartar Tidsramme", "Tabell 2"),
    ("Tiltak Hovudansvarleg Samarbeidspartar Tidsramme", "Tabell 3"),
]


def lines():
    """The seed's lines, each with the number of the part across columns that it is in, or None."""
    ends = iter(ACROSS_COLUMNS)
    part, (first, last) = None, next(ends)
    number = 0
    for line in SEED.read_text(encoding="utf-8").replace("\f", "\n").splitlines():
        line = line.strip()
        if not line:
            continue
        if part is None and line == first.strip():
            part, number = number, number + 1
        yield part, line
        if part is not None and line == last.strip():
            part = None
            first, last = next(ends, ("", ""))


def judge(name, found):
    """Whether every line is there: aligns the seed's words with the document's, and counts the lines of which some
    word has no place in the alignment."""
    texts = [(part, line, words(line)) for part, line in lines() if words(line) and line not in NOT_TEXT]
    in_order = [(line, wanted) for part, line, wanted in texts if part is None and line not in MOVED]
    anywhere = [(line, wanted) for part, line, wanted in texts if part is not None or line in MOVED]
    drawn = [line for line, _ in anywhere if line in BOXES]
    stream = [word for _, wanted in in_order for word in wanted]
    matched = [False] * len(stream)
    for start, _, length in difflib.SequenceMatcher(None, stream, found, autojunk=False).get_matching_blocks():
        matched[start : start + length] = [True] * length
    missing, position = [], 0
    for line, wanted in in_order:
        if not all(matched[position : position + len(wanted)]):
            missing.append(line)
        position += len(wanted)
    bag = set(found)
    missing += [line for line, wanted in anywhere if line not in drawn and not set(wanted) <= bag]
    unexpected = [line for line in missing if line not in DIFFERENT]
    print(
        f"{name}: {len(texts)} lines of the seed; {len(in_order)} in their order, {len(anywhere)} at another place; "
        f"{len(missing) - len(unexpected)} differ as listed, {len(unexpected)} are missing"
    )
    for line in unexpected:
        print(f"  missing: {line}")
    gone = [line for line in DIFFERENT if line not in missing]
    for line in gone:
        print(f"  listed as different, but is there: {line}")
    return not unexpected and not gone


stem = sys.argv[1]
document = document_of(f"{stem}.json")
good = judge("PDF", pdf_words(f"{stem}.pdf", document))
good &= judge("Word", docx_words(f"{stem}.docx"))
sys.exit(not good)
