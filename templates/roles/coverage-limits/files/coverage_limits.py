"""Checks coverage against limits. Argument: a dictionary in JSON. Stands behind ant_files.py.

Each reader gives metric -> [covered, total] of one report. Sources: the plugins of Jenkins and the formats' own manuals:
Cobertura (aggregation of CoverageElement), Clover (metrics of the project), JaCoCo (counters of the report), rcov.
"""
import json
import math
import sys
import xml.etree.ElementTree as ElementTree


def read_jacoco(path):
    """The counters of the whole report stand at its end, directly in the root."""
    root = ElementTree.parse(path).getroot()
    return {counter.get("type").lower(): [int(counter.get("covered")), int(counter.get("covered")) + int(counter.get("missed"))]
            for counter in root.findall("counter")}


def read_clover(path):
    metrics = ElementTree.parse(path).getroot().find("./project/metrics")
    numbers = {} if metrics is None else metrics.attrib
    return {name: [int(numbers.get("covered%ss" % name, 0)), int(numbers["%ss" % name])]
            for name in ("method", "statement", "conditional", "element") if "%ss" % name in numbers}


def read_cobertura(path):
    """What has a line that ran is covered: packages, files, classes and methods are counted by that."""
    counts = {name: [0, 0] for name in ("packages", "files", "classes", "method", "line", "conditional")}
    ran = {}

    def lines_of(element):
        return [line for line in element.iter("line")]

    def note(metric, lines):
        counts[metric][1] += 1
        counts[metric][0] += any(int(line.get("hits", 0)) > 0 for line in lines)

    for package in ElementTree.parse(path).getroot().iter("package"):
        note("packages", lines_of(package))
        for one in package.iter("class"):
            note("classes", lines_of(one))
            for method in one.iter("method"):
                note("method", lines_of(method))
            for line in one.findall("./lines/line"):
                file, hits = one.get("filename", ""), int(line.get("hits", 0))
                ran[file] = ran.get(file, False) or hits > 0
                counts["line"][1] += 1
                counts["line"][0] += hits > 0
                found = re.search(r"\((\d+)/(\d+)\)", line.get("condition-coverage", ""))  # noqa: F821
                if line.get("branch") == "true" and found:
                    counts["conditional"][0] += int(found.group(1))
                    counts["conditional"][1] += int(found.group(2))
    counts["files"] = [sum(ran.values()), len(ran)]
    return counts


def read_rcov(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        text = file.read()
    found = {}
    for name in ("total", "code"):
        percent = re.search(r"class=['\"]coverage_%s['\"]>\s*([\d.]+)%%" % name, text)  # noqa: F821
        if percent:
            found["%s_coverage" % name] = [float(percent.group(1)), 100]
    return found


READERS = {"jacoco": read_jacoco, "clover": read_clover, "cobertura": read_cobertura, "rcov": read_rcov}


def percent_of(covered, total, rounded):
    percent = 100 * covered / total if total else 100
    return math.floor(percent + 0.5) if rounded else percent


def main(options):
    files = find_files(options["workspace"], options["include"])  # noqa: F821
    if not files and options["required"]:
        sys.exit("No report fits %s." % ", ".join(options["include"]))
    sums, faults = {}, []
    for name in files:
        try:
            report = READERS[options["format"]](os.path.join(options["workspace"], name))  # noqa: F821
        except (ElementTree.ParseError, ValueError) as error:
            sys.exit("%s cannot be read: %s" % (name, error))
        for metric, (covered, total) in report.items():
            known = sums.setdefault(metric, [0, 0])
            known[0] += covered
            known[1] += total
    for metric, (covered, total) in sorted(sums.items()):
        percent = percent_of(covered, total, options["rounded"])
        print("%s: %g %%" % (metric, percent))
        if percent < options["least"].get(metric, 0):
            faults.append("%s: %g %% are covered, at least %g %% have to be" % (metric, percent, options["least"][metric]))
    if faults:
        sys.exit("; ".join(faults))


main(json.loads(sys.argv[1]))
