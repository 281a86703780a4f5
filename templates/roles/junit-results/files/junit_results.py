"""Keeps JUnit reports and fails on failed tests. Argument: a dictionary in JSON.

Stands behind ant_files.py and junit_reports.py. Source: JUnit plugin, JUnitResultArchiver and TestResult.parse.
"""
import json
import os
import shutil
import sys


def read_all(workspace, files):
    counts = Counts()  # noqa: F821
    for name in files:
        path = os.path.join(workspace, name)
        if os.path.getsize(path) == 0:
            counts.failed.append("%s is empty: did the tests end abnormally?" % name)
            continue
        try:
            counts.add(read_report(path))  # noqa: F821
        except ElementTree.ParseError as error:  # noqa: F821
            counts.failed.append("%s cannot be read: %s" % (name, error))
    return counts


def keep(workspace, files, target):
    for name in files:
        path = os.path.join(target, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        shutil.copy2(os.path.join(workspace, name), path)


def main(options):
    workspace = options["workspace"]
    files = find_files(workspace, options["include"])  # noqa: F821
    keep(workspace, files, options["target"])
    counts = read_all(workspace, files)
    print("%d reports: %d tests passed, %d failed, %d skipped" % (
        len(files), counts.passed, len(counts.failed), counts.skipped))
    for name in counts.failed:
        print("FAILED %s" % name)
    if not files and not options["allow_empty"]:
        sys.exit("No report fits %s. Did the tests run?" % ", ".join(options["include"]))
    if counts.total == 0 and not options["allow_empty"]:
        sys.exit("No report holds a test. Did the tests run?")
    if counts.failed and options["fail"]:
        sys.exit("Tests failed.")


main(json.loads(sys.argv[1]))
