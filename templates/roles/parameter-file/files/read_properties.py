"""Prints what a file in Java's .properties format says, as JSON. Arguments: folder, file.

Source: java.util.Properties.load.
"""
import json
import os
import re
import sys

ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}


def logical_lines(text):
    """Lines without comments and empty ones; a backslash at the end of a line joins it with the next."""
    opened = None
    for natural in re.split(r"\r\n|\n|\r", text):
        line = natural.lstrip(" \t\f")
        if opened is None and (line == "" or line[0] in "#!"):
            continue
        whole = (opened or "") + line
        if (len(whole) - len(whole.rstrip("\\"))) % 2 == 1:
            opened = whole[:-1]
        else:
            opened = None
            yield whole
    if opened is not None:
        yield opened


def unescape(text):
    def character(match):
        if match.group(1):
            return chr(int(match.group(1), 16))
        return ESCAPES.get(match.group(2), match.group(2))
    return re.sub(r"\\(?:u([0-9A-Fa-f]{4})|(.))", character, text, flags=re.DOTALL)


def parse(text):
    values = {}
    for line in logical_lines(text):
        name, rest = re.match(r"((?:\\.|[^=: \t\f\\])*)(.*)", line, re.DOTALL).groups()
        values[unescape(name)] = unescape(re.sub(r"^[ \t\f]*[=:]?[ \t\f]*", "", rest))
    return values


def main(folder, name):
    path = os.path.join(folder, name)
    if not os.path.isfile(path):
        print(json.dumps({"found": False, "parameters": {}}))
        return
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        print(json.dumps({"found": True, "parameters": parse(file.read())}))


main(sys.argv[1], sys.argv[2])
