"""Reads reports of static analysis. Each reader takes the path of a file and the options of its group and yields a pair for
each warning: its kind (`high`, `normal`, `low`, or a word of the tool) and the file it is about.

Sources of the kinds: the parsers of Jenkins' plugins (checkstyle, pmd, dry, findbugs, android-lint, dependency-check, tasks,
warnings, cppcheck, valgrind, cucumber-reports), which the formats are named after. A reader raises ElementTree.ParseError or
ValueError for a file that cannot be read.
"""
import json
import re
import xml.etree.ElementTree as ElementTree


def _named(root, name):
    return (element for element in root.iter() if element.tag.rsplit("}", 1)[-1] == name)


def _root(path):
    return ElementTree.parse(path).getroot()


def _lines(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        yield from file


def read_checkstyle(path, _):
    kinds = {"error": "high", "warning": "normal", "info": "low"}
    for file in _named(_root(path), "file"):
        for error in _named(file, "error"):
            kind = kinds.get(error.get("severity", "error").lower())
            if kind:
                yield kind, file.get("name", "")


def read_pmd(path, _):
    for file in _named(_root(path), "file"):
        for violation in _named(file, "violation"):
            priority = int(violation.get("priority") or 3)
            yield "high" if priority < 3 else "normal" if priority == 3 else "low", file.get("name", "")


def read_cpd(path, group):
    """CPD and Simian: every place of a duplication is a warning; how long it is says how bad."""
    root = _root(path)
    for element, length, place, name in (
            ("duplication", "lines", "file", "path"), ("set", "lineCount", "block", "sourceFile")):
        for found in _named(root, element):
            lines = int(found.get(length) or 0)
            kind = "high" if lines >= group.get("high", 50) else "normal" if lines >= group.get("normal", 25) else "low"
            for block in _named(found, place):
                yield kind, block.get(name, "")


def read_findbugs(path, group):
    for bug in _named(_root(path), "BugInstance"):
        high, normal, number = (4, 9, bug.get("rank")) if group.get("by_rank") else (1, 2, bug.get("priority"))
        number = int(number or 99)
        source = next(_named(bug, "SourceLine"), None)
        name = "" if source is None else source.get("sourcepath") or source.get("classname", "")
        yield "high" if number <= high else "normal" if number <= normal else "low", name


def read_lint(path, _):
    kinds = {"fatal": "high", "error": "high", "informational": "low"}
    for issue in _named(_root(path), "issue"):
        location = next(_named(issue, "location"), None)
        yield kinds.get(issue.get("severity", "").lower(), "normal"), "" if location is None else location.get("file", "")


def read_dependency_check(path, _):
    kinds = {"critical": "high", "high": "high", "low": "low"}
    for vulnerability in _named(_root(path), "vulnerability"):
        severity = next(_named(vulnerability, "severity"), None)
        yield kinds.get((severity.text or "").strip().lower() if severity is not None else "", "normal"), ""


def read_cppcheck(path, _):
    """Version 2 has <error> with places in it, version 1 with attributes."""
    for error in _named(_root(path), "error"):
        place = next(_named(error, "location"), None)
        severity = error.get("severity", "")
        yield severity if severity not in ("", "none") else "no-category", (place if place is not None else error).get("file", "")


def read_valgrind(path, _):
    for error in _named(_root(path), "error"):
        kind = (error.findtext("kind") or "").strip()
        yield {"InvalidRead": "invalid-read-write", "InvalidWrite": "invalid-read-write",
               "Leak_DefinitelyLost": "definitely-lost"}.get(kind, "other"), ""


def read_cucumber(path, group):
    """Cucumber's JSON: steps by what they ended with, and scenarios and features that have a bad one."""
    with open(path, encoding="utf-8") as file:
        features = json.load(file)
    bad = {"failed"} | set(group.get("bad_steps", []))
    for feature in features:
        failed = False
        for scenario in feature.get("elements", []):
            words = [step.get("result", {}).get("status", "undefined") for step in scenario.get("steps", [])]
            for word in words:
                yield "%s-steps" % word, feature.get("uri", "")
            if bad.intersection(words):
                failed = True
                if scenario.get("type") != "background":
                    yield "failed-scenarios", feature.get("uri", "")
        if failed:
            yield "failed-features", feature.get("uri", "")


def read_scan_build(path, group):
    """A page of Clang's scan-build is one bug; the source file stands in a comment of it."""
    text = "".join(_lines(path))
    found = re.search(r"<!-- BUGFILE (.*?) -->", text)
    name = found.group(1) if found else ""
    if not any(part in name for part in group.get("exclude_paths", [])):
        yield "normal", name


def read_tasks(path, group):
    """Source files: each tag in a line is an open task."""
    flags = re.IGNORECASE if group.get("ignore_case") else 0
    patterns = []
    for kind in ("high", "normal", "low"):
        tags = group.get(kind, [])
        if tags:
            words = [tag if group.get("regexp") else r"(?:\b|^)%s(?:\b|$)" % re.escape(tag) for tag in tags]
            patterns.append((kind, re.compile("|".join("(?:%s)" % word for word in words), flags)))
    for line in _lines(path):
        for kind, pattern in patterns:
            if pattern.search(line):
                yield kind, path


def read_text(path, group):
    """Lines that an expression fits."""
    pattern = re.compile(group["expression"])
    for line in _lines(path):
        if pattern.search(line.rstrip("\r\n")):
            yield "found", path


def read_log_parser(path, group):
    """Rules of the Log Parser plugin, `error /expression/`: of each line the first rule that fits says the kind."""
    rules = []
    for rule in group["rules"].splitlines():
        found = re.match(r"\s*(\w+)\s+/(.*)/", rule)
        if found:
            rules.append((found.group(1).lower(), re.compile(found.group(2))))
    for line in _lines(path):
        for kind, pattern in rules:
            if pattern.search(line.rstrip("\r\n")):
                yield kind, ""
                break


def _read_elements(element, attribute=None, kinds=()):
    """Makes a reader of XML with one element for each warning; without an attribute all are the same."""
    words = dict(kinds)

    def read(path, _):
        for warning in _named(_root(path), element):
            yield words.get((warning.get(attribute) or "").lower(), "normal") if attribute else "normal", ""
    return read


def _read_lines(*rules):
    """Makes a reader of a tool's output: of each line the first rule that fits says the kind. Group 1 is the file."""
    compiled = [(re.compile(expression), kind) for expression, kind in rules]

    def read(path, _):
        for line in _lines(path):
            for pattern, kind in compiled:
                found = pattern.search(line)
                if found:
                    yield kind, found.group(1) if pattern.groups else ""
                    break
    return read


READERS = {
    "checkstyle": read_checkstyle,
    "pmd": read_pmd,
    "cpd": read_cpd,
    "findbugs": read_findbugs,
    "android-lint": read_lint,
    "dependency-check": read_dependency_check,
    "cppcheck": read_cppcheck,
    "valgrind": read_valgrind,
    "cucumber": read_cucumber,
    "scan-build": read_scan_build,
    "tasks": read_tasks,
    "text": read_text,
    "log-parser": read_log_parser,
    "jslint": _read_elements("issue"),
    "codenarc": _read_elements("Violation", "priority", {"1": "high", "3": "low"}),
    "stylecop": _read_elements("Violation"),
    "fxcop": _read_elements("Issue", "level", {"criticalerror": "high", "error": "high", "information": "low"}),
    "gendarme": _read_elements("defect", "severity", {"critical": "high", "high": "high", "low": "low"}),
    "jcreport": _read_elements("item", "severity", {"error": "high", "info": "low"}),
    "gcc": _read_lines(
        (r"^\s*(.+?):\d+:(?:\d+:)?\s*(?:fatal )?error\s*:", "high"),
        (r"^\s*(.+?):\d+:(?:\d+:)?\s*[wW]arning\s*:", "normal")),
    "javac": _read_lines(
        (r"^(?:\s*\[[^]]*\]\s*)?(.+?):(?:\d+|\[\d+[,.]\d+\]):?\s*error\b", "high"),
        (r"^(?:\s*\[[^]]*\]\s*)?(.+?):(?:\d+|\[\d+[,.]\d+\]):?\s*(?:warning\b|\[\w+\])", "normal")),
    "maven": _read_lines((r"\[WARNING\]\s*\S", "normal")),
    "msbuild": _read_lines(
        (r"^\s*(?:\d+>)?(.*?)(?:\(\d+(?:,\d+)*\))?\s*:\s*(?:fatal )?error\s+\w+\s*:", "high"),
        (r"^\s*(?:\d+>)?(.*?)(?:\(\d+(?:,\d+)*\))?\s*:\s*warning\s+\w+\s*:", "normal")),
    "pep8": _read_lines((r"^(.+?):\d+:\d+: E\d+", "normal"), (r"^(.+?):\d+:\d+: [A-Z]\d+", "low")),
    "pylint": _read_lines(
        (r"^(.+?):\d+(?::\d+)?: \[?[EF]\d*\b", "high"), (r"^(.+?):\d+(?::\d+)?: \[?[RW]\d*\b", "normal"),
        (r"^(.+?):\d+(?::\d+)?: \[?[CI]\d*\b", "low")),
    "cpplint": _read_lines(
        (r"^(.+?):\d+:\s+.*\[[\w/+]+\] \[5\]", "high"), (r"^(.+?):\d+:\s+.*\[[\w/+]+\] \[[34]\]", "normal"),
        (r"^(.+?):\d+:\s+.*\[[\w/+]+\] \[\d\]", "low")),
    "perlcritic": _read_lines((r"^(.+?):?.* at line \d+, column \d+\.", "normal")),
    "php": _read_lines(
        (r"PHP (?:Fatal|Parse) error:\s+.* in (\S+) on line \d+", "high"),
        (r"PHP Warning:\s+.* in (\S+) on line \d+", "normal"), (r"PHP Notice:\s+.* in (\S+) on line \d+", "low")),
    "sphinx": _read_lines(
        (r"^(.+?):\d+: (?:ERROR|SEVERE): ", "high"), (r"^(.+?):(?:\d+:)? WARNING: ", "normal")),
}
