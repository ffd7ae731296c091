"""Judge: the Word files are valid by three validators: the Open XML SDK's, openxml-audit and ooxml-integrity.

usage: TOOLS/python/bin/python ooxml.py TOOLS FILE …   (TOOLS has what `install` puts there)"""

import contextlib
import io
import json
import pathlib
import subprocess
import sys

from ooxml_integrity.cli import main as integrity
from openxml_audit.validator import FileFormat, OpenXmlValidator

tools = pathlib.Path(sys.argv[1]).resolve()
# Both are kept running: to start them takes longer than to read a file.
audit = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
# Number 0 is no numbering (17.9.18): the number is in the words.
NO_NUMBERING = "Numbering definition '0' referenced but not found"
failed = False


def complaints(file):
    """Every validator with what it says against the file."""
    sdk = subprocess.run([tools / "node_modules/.bin/ooxml-validator", file], capture_output=True, text=True)
    report = json.loads(sdk.stdout)
    yield "Open XML SDK", [f"{error['path']} {error['xPath']}: {error['description']}" for error in report["errors"]]
    errors = audit.validate(file).errors
    yield "openxml-audit", [f"{error.part_uri}: {error.description}" for error in errors if error.description != NO_NUMBERING]
    report = io.StringIO()
    with contextlib.redirect_stdout(report), contextlib.redirect_stderr(report):
        status = integrity(["check", file])
    clean = status == 0 and "0 error(s), 0 warning(s)" in report.getvalue()
    yield "ooxml-integrity", [] if clean else [report.getvalue()]


for file in sys.argv[2:]:
    for validator, errors in complaints(str(pathlib.Path(file).resolve())):
        if errors:
            failed = True
            print(f"{validator} finds {len(errors)} errors in {file}")
            for error in errors[:20]:
                print(f"  {error}")
    if not failed:
        print(f"valid: {file}")
sys.exit(failed)
