"""Keeps test reports and checks their numbers against limits. Argument: a dictionary in JSON.

Stands behind ant_files.py, junit_reports.py and test_formats.py. Source: xUnit plugin, XUnitProcessor and XUnitThreshold.
"""
import json
import os
import shutil
import sys


def read_group(workspace, group, counts, target):
    """Counts the reports of one tool; returns what is wrong with them."""
    files = find_files(workspace, group["include"], group.get("exclude", []))  # noqa: F821
    if not files and group.get("required"):
        return ["no report fits %s" % ", ".join(group["include"])]
    faults = []
    for name in files:
        path = os.path.join(workspace, name)
        kept = os.path.join(target, name)
        os.makedirs(os.path.dirname(kept), exist_ok=True)
        shutil.copy2(path, kept)
        try:
            found, wrong = READERS[group.get("format", "junit")](path, group)  # noqa: F821
        except (ElementTree.ParseError, ValueError) as error:  # noqa: F821
            print("%s cannot be read: %s" % (name, error))
            if group.get("strict"):
                faults.append("%s cannot be read" % name)
            continue
        counts.add(found)
        faults += ["%s: %s" % (name, sentence) for sentence in wrong]
    return faults


def over_limits(options, counts):
    """Sentences about the limits that do not hold."""
    numbers = {"failed": len(counts.failed), "skipped": counts.skipped, "passed": counts.passed}
    unit = ""
    if options["in_percent"]:
        unit = " %"
        numbers = {word: 100 * number / max(counts.total, 1) for word, number in numbers.items()}
    for word, number in numbers.items():
        limit = options["limits"].get(word)
        if limit is None:
            continue
        if word == "passed" and number < limit:
            yield "%g%s passed, at least %g%s have to" % (number, unit, limit, unit)
        if word != "passed" and number > limit:
            yield "%g%s %s, at most %g%s may be" % (number, unit, word, limit, unit)


def main(options):
    counts = Counts()  # noqa: F821
    faults = []
    for group in options["reports"]:
        faults += read_group(options["workspace"], group, counts, options["target"])
    print("%d tests passed, %d failed, %d skipped" % (counts.passed, len(counts.failed), counts.skipped))
    for name in counts.failed:
        print("FAILED %s" % name)
    faults += over_limits(options, counts)
    if faults:
        sys.exit("; ".join(faults))


main(json.loads(sys.argv[1]))
