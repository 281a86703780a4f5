"""Counts what JUnit's XML reports tell, as Jenkins counts it.

Source: JUnit plugin, SuiteResult.parse and CaseResult.getStatus. The same file lies in every role that uses it.
"""
import xml.etree.ElementTree as ElementTree


class Counts:
    """Numbers of tests by result, and names of those that failed."""

    def __init__(self):
        self.passed = 0
        self.skipped = 0
        self.failed = []

    @property
    def total(self):
        return self.passed + self.skipped + len(self.failed)

    def add(self, other):
        self.passed += other.passed
        self.skipped += other.skipped
        self.failed += other.failed


def read_report(path):
    """Counts of one file. ElementTree.ParseError where it is no XML."""
    counts = Counts()
    _count_suite(ElementTree.parse(path).getroot(), counts)
    return counts


def _count_suite(suite, counts):
    children = [(_name(child), child) for child in suite]
    for name, child in children:
        if name == "testsuite":
            _count_suite(child, counts)
    # An error outside of all tests: the suite did not start.
    if any(name == "error" for name, _ in children):
        counts.failed.append("%s: the suite itself" % suite.get("name", "?"))
    for name, child in children:
        if name == "testcase":
            _count_case(child, counts)


def _count_case(case, counts):
    outcomes = {_name(child) for child in case}
    if "skipped" in outcomes:
        counts.skipped += 1
    elif outcomes & {"error", "failure"}:
        counts.failed.append(".".join(part for part in (case.get("classname"), case.get("name")) if part))
    else:
        counts.passed += 1


def _name(element):
    return element.tag.rsplit("}", 1)[-1]
