"""Judge: what `les` says of a file is what poppler finds in its tags: the same words, as many times. No link is without words, no
table without a name, no picture without a description; the phrase of the example plan that is in North Sámi is heard so.

usage: spoken.py PROGRAM EXAMPLE-STEM STEM …"""

import collections
import re
import subprocess
import sys

MUTE = ("utan namn", "utan ord", "utan omtale", "som ikkje er sagt")


def words(text):
    text = re.sub(r"[\u00ad\u2060\u200b]", "", text)
    return collections.Counter(re.findall(r"\w+", text.lower()))


def spoken(program, pdf):
    return subprocess.run([program, "les", pdf], check=True, capture_output=True, text=True).stdout


def tagged(pdf):
    """The words of the elements as poppler reads them."""
    said = subprocess.run(["pdfinfo", "-struct-text", pdf], check=True, capture_output=True).stdout
    lines = said.replace(b"\0", b"").decode("utf-8", "replace").splitlines()
    return words("\n".join(line.strip()[1:-1] for line in lines if line.strip().startswith('"')))


def objections(program, pdf):
    said = spoken(program, pdf)
    yield from (f"something is {mute}" for mute in MUTE if mute in said)
    heard = words(said)
    for word, count in (tagged(pdf) - heard).items():
        yield f"«{word}» is not heard ({count} times)"


program, *stems = sys.argv[1:]
failed = False
if "[på nordsamisk: " not in spoken(program, f"{stems[0]}.pdf"):
    failed = True
    print("North Sámi is not heard")
for stem in stems:
    found = list(objections(program, f"{stem}.pdf"))
    failed |= bool(found)
    print(f"{'heard' if not found else f'{len(found)} objections'}: {stem}")
    for objection in found[:20]:
        print(f"  {objection}")
sys.exit(failed)
