"""The plan's files as values, and written anew. A group is a dict, a list a list, a map in braces a Braces, text a str; any other
word, with what stands in parentheses after it, is a Word. Comments are lost."""

import re


class Word:
    """A word of the data (`nn`, `true`, `2025`) or one with contents (`Tekst("…")`, `År(frå: 2025, til: 2026)`)."""

    def __init__(self, name, inner=None):
        self.name, self.inner = name, inner

    def __eq__(self, other):
        return isinstance(other, Word) and (self.name, self.inner) == (other.name, other.inner)


class Braces(dict):
    """A map: the keys are words too."""


TOKEN = re.compile(
    r"""(?:\s|//[^\n]*|/\*.*?\*/)*(?:r(?P<signs>\#*)"(?P<raw>.*?)"(?P=signs)|"(?P<text>(?:[^"\\]|\\.)*)"|(?P<sign>[()\[\]{},:])|(?P<word>[^\s()\[\]{},:"]+)|(?P<end>\Z))""",
    re.S,
)
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}


def read(text):
    """The value in a file's text."""
    tokens = []
    at = 0
    while True:
        found = TOKEN.match(text, at)
        if not found:
            raise SystemExit(f"not understood: {text[at : at + 60]!r}")
        at = found.end()
        kind = found.lastgroup
        if kind == "end":
            break
        if kind == "text":
            plain = re.sub(r"\\(.)", lambda escaped: ESCAPES.get(escaped[1], escaped[1]), found["text"], flags=re.S)
            tokens.append(("text", plain))
        else:
            tokens.append(("text" if kind == "raw" else kind, found[kind]))
    place = 0

    def peek(ahead=0):
        return tokens[place + ahead] if place + ahead < len(tokens) else ("end", "")

    def take():
        nonlocal place
        place += 1
        return tokens[place - 1]

    def until(end, each):
        while peek() != ("sign", end):
            each()
            if peek() == ("sign", ","):
                take()
        take()

    def group():
        if peek()[0] == "word" and peek(1) == ("sign", ":"):
            made = {}

            def field():
                name = take()[1]
                take()
                made[name] = value()

            until(")", field)
            return made
        many = []
        until(")", lambda: many.append(value()))
        return many

    def value():
        kind, what = take()
        if kind == "text":
            return what
        if kind == "word":
            if peek() == ("sign", "("):
                take()
                return Word(what, group())
            return int(what) if re.fullmatch(r"\d+", what) else Word(what)
        if what == "(":
            made = group()
            return made or {}
        if what == "[":
            many = []
            until("]", lambda: many.append(value()))
            return many
        if what == "{":
            made = Braces()

            def entry():
                key = value()
                take()
                made[key] = value()

            until("}", entry)
            return made
        raise SystemExit(f"a value can't begin with {what!r}")

    return value()


def write(value):
    """The text of a file with this value."""
    if isinstance(value, str):
        if "\n" not in value:
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        signs = "#"
        while f'"{signs}' in value:
            signs += "#"
        return f'r{signs}"{value}"{signs}'
    if isinstance(value, Word):
        if value.inner is None:
            return value.name
        inner = write(value.inner)
        return f"{value.name}({inner[1:-1]})"
    if isinstance(value, Braces):
        return "{" + ", ".join(f"{write(key)}: {write(own)}" for key, own in value.items()) + "}"
    if isinstance(value, dict):
        return "(" + "".join(f"{name}: {write(own)},\n" for name, own in value.items()) + ")"
    if isinstance(value, list):
        return "[" + "".join(f"{write(own)},\n" for own in value) + "]"
    return str(value)
