"""Judge: the Word files are valid by three validators: the Open XML SDK's, openxml-audit and ooxml-integrity.

usage: ooxml.py TOOLS FILE …   (TOOLS has the Python environment and the Node package that `run` installs)"""

import json
import pathlib
import subprocess
import sys

tools = pathlib.Path(sys.argv[1]).resolve()
failed = False


def complaints(file):
    """Every validator with what it says against the file."""
    sdk = subprocess.run(
        [tools / "node_modules/.bin/ooxml-validator", file], capture_output=True, text=True
    )
    report = json.loads(sdk.stdout)
    yield "Open XML SDK", [f"{error['path']} {error['xPath']}: {error['description']}" for error in report["errors"]]
    audit = subprocess.run(
        [tools / "python/bin/openxml-audit", "-f", "microsoft365", "-o", "json", file], capture_output=True, text=True
    )
    (report,) = json.loads(audit.stdout)
    # Number 0 is no numbering (17.9.18): the number is in the words.
    none = "Numbering definition '0' referenced but not found"
    errors = [error for error in report["errors"] if error["description"] != none]
    yield "openxml-audit", [f"{error['part_uri']}: {error['description']}" for error in errors]
    integrity = subprocess.run(
        [tools / "python/bin/ooxml-integrity", "check", file], capture_output=True, text=True
    )
    clean = integrity.returncode == 0 and "0 error(s), 0 warning(s)" in integrity.stdout
    yield "ooxml-integrity", [] if clean else [integrity.stdout + integrity.stderr]


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
