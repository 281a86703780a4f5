"""Copies artifacts out of the workspace. Arguments: a dictionary in JSON."""
import json
import os
import shutil
import sys


def keep_list(path, files):
    """Writes down which files a job archived, after those of earlier calls."""
    known = {}
    if os.path.exists(path):
        with open(path) as before:
            known = {entry["path"]: entry for entry in json.load(before)["files"]}
    for name, source in files.items():
        status = os.stat(source)
        known[name] = {"path": name, "mode": status.st_mode & 0o777, "modified": int(status.st_mtime)}
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as after:
        json.dump({"files": sorted(known.values(), key=lambda entry: entry["path"])}, after, indent=1)


def has_link(workspace, name):
    """Whether a file of the workspace, or a folder on the way to it, is a symbolic link."""
    parts = name.split("/")
    return any(os.path.islink(os.path.join(workspace, *parts[:end])) for end in range(1, len(parts) + 1))


def main(options):
    target = options["target"]
    if options["job"]:
        target = os.path.join(target, options["job"])
    files = find_files(  # noqa: F821 (ant_files.py stands before this file)
        options["workspace"], options["include"], options["exclude"],
        options["default_excludes"], options["case_sensitive"])
    if not options["follow_links"]:
        files = [name for name in files if not has_link(options["workspace"], name)]
    kept = {}
    for name in files:
        kept[name] = os.path.join(target, name)
        os.makedirs(os.path.dirname(kept[name]), exist_ok=True)
        shutil.copy2(os.path.join(options["workspace"], name), kept[name])
        print(name)
    if not files and not options["allow_empty"]:
        sys.exit("No file fits %s. Does the pattern name what the build makes?" % ", ".join(options["include"]))
    if options["job"]:
        keep_list(target + ".artifacts.json", kept)


main(json.loads(sys.argv[1]))
