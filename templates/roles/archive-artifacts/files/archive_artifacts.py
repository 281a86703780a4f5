"""Copies artifacts out of the workspace. Arguments: a dictionary in JSON."""
import json
import os
import shutil
import sys


def main(options):
    files = find_files(  # noqa: F821 (ant_files.py stands before this file)
        options["workspace"], options["include"], options["exclude"],
        options["default_excludes"], options["case_sensitive"])
    for name in files:
        target = os.path.join(options["target"], name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copy2(os.path.join(options["workspace"], name), target)
        print(name)
    if not files and not options["allow_empty"]:
        sys.exit("No file fits %s. Does the pattern name what the build makes?" % ", ".join(options["include"]))


main(json.loads(sys.argv[1]))
