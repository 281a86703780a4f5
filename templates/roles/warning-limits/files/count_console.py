"""Counts warnings in the console of the build. Argument: a dictionary in JSON. Stands behind count_warnings.py.

Zuul's executor writes the console to job-output.txt: time, host and text of each line, parted by ` | `; the line with the
name of a task has no host, and a runner that is not Zuul may leave the time out. Only what the host printed counts. The
counts are the last line of the output.
"""
import sys
import tempfile


def printed_by(path, host):
    mark = re.compile(r"(?:\S+ \S+ \| )?%s \| (.*)" % re.escape(host), re.DOTALL)  # noqa: F821
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            found = mark.match(line)
            if found:
                yield found.group(1)


def main(options):
    counts, faults = {}, []
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "console"), "w", encoding="utf-8") as file:  # noqa: F821
            file.writelines(printed_by(options["console"], options["host"]))
        for group in options["reports"]:
            faults += count(folder, dict(group, include=["console"], rules=options["rules"]), counts)  # noqa: F821
    if faults:
        sys.exit("; ".join(faults))
    print(json.dumps(counts))  # noqa: F821


main(json.loads(sys.argv[1]))  # noqa: F821
