"""Counts what reports of test tools tell: XML of several tools, TAP and JSON of Cucumber.

Stands behind junit_reports.py, whose Counts it fills. Each reader takes the path of a file and the options of its group, and
returns counts and sentences about what else is wrong with the report. It raises ElementTree.ParseError or ValueError for a
file that cannot be read.
"""
import csv
import json
import re


def _named(root, name):
    return (element for element in root.iter() if element.tag.rsplit("}", 1)[-1] == name)


def _root(path):
    return ElementTree.parse(path).getroot()  # noqa: F821


def _note(counts, word, name):
    """Counts one test; `word` is what it ended with, by the words all tools use."""
    if word in ("skip", "skipped", "notrun", "ignored", "notexecuted", "inconclusive", "not run", "pending", "disabled"):
        counts.skipped += 1
    elif word in ("fail", "failed", "failure", "error", "timeout", "aborted", "false", "invalid", "cancelled"):
        counts.failed.append(name)
    else:
        counts.passed += 1


def read_junit(path, _):
    return read_report(path), []  # noqa: F821


def read_testng(path, group):
    """TestNG, testng-results.xml. Methods that set tests up are no tests."""
    counts, faults = Counts(), []  # noqa: F821
    for method in _named(_root(path), "test-method"):
        name = method.get("signature") or method.get("name", "?")
        status = method.get("status", "").lower()
        if method.get("is-config") != "true":
            _note(counts, status, name)
        elif status == "fail" and group.get("fail_on_configuration"):
            faults.append("configuration method %s failed" % name)
    return counts, faults


def read_robot(path, group):
    """Robot Framework, output.xml. `only_critical`: tests that are not critical do not count (before Robot Framework 4)."""
    counts = Counts()  # noqa: F821
    for test in _named(_root(path), "test"):
        status = test.find("status")
        if status is None or (group.get("only_critical") and status.get("critical") == "no"):
            continue
        _note(counts, status.get("status", "").lower(), test.get("name", "?"))
    return counts, []


def _read_elements(element, attribute, name="name"):
    """Makes a reader of a format with one element for each test, whose attribute says how it ended."""
    def read(path, _):
        counts = Counts()  # noqa: F821
        for test in _named(_root(path), element):
            word = test.get(attribute)
            if word is not None:
                _note(counts, word.lower(), test.get(name) or (test.findtext("Name") or "?"))
        return counts, []
    return read


def read_nunit(path, _):
    """NUnit 2 (executed, success) and 3 (result)."""
    counts = Counts()  # noqa: F821
    for test in _named(_root(path), "test-case"):
        word = test.get("result")
        if test.get("executed", "").lower() == "false":
            word = "skipped"
        elif word is None:
            word = "passed" if test.get("success", "").lower() == "true" else "failed"
        _note(counts, word.lower(), test.get("fullname") or test.get("name", "?"))
    return counts, []


def read_boost(path, _):
    """Boost.Test with log_format=XML: a test case with an error in it failed."""
    counts = Counts()  # noqa: F821
    for test in _named(_root(path), "TestCase"):
        failed = any(next(_named(test, kind), None) is not None for kind in ("Error", "FatalError", "Exception"))
        skipped = test.get("skipped") == "yes"
        _note(counts, "skipped" if skipped else "failed" if failed else "passed", test.get("name", "?"))
    return counts, []


def read_cppunit(path, _):
    """CppUnit, and tools that took over its format."""
    counts = Counts()  # noqa: F821
    root = _root(path)
    for word, element in (("failed", "FailedTest"), ("passed", "Test")):
        for test in _named(root, element):
            _note(counts, word, test.findtext("Name") or "?")
    return counts, []


def read_unittest(path, _):
    """UnitTest++: a test with a failure in it failed."""
    counts = Counts()  # noqa: F821
    for test in _named(_root(path), "test"):
        _note(counts, "passed" if test.find("failure") is None else "failed", test.get("name", "?"))
    return counts, []


def read_check(path, _):
    """Check: the result is an attribute."""
    counts = Counts()  # noqa: F821
    for test in _named(_root(path), "test"):
        ids = [child.text or "?" for child in test if child.tag.rsplit("}", 1)[-1] == "id"]
        _note(counts, test.get("result", "").lower(), ids[0] if ids else "?")
    return counts, []


def read_valgrind(path, _):
    """Memcheck: each error is a failed test; none at all is one that passed."""
    counts = Counts()  # noqa: F821
    counts.failed = [error.findtext("kind") or "?" for error in _named(_root(path), "error")]
    counts.passed = 0 if counts.failed else 1
    return counts, []


def read_fitnesse(path, _):
    """FitNesse: numbers of assertions, of the suite where there is one, else of each page."""
    counts = Counts()  # noqa: F821
    root = _root(path)
    totals = list(_named(root, "finalCounts")) or list(_named(root, "counts"))
    for numbers in totals:
        def number(name):
            return int(numbers.findtext(name) or 0)  # noqa: B023
        counts.passed += number("right")
        counts.skipped += number("ignores")
        counts.failed += ["wrong"] * number("wrong") + ["exception"] * number("exceptions")
    return counts, []


def read_jmeter(path, _):
    """JMeter, XML or CSV: each sample is a test."""
    with open(path, encoding="utf-8", errors="replace") as file:
        head = file.read(1)
        file.seek(0)
        if head != "<":
            rows = list(csv.DictReader(file))
            if rows and "success" not in rows[0]:
                raise ValueError("no column 'success'")
            samples = [(row["success"], row.get("label") or "?") for row in rows]
        else:
            root = _root(path)
            samples = [(one.get("s", "true"), one.get("lb", "?"))
                       for kind in ("sample", "httpSample") for one in _named(root, kind)]
    counts = Counts()  # noqa: F821
    for success, name in samples:
        _note(counts, success.strip().lower(), name)
    return counts, []


def read_cucumber(path, group):
    """Cucumber's JSON: a scenario fails with one of its steps. `bad_steps` are words of steps that fail it as well."""
    with open(path, encoding="utf-8") as file:
        features = json.load(file)
    bad = {"failed"} | set(group.get("bad_steps", []))
    counts = Counts()  # noqa: F821
    for feature in features:
        for scenario in feature.get("elements", []):
            if scenario.get("type") == "background":
                continue
            steps = scenario.get("steps", []) + scenario.get("before", []) + scenario.get("after", [])
            words = {step.get("result", {}).get("status", "undefined") for step in steps}
            word = "failed" if words & bad else "skipped" if words - {"passed"} else "passed"
            _note(counts, word, "%s: %s" % (feature.get("name", "?"), scenario.get("name", "?")))
    return counts, []


TAP_LINE = re.compile(r"^(\s*)(not )?ok\b\s*(\d+)?\s*(?:- )?([^#]*)(?:#\s*(skip|todo)\b.*)?", re.IGNORECASE)
TAP_PLAN = re.compile(r"^1\.\.(\d+)")


def read_tap(path, group):
    """TAP. Options: `todo_fails`, `subtests`, `plan_required`, `validate_number`."""
    counts, faults, plan, tests = Counts(), [], None, 0  # noqa: F821
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            planned = TAP_PLAN.match(line)
            if planned:
                plan = int(planned.group(1))
            if line.startswith("Bail out!"):
                faults.append("bailed out: %s" % line.strip())
            found = TAP_LINE.match(line)
            if not found or (found.group(1) and not group.get("subtests")):
                continue
            if not found.group(1):
                tests += 1
            failed, directive = bool(found.group(2)), (found.group(5) or "").lower()
            if directive == "todo":
                failed = failed and bool(group.get("todo_fails"))
            word = "skipped" if directive == "skip" else "failed" if failed else "passed"
            _note(counts, word, (found.group(4) or "").strip() or "test %s" % (found.group(3) or tests))
    if plan is None and group.get("plan_required"):
        faults.append("has no plan")
    if plan is not None and plan != tests and group.get("validate_number"):
        faults.append("has %d tests, planned were %d" % (tests, plan))
    return counts, faults


READERS = {
    "junit": read_junit,
    "testng": read_testng,
    "robot": read_robot,
    "ctest": _read_elements("Test", "Status"),
    "mstest": _read_elements("UnitTestResult", "outcome", "testName"),
    "xunitnet": _read_elements("test", "result"),
    "nunit": read_nunit,
    "boost": read_boost,
    "cppunit": read_cppunit,
    "unittest": read_unittest,
    "check": read_check,
    "valgrind": read_valgrind,
    "fitnesse": read_fitnesse,
    "jmeter": read_jmeter,
    "cucumber": read_cucumber,
    "tap": read_tap,
}
