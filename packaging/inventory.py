#!/usr/bin/env python3
"""What is inside the program: `inventory.py TARGET sbom|licences [OUT]`.

For a target (x86_64-unknown-linux-gnu, x86_64-pc-windows-gnu) it asks cargo for every crate that is built into the program,
and writes a CycloneDX list of them, or their licences with the texts. A licence that is not allowed in deny.toml is an error.
"""
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FONTS = [("Carlito", "OFL-1.1", ROOT / "fonts/OFL.txt")]
TEXT_NAMES = re.compile(r"^(licen[cs]e|copying|notice|unlicense|copyright)", re.I)


def crates(target):
    """The program's own crate, and all crates inside it in order of name, without what only builds or tests need."""
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target]
    data = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    packages = {package["id"]: package for package in data["packages"]}
    nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
    root = data["resolve"]["root"]
    seen, waiting = {root}, [root]
    edges = {}
    while waiting:
        own = waiting.pop()
        needed = [d["pkg"] for d in nodes[own]["deps"] if any(kind["kind"] is None for kind in d["dep_kinds"])]
        edges[own] = sorted(needed)
        for other in needed:
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    inside = sorted((packages[own] for own in seen if own != root), key=lambda p: (p["name"], p["version"]))
    return packages[root], inside, edges, packages


def allowed(expression, licences):
    """Whether a licence expression (SPDX, and the old «A/B») can be met by licences that are allowed."""
    tokens = re.findall(r"\(|\)|[^\s()/]+|/", expression)
    tokens = ["OR" if token == "/" else token for token in tokens]
    place = 0

    def either():
        nonlocal place
        value = both()
        while place < len(tokens) and tokens[place] == "OR":
            place += 1
            value = both() or value
        return value

    def both():
        nonlocal place
        value = one()
        while place < len(tokens) and tokens[place] == "AND":
            place += 1
            value = one() and value
        return value

    def one():
        nonlocal place
        token = tokens[place]
        place += 1
        if token == "(":
            value = either()
            place += 1
            return value
        if place < len(tokens) and tokens[place] == "WITH":
            token = f"{token} WITH {tokens[place + 1]}"
            place += 2
        return token in licences

    return either()


def spdx(expression):
    return re.sub(r"\s*/\s*", " OR ", expression)


def address(package):
    return f"pkg:cargo/{package['name']}@{package['version']}"


def sbom(target):
    root, inside, edges, packages = crates(target)
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text())
    sums = {(p["name"], p["version"]): p.get("checksum") for p in lock["package"]}
    components = []
    for package in inside:
        component = {
            "type": "library",
            "bom-ref": address(package),
            "name": package["name"],
            "version": package["version"],
            "purl": address(package),
            "licenses": [{"expression": spdx(package["license"])}] if package["license"] else [],
        }
        checksum = sums.get((package["name"], package["version"]))
        if checksum:
            component["hashes"] = [{"alg": "SHA-256", "content": checksum}]
        components.append(component)
    return json.dumps({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": address(root),
                "name": root["name"],
                "version": root["version"],
                "licenses": [{"expression": root["license"]}],
            },
            "properties": [{"name": "target", "value": target}],
        },
        "components": components,
        "dependencies": [
            {"ref": address(packages[own]), "dependsOn": sorted({address(packages[other]) for other in edges[own]})}
            for own in sorted(edges, key=lambda own: address(packages[own]))
        ],
    }, indent=1, ensure_ascii=False) + "\n"


def licences(target):
    _, inside, _, _ = crates(target)
    rules = tomllib.loads((ROOT / "deny.toml").read_text())["licenses"]
    allow = set(rules["allow"])
    exceptions = {rule["crate"]: set(rule["allow"]) for rule in rules["exceptions"]}
    refused, parts, texts = [], [], {}
    for package in inside:
        own = package["license"] or "?"
        if not allowed(own, allow | exceptions.get(package["name"], set())):
            refused.append(f"{package['name']} {package['version']}: {own}")
        folder = Path(package["manifest_path"]).parent
        files = sorted(f for f in folder.iterdir() if f.is_file() and TEXT_NAMES.match(f.name))
        for file in files:
            text = file.read_text(encoding="utf-8", errors="replace").strip()
            texts.setdefault(text, []).append(f"{package['name']} {package['version']}")
        parts.append(f"{package['name']} {package['version']} – {spdx(own)}" + ("" if files else " (no text in the package)"))
    if refused:
        sys.exit("licences that deny.toml does not allow:\n" + "\n".join(refused))
    for name, licence, file in FONTS:
        parts.append(f"{name} (font) – {licence}")
        texts.setdefault(file.read_text(encoding="utf-8").strip(), []).append(name)
    lines = ["What is inside handlingsplan, and on what terms.", "", *parts]
    for text, names in texts.items():
        lines += ["", "=" * 80, ", ".join(names), "=" * 80, "", text]
    return "\n".join(lines) + "\n"


def main():
    target, what = sys.argv[1:3]
    text = {"sbom": sbom, "licences": licences}[what](target)
    if len(sys.argv) > 3:
        Path(sys.argv[3]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
