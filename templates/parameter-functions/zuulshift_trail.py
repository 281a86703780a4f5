"""Records what a parameter function reads and compares.

What an item is about (project, pipeline, kind, branch, ref, op) are facts: they are the same for every build of that
kind. Everything else varies from build to build. Runs under Python 2.7 and 3.
"""
import re

ZEROS = '0' * 40


class Trail(object):
    """What was read so far, in order, and the texts that facts were compared with."""

    def __init__(self, facts):
        self.facts = facts
        self.read = []
        self.known = set()
        self.varying = []
        self.compared = set()

    def fact(self, name):
        if name not in self.known:
            self.known.add(name)
            self.read.append((name, self.facts.get(name)))

    def vary(self, path):
        if path not in self.varying:
            self.varying.append(path)


class Text(str):
    """The name of a project, a branch or a ref: remembers what it is compared with."""

    def __new__(cls, text, fact, trail):
        made = str.__new__(cls, text)
        made.about = (fact, trail)
        return made

    def note(self, use, other):
        fact, trail = self.about
        for one in other if isinstance(other, tuple) else (other,):
            if isinstance(one, type(u'')) or isinstance(one, str):
                trail.compared.add((fact, use, str(one)))

    def __eq__(self, other):
        self.note('text', other)
        return str.__eq__(self, other)

    def __ne__(self, other):
        self.note('text', other)
        return str.__ne__(self, other)

    __hash__ = str.__hash__

    def __contains__(self, other):
        self.note('part', other)
        return str.__contains__(self, other)

    def startswith(self, prefix, *rest):
        self.note('start', prefix)
        return str.startswith(self, prefix, *rest)

    def endswith(self, suffix, *rest):
        self.note('end', suffix)
        return str.endswith(self, suffix, *rest)

    def __reduce__(self):
        return (str, (str(self),))

    def __deepcopy__(self, memo):
        return self

    def __str__(self):
        return str.__str__(self)


def watch_expressions():
    """Lets the functions of `re` tell which expressions facts are put to."""
    compiled = re.compile

    def note(pattern, use, text):
        if isinstance(text, Text):
            source = getattr(pattern, 'pattern', pattern)
            text.note(use, source)

    class Expression(object):
        def __init__(self, inner):
            self.inner = inner

        def match(self, text, *rest):
            note(self.inner, 'match', text)
            return self.inner.match(text, *rest)

        def search(self, text, *rest):
            note(self.inner, 'search', text)
            return self.inner.search(text, *rest)

        def __getattr__(self, name):
            return getattr(self.inner, name)

    def compile_watched(pattern, flags=0):
        if isinstance(pattern, Expression):
            return pattern
        return Expression(compiled(pattern, flags))

    def plain(pattern):
        return pattern.inner if isinstance(pattern, Expression) else pattern

    def wrap(name, use):
        original = getattr(re, name)

        def watched(pattern, text, *rest, **named):
            note(plain(pattern), use, text)
            return original(plain(pattern), text, *rest, **named)
        setattr(re, name, watched)

    wrap('match', 'match')
    wrap('search', 'search')
    re.compile = compile_watched


def fixed(value, *facts):
    return (value, facts, False)


def varying(value, *facts):
    return (value, facts, True)


def revisions(facts, probe):
    old = ZEROS if facts['op'] == 'create' else probe['oldrev']
    new = ZEROS if facts['op'] == 'delete' else probe['newrev']
    return old, new
