"""Judge: running text is easy to read on. At the median a line has at most 80 letters, no paragraph ends in a short word alone, and no
line begins or ends in a sign that parts what stands on one.

usage: lines.py STEM …   (STEM.pdf)"""

import html
import re
import statistics
import sys

from readers import run

BODY = "11.5"
# From baseline to baseline, where it is set tighter and where it is not.
PITCHES = (14.5, 16)
MOST_LETTERS = 80
# A last word that is longer does not look lost.
SHORT = 12
# Fewer lines say nothing of the text.
FEW = 200
BETWEEN = "·|"


def lines(pdf):
    """Page by page the lines: how far down, how far in, the words, and whether it is running text."""
    for page in re.findall(r"<page .*?</page>", run("mutool", "draw", "-q", "-F", "stext", "-o", "-", pdf), re.S):
        found = []
        for line in re.findall(r"<line .*?</line>", page, re.S):
            letters = re.findall(r' x="([-\d.]+)" y="([-\d.]+)" color="[^"]*" c="([^"]*)"', line)
            size = re.search(r'<font name="[^"]*" size="([\d.]+)"', line)
            if letters and size:
                words = html.unescape("".join(letter for _, _, letter in letters)).strip()
                found.append((float(letters[0][1]), float(letters[0][0]), words, size[1] == BODY))
        yield found


def main(stems):
    failed = False
    for stem in stems:
        pages = list(lines(f"{stem}.pdf"))
        is_text = [words for page in pages for _, _, words, running in page if running and not re.search(r"\.{4}|(\. ){4}", words)]
        lengths = [len(words) for words in is_text]
        lone, hanging = [], []
        for number, page in enumerate(pages, start=1):
            running = [line[:3] for line in page if line[3]]
            for (above, left, before), (down, own_left, words) in zip(running, running[1:]):
                follows = PITCHES[0] <= down - above <= PITCHES[1] and abs(own_left - left) < 25
                is_item = re.match(r"[•\d]", words)
                if follows and " " not in words and len(words) <= SHORT and len(before) > 50 and not is_item:
                    lone.append((number, words))
            hanging += [(number, words) for _, _, words, _ in page if words and (words[-1] in BETWEEN or words[0] in BETWEEN)]
        middle = statistics.median(lengths) if len(lengths) >= FEW else 0
        bad = middle > MOST_LETTERS or lone or hanging
        failed |= bool(bad)
        print(f"{'not easy to read' if bad else 'easy to read'}: {len(lengths)} lines, {middle:.0f} letters at the median: {stem}")
        for number, words in lone:
            print(f"  page {number}: «{words}» is alone on the last line")
        for number, words in hanging:
            print(f"  page {number}: a sign hangs: «{words}»")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
