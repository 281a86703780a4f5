"""Checks numbers of warnings against limits. Argument: a dictionary in JSON. Stands behind count_warnings.py."""
import sys


def main(options):
    counts = dict(options["counted"])
    faults = []
    for group in options["reports"]:
        faults += count(options["workspace"], group, counts)  # noqa: F821
    print(", ".join("%d %s" % (counts[kind], kind) for kind in sorted(counts)) or "nothing found")
    faults += over_limits(counts, options["most"], options["least"])  # noqa: F821
    if faults:
        sys.exit("; ".join(faults))


main(json.loads(sys.argv[1]))  # noqa: F821
