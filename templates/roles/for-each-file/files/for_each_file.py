"""Runs a shell script once for every file. Argument: a dictionary in JSON. Stands behind ant_files.py.

The script gets two arguments: the path of the file, and its name elsewhere: its path in the workspace without the folder
that is left out, or its last part alone. The first failure ends it.
"""
import json
import subprocess
import sys


def name_elsewhere(name, flatten, strip):
    if flatten:
        return name.rsplit("/", 1)[-1]
    prefix = strip.strip("/") + "/" if strip.strip("/") else ""
    return name[len(prefix):] if name.startswith(prefix) else name


def main(options):
    workspace = options["workspace"]
    files = find_files(workspace, options["include"], options["exclude"], options["default_excludes"])  # noqa: F821
    for name in files:
        print(name, flush=True)
        path = os.path.join(workspace, name)  # noqa: F821
        words = ["/bin/sh", "-e", "-c", options["script"], "for-each-file", path]
        result = subprocess.run(words + [name_elsewhere(name, options["flatten"], options["strip"])], cwd=workspace)
        if result.returncode != 0:
            sys.exit("The script ended with status %d for %s." % (result.returncode, name))
    if not files and options["required"]:
        sys.exit("No file fits %s." % ", ".join(options["include"]))


main(json.loads(sys.argv[1]))
