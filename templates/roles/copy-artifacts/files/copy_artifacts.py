"""Copies artifacts of another job into the workspace. Arguments: a dictionary in JSON.

Stands behind ant_files.py and artifact_source.py. Prints the files, and on the last line the build they are of.
Source: Copy Artifact plugin, CopyArtifact.perform and FilePathCopyMethod.
"""
import json
import os
import shutil
import sys


def chosen(files, options):
    """Entries of the list that the patterns want. None leads out of the folder: whoever wrote the list may not be trusted."""
    wanted = [Pattern(text) for text in options["include"]]  # noqa: F821
    unwanted = [Pattern(text) for text in options["exclude"]]  # noqa: F821
    for entry in files:
        names = entry["path"].split("/")
        if entry["path"].startswith("/") or ".." in names:
            sys.exit("The list of artifacts names %s, which is outside of their folder." % entry["path"])
        if any(one.fits(names) for one in wanted) and not any(one.fits(names) for one in unwanted):
            yield entry


def copy(source, entry, target, flatten):
    """Copies one file with its mode and time."""
    path = os.path.join(target, os.path.basename(entry["path"]) if flatten else entry["path"])
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with source.open(entry["path"]) as content, open(path, "wb") as copied:
        shutil.copyfileobj(content, copied)
    os.chmod(path, entry["mode"] | 0o600)
    os.utime(path, (entry["modified"], entry["modified"]))
    print(entry["path"])


def main(options):
    source = find_source(options)  # noqa: F821
    if isinstance(source, str):
        if options["optional"]:
            print("%s: nothing is copied" % source)
            print("Build: ")
            return
        sys.exit("%s." % source)
    target = os.path.join(options["workspace"], options["target"])
    copied = 0
    for entry in chosen(source.files(), options):
        copy(source, entry, target, options["flatten"])
        copied += 1
    if copied == 0 and not options["optional"]:
        sys.exit("No artifact of %s fits %s." % (options["job"], ", ".join(options["include"])))
    print("Build: %s" % source.build)


main(json.loads(sys.argv[1]))
