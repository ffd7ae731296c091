"""Judge: no page is nearly empty. How far down the text of each page reaches is read from the words' boxes; a page that is less
than 15 % full looks forgotten, unless it is the title page or the last.

usage: fill.py STEM …   (STEM.pdf)"""

import re
import sys

from readers import run

MILLIMETRE = 72 / 25.4
TOP, BOTTOM = 30 * MILLIMETRE, 25 * MILLIMETRE
ENOUGH = 0.15


def shares(pdf):
    """For each page, how much of the height of its text is filled."""
    for page in re.split(r"<page ", run("pdftotext", "-raw", "-bbox", pdf, "-"))[1:]:
        height = float(re.search(r'height="([\d.]+)"', page)[1])
        boxes = re.findall(r'yMin="([-\d.]+)" xMax="[-\d.]+" yMax="([-\d.]+)"', page)
        ends = [float(bottom) for top, bottom in boxes if TOP - 4 < float(top) and float(bottom) < height - BOTTOM + 6]
        yield (max(ends, default=TOP) - TOP) / (height - TOP - BOTTOM)


def main(stems):
    failed = False
    for stem in stems:
        all_shares = list(shares(f"{stem}.pdf"))
        empty = [(page, share) for page, share in enumerate(all_shares[:-1], start=1) if page > 1 and share < ENOUGH]
        failed |= bool(empty)
        print(f"{'no page is nearly empty' if not empty else f'{len(empty)} pages are nearly empty'}: {stem}")
        for page, share in empty:
            print(f"  page {page} is {100 * share:.0f} % full")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
