"""Files that Ant patterns name, as Jenkins finds them.

Patterns are relative to a folder. `*` and `?` stand for characters of one name, `**` for any number of folders; a pattern
that ends in a slash means everything below; backslashes are slashes. Apache Ant manual, "Directory-based Tasks",
"Patterns" and "Default Excludes"; code: SelectorUtils.matchPath, DirectoryScanner.

The same file lies in every role that uses it.
"""
import os
import re

DEFAULT_EXCLUDES = [
    "**/*~", "**/#*#", "**/.#*", "**/%*%", "**/._*",
    "**/CVS", "**/CVS/**", "**/.cvsignore",
    "**/SCCS", "**/SCCS/**", "**/vssver.scc",
    "**/.svn", "**/.svn/**",
    "**/.git", "**/.git/**", "**/.gitattributes", "**/.gitignore", "**/.gitmodules",
    "**/.hg", "**/.hg/**", "**/.hgignore", "**/.hgsub", "**/.hgsubstate", "**/.hgtags",
    "**/.bzr", "**/.bzr/**", "**/.bzrignore",
    "**/.DS_Store",
]


class Pattern:
    """One Ant pattern."""

    def __init__(self, text, case_sensitive=True):
        text = text.replace("\\", "/")
        if text.endswith("/"):
            text += "**"
        # A pattern with a leading slash never fits a relative path.
        self.fits_nothing = text.startswith("/")
        flags = re.DOTALL if case_sensitive else re.DOTALL | re.IGNORECASE
        self.parts = [
            None if part == "**" else re.compile(_name_expression(part), flags)
            for part in text.split("/") if part != ""
        ]

    def fits(self, names):
        """Whether the pattern fits a path, given as the list of its names."""
        if self.fits_nothing:
            return False
        # Places in the pattern that the names so far can have led to.
        places = self._behind_folders({0})
        for name in names:
            places = self._behind_folders(self._after(places, name))
        return len(self.parts) in places

    def may_fit_below(self, names):
        """Whether the pattern can fit something below a folder."""
        if self.fits_nothing:
            return False
        places = self._behind_folders({0})
        for name in names:
            places = self._behind_folders(self._after(places, name))
        return any(place < len(self.parts) for place in places)

    def _after(self, places, name):
        result = set()
        for place in places:
            if place == len(self.parts):
                continue
            part = self.parts[place]
            if part is None:
                result.add(place)
            elif part.fullmatch(name):
                result.add(place + 1)
        return result

    def _behind_folders(self, places):
        """`**` also stands for no folder at all."""
        result = set(places)
        for place in places:
            while place < len(self.parts) and self.parts[place] is None:
                place += 1
                result.add(place)
        return result


def _name_expression(part):
    return "".join(".*" if c == "*" else "." if c == "?" else re.escape(c) for c in part)


def find_files(folder, include, exclude=(), default_excludes=True, case_sensitive=True):
    """Paths of files below a folder, relative to it, sorted. Links are followed, but never in a circle."""
    excludes = list(exclude) + (DEFAULT_EXCLUDES if default_excludes else [])
    wanted = [Pattern(text, case_sensitive) for text in include]
    unwanted = [Pattern(text, case_sensitive) for text in excludes]
    found = []

    def scan(path, names, above):
        real = os.path.realpath(path)
        if real in above:
            return
        with os.scandir(path) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                inner = names + [entry.name]
                if entry.is_dir():
                    if any(pattern.may_fit_below(inner) for pattern in wanted):
                        scan(entry.path, inner, above | {real})
                elif entry.is_file() and any(pattern.fits(inner) for pattern in wanted):
                    if not any(pattern.fits(inner) for pattern in unwanted):
                        found.append("/".join(inner))

    if os.path.isdir(folder):
        scan(folder, [], frozenset())
    return sorted(found)
