"""Counts warnings in files of a folder and prints what was found. Stands behind ant_files.py and warning_formats.py."""


def count(folder, group, counts):
    """Adds the warnings of a group of reports to `counts`; returns what is wrong with the reports."""
    files = find_files(folder, group["include"], group.get("exclude", []))  # noqa: F821
    if not files and group.get("required"):
        return ["no report fits %s" % ", ".join(group["include"])]
    faults = []
    wanted = [re.compile(text) for text in group.get("only_files", [])]  # noqa: F821
    unwanted = [re.compile(text) for text in group.get("not_files", [])]  # noqa: F821
    for name in files:
        path = os.path.join(folder, name)  # noqa: F821
        if os.path.getsize(path) == 0:  # noqa: F821
            if group.get("strict"):
                faults.append("%s is empty" % name)
            continue
        found = 0
        try:
            for kind, about in READERS[group["format"]](path, group):  # noqa: F821
                fits = not wanted or any(pattern.search(about) for pattern in wanted)
                if not fits or any(pattern.search(about) for pattern in unwanted):
                    continue
                if "kinds" in group and kind not in group["kinds"]:
                    continue
                found += 1
                for word in (kind, "all"):
                    counts[word] = counts.get(word, 0) + 1
        except (ElementTree.ParseError, ValueError) as error:  # noqa: F821
            print("%s cannot be read: %s" % (name, error))
            if group.get("strict"):
                faults.append("%s cannot be read" % name)
            continue
        print("%s: %d found" % (name, found))
    return faults


def over_limits(counts, most, least):
    """Sentences about the limits that do not hold."""
    for kind, limit in sorted(most.items()):
        if counts.get(kind, 0) > limit:
            yield "%d %s, at most %d may be" % (counts.get(kind, 0), kind, limit)
    for kind, limit in sorted(least.items()):
        if counts.get(kind, 0) < limit:
            yield "%d %s, at least %d have to be" % (counts.get(kind, 0), kind, limit)
