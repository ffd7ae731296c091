"""Accepts or rejects every change of a Word file with docx4j, which needs Python 3.12 or later.

usage: engines4j.py accept|reject FILE OUT [accept|reject FILE OUT …]"""

import sys

from docx4j_py import load
from docx4j_py.model import revisions

for how, file, out in zip(*(iter(sys.argv[1:]),) * 3):
    package = load(file)
    {"accept": revisions.accept_all, "reject": revisions.reject_all}[how](package)
    package.save(out)
