#!/usr/bin/env python3
"""Drives the Windows program under wine, and compares what it makes with what the Linux program makes, byte for byte.

usage: windows-check.py LINUX-PROGRAM PROGRAM.exe [BCRYPTPRIMITIVES.dll]

Wine 8 lacks a library of Windows 10 (packaging/windows/bcryptprimitives.c); it is laid beside the program.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WINE = next((p for p in ["/usr/lib/wine/wine64", shutil.which("wine64"), shutil.which("wine")] if p and Path(p).exists()), None)
EVERY_FORMAT = "pdf,docx,html,json,data"
failures = []
passed = 0


def check(name, holds, why=""):
    global passed
    if holds:
        passed += 1
    else:
        failures.append(name)
    print(f"{'ok  ' if holds else 'FEIL'} {name}{'' if holds else f': {why}'}", flush=True)


def run(command, cwd, env=None):
    done = subprocess.run(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=900)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace").replace("\r\n", "\n")


def files(folder):
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def differing(one, other):
    one, other = files(one), files(other)
    names = sorted(one.keys() | other.keys())
    return [name for name in names if one.get(name) != other.get(name)]


class Systems:
    """A working folder for each system, with the same plans in both."""

    def __init__(self, linux, exe, dll, work):
        self.linux, self.work = linux, work
        self.folders = {"linux": work / "linux øæå", "windows": work / "windows øæå"}
        program = work / "program med blank"
        program.mkdir()
        self.exe = program / "handlingsplan.exe"
        shutil.copy(exe, self.exe)
        if dll:
            shutil.copy(dll, program / "bcryptprimitives.dll")
        self.env = {**os.environ, "WINEPREFIX": str(work / "prefix"), "WINEDEBUG": "-all", "TZ": "Europe/Oslo", "LC_ALL": "C.UTF-8"}
        self.env.pop("DISPLAY", None)
        for folder in self.folders.values():
            (folder / "data").mkdir(parents=True)
            for plan in sorted((ROOT / "data").iterdir()):
                shutil.copytree(plan, folder / "data" / plan.name)
            (folder / "output").mkdir()

    def on(self, system, *arguments):
        program = [str(self.linux)] if system == "linux" else [WINE, str(self.exe)]
        return run([*program, *arguments], self.folders[system], self.env)

    def both(self, name, *arguments, code=None):
        """Runs a command on both; what is in the working folders must be the same afterwards."""
        start = time.monotonic()
        (linux, said), (windows, shown) = self.on("linux", *arguments), self.on("windows", *arguments)
        same_code = linux == windows and (code is None or windows == code)
        check(f"{name}: same exit code", same_code, f"{linux} and {windows}: {said[-400:]} / {shown[-400:]}")
        other = differing(self.folders["linux"], self.folders["windows"])
        check(f"{name}: same bytes ({time.monotonic() - start:.0f} s)", not other, ", ".join(other[:8]))
        return said, shown


def plain(text):
    return text.replace("\\", "/")


def drive(systems):
    said, shown = systems.both("ny", "ny", "min plan æøå", code=0)
    check("ny: same words", plain(shown) == said, f"{said} / {shown}")
    for plan in ["min plan æøå", *(f"data/{p.name}" for p in sorted((ROOT / "data").iterdir()))]:
        said, shown = systems.both(f"sjekk {plan}", "sjekk", plan)
        check(f"sjekk {plan}: same words", plain(shown) == plain(said), f"{said} / {shown}")
        systems.both(f"bygg {plan}", "bygg", plan, "--utgåve", "utkast,politisk", "--format", EVERY_FORMAT)
    plan = "min plan æøå"
    systems.both("versjon", "versjon", plan, "2.0", "--status", "Til politisk handsaming", "--av", "Kari", "--dato", "01.12.2026", "--politisk")
    systems.both("rullering", "rullering", plan, "plan 2028", "--dato", "02.12.2026")
    text = (systems.folders["linux"] / "data/eksempel-bokmal-2026/plan.ron").read_text(encoding="utf-8")
    party = re.search(r'id: "([^"]+)"', text)
    systems.both("godkjenn", "godkjenn", "data/eksempel-bokmal-2026", party[1] if party else "?", "--organ", "kommunestyre",
                 "--dato", "01.12.2026", "--sak", "PS 45/26")
    systems.both("rullering of an approved plan", "rullering", "data/eksempel-bokmal-2026", "data/neste år", "--dato", "02.12.2026")
    package(systems)
    names(systems)
    held(systems)
    lives(systems)


def package(systems):
    """Packages of both systems are the same, and each confirms the other's."""
    plan = "data/fjellregionen-2027"
    _, shown = systems.both("pakke", "pakke", plan, "--ut", "pakke")
    packages = {system: sorted((folder / "pakke").glob("*.zip")) for system, folder in systems.folders.items()}
    if not all(packages.values()):
        check("pakke: a package on both systems", False, shown)
        return
    for system, other in [("windows", "linux"), ("linux", "windows")]:
        target = systems.folders[system] / "frå andre.zip"
        shutil.copy(packages[other][0], target)
        code, text = systems.on(system, "pakke", "--stadfest", target.name)
        check(f"pakke: {system} confirms {other}'s", code == 0, text)
        target.unlink()


def names(systems):
    """What only this system says no to: other capitals, device names, a folder that another run holds."""
    folder = systems.folders["windows"] / "prøve"
    shutil.copytree(ROOT / "data/ny-plan", folder)
    text = (folder / "plan.ron").read_text(encoding="utf-8")
    (folder / "plan.ron").write_text(text.replace('"delmaal-1.ron"', '"Delmaal-1.ron"'), encoding="utf-8")
    code, shown = systems.on("windows", "sjekk", "prøve")
    check("a name with other capitals is not found", code == 1 and "finst ikkje" in shown, shown)
    (folder / "plan.ron").write_text(text.replace('"delmaal-1.ron"', '"aux.ron"'), encoding="utf-8")
    code, shown = systems.on("windows", "sjekk", "prøve")
    check("a device's name is refused", code == 1 and "namnet har teikn eller ledd" in shown, shown)
    shutil.rmtree(folder)
    deep = "æ" * 60
    long = "/".join([deep] * 5)
    code, shown = systems.on("windows", "ny", f"lang/{long}/plan")
    check("a path of more than 260 characters", code == 0, shown)
    code, shown = systems.on("windows", "bygg", f"lang/{long}/plan", "--ut", f"lang/{long}/ut", "--format", "html")
    check("documents in such a path", code == 0, shown)
    shutil.rmtree(systems.folders["windows"] / "lang", ignore_errors=True)
    left = [f.name for f in systems.folders["windows"].rglob(".handlingsplan-*")]
    check("nothing temporary is left", not left, ", ".join(left))


def held(systems):
    """A PDF that another program has open is said to be that, and the Word file is then left as it was."""
    folder = systems.folders["windows"]
    arguments = ["bygg", "data/ny-plan", "--ut", "open"]
    systems.on("windows", *arguments)
    before = files(folder / "open")
    pdf = next((name for name in before if name.endswith(".pdf")), None)
    if pdf is None:
        check("a PDF to hold open", False, str(list(before)))
        return
    plan = folder / "data/ny-plan/plan.ron"
    kept = plan.read_bytes()
    plan.write_bytes(kept.replace(b'tittel: "', b'tittel: "Endra ', 1))
    # cmd.exe has the file open for as long as what it runs takes.
    wait = subprocess.Popen([WINE, "cmd", "/c", "ping -n 40 127.0.0.1 < nul > nul 3>>" + pdf], cwd=folder / "open", env=systems.env,
                            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(5)
    code, shown = systems.on("windows", *arguments)
    is_free = wait.poll() is not None
    wait.terminate()
    wait.wait()
    if is_free:
        print("     (no program held the file open under this wine: not shown)")
    else:
        check("an open PDF is said to be open", code == 1 and "open i eit anna program" in shown, f"{code}: {shown}")
        check("none of the files is new then", files(folder / "open") == before)
    plan.write_bytes(kept)
    shutil.rmtree(folder / "open")


def lives(systems):
    """`sjå` answers on its address."""
    out = systems.work / "sjå.txt"
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with out.open("wb") as stream:
        page = subprocess.Popen([WINE, str(systems.exe), "sjå", "min plan æøå", "--ikkje-opne"], cwd=systems.folders["windows"],
                                env=systems.env, stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT)
        address, text = None, b""
        try:
            for _ in range(120):
                found = re.search(r"http://127\.0\.0\.1:\d+\S*", out.read_text(encoding="utf-8", errors="replace"))
                if found:
                    address = found[0].rstrip(".")
                    break
                time.sleep(0.5)
            if address:
                text = opener.open(address, timeout=60).read()
        except OSError as error:
            text = str(error).encode()
        finally:
            page.terminate()
            page.wait()
    check("sjå answers on its address", b"<html" in text.lower(), f"{address}: {out.read_text(errors='replace')[-300:]} {text[:200]}")


def main():
    if WINE is None:
        sys.exit("no wine here (Debian: apt-get install wine64)")
    linux, exe = (Path(argument).resolve() for argument in sys.argv[1:3])
    dll = Path(sys.argv[3]).resolve() if len(sys.argv) > 3 else None
    work = Path(tempfile.mkdtemp(prefix="handlingsplan-windows-"))
    start = time.monotonic()
    systems = Systems(linux, exe, dll, work)
    try:
        # The first run makes wine's own folder, and tells of it.
        run([WINE, "cmd", "/c", "ver"], work, systems.env)
        drive(systems)
    finally:
        subprocess.run(["/usr/lib/wine/wineserver", "-k"], env=systems.env, check=False) if Path("/usr/lib/wine/wineserver").exists() else None
        shutil.rmtree(work, ignore_errors=True)
    print(f"{passed} passed, {len(failures)} failed ({time.monotonic() - start:.0f} s)")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
