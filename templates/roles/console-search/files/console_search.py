"""Tells which expressions fit a line of the console. Argument: a dictionary in JSON. The last line of the output is a list.

Zuul's executor writes the console to job-output.txt: time, host and text of each line, parted by ` | `; the line with the
name of a task has no host, and a runner that is not Zuul may leave the time out. Only what the host printed counts.
"""
import json
import re
import sys


def main(options):
    mark = re.compile(r"(?:\S+ \S+ \| )?%s \| (.*)" % re.escape(options["host"]))
    expressions = [re.compile(text) for text in options["expressions"]]
    found = [False] * len(expressions)
    with open(options["console"], encoding="utf-8", errors="replace") as file:
        for line in file:
            text = mark.match(line)
            if text:
                for index, expression in enumerate(expressions):
                    found[index] = found[index] or expression.search(text.group(1).rstrip("\r")) is not None
    print(json.dumps(found))


main(json.loads(sys.argv[1]))
