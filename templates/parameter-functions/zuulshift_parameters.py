"""The parameters of a build, as Zuul v2 makes them before the function is called.

Source: Zuul 2.6, zuul/launcher/gearman.py (Gearman.launch). Runs under Python 2.7 and 3.
"""
from zuulshift_trail import Text, fixed, revisions, varying


def standard_parameters(facts, probe, job):
    """What v2 sends without a function: name -> (value, facts that it shows, whether it varies)."""
    kind, text = facts['kind'], {}
    text['ZUUL_UUID'] = varying(probe['uuid'])
    text['ZUUL_PROJECT'] = fixed(facts['project'], 'project')
    text['ZUUL_PIPELINE'] = fixed(facts['pipeline'], 'pipeline')
    text['ZUUL_URL'] = varying(probe['merger'])
    text['ZUUL_VOTING'] = fixed('1' if job['voting'] else '0')
    base = ''
    if kind == 'change':
        number, patchset = probe['number'], probe['patchset']
        text['ZUUL_BRANCH'] = fixed(facts['branch'], 'branch')
        text['ZUUL_CHANGES'] = varying(
            '%s:%s:%s' % (facts['project'], facts['branch'], probe['refspec']), 'project', 'branch')
        text['ZUUL_REF'] = varying(probe['zuul_ref'])
        text['ZUUL_COMMIT'] = varying(probe['commit'])
        text['ZUUL_CHANGE_IDS'] = varying('%s,%s' % (number, patchset))
        text['ZUUL_CHANGE'] = varying(number)
        text['ZUUL_PATCHSET'] = varying(patchset)
        base = '%s/%s/%s' % (number[-2:], number, patchset)
    if kind == 'ref':
        old, new = revisions(facts, probe)
        text['ZUUL_REFNAME'] = text['ZUUL_REF'] = fixed(facts['ref'], 'ref')
        text['ZUUL_OLDREV'] = varying(old, 'op')
        text['ZUUL_NEWREV'] = text['ZUUL_COMMIT'] = varying(new, 'op')
        base = '%s/%s' % (new[:2], new)
    text['BASE_LOG_PATH'] = varying(base) if base else fixed(base)
    text['LOG_PATH'] = varying(
        '%s%s/%s/%s' % (base + '/' if base else '', facts['pipeline'], job['name'], probe['uuid'][:7]), 'pipeline')
    return text


class Parameters(dict):
    """The parameters of a build: tells what is read of those that v2 made, and what was read before each write."""

    def __init__(self, facts, probe, job, trail):
        self.standard = standard_parameters(facts, probe, job)
        self.trail = trail
        self.before = {}
        self.own = set()
        dict.__init__(self, dict((key, value) for key, (value, _, _) in self.standard.items()))

    def note(self, key):
        self.trail.fact('kind')
        if key in self.own or key not in self.standard:
            return
        _, facts, varies = self.standard[key]
        for fact in facts:
            self.trail.fact(fact)
        if varies:
            self.trail.vary("params['%s']" % key)

    def all(self):
        for key in sorted(self.standard):
            if dict.__contains__(self, key):
                self.note(key)

    def shown(self, key, value):
        standard = self.standard.get(key)
        if key in self.own or standard is None or standard[2] or len(standard[1]) != 1:
            return value
        return Text(value, standard[1][0], self.trail)

    def __getitem__(self, key):
        self.note(key)
        return self.shown(key, dict.__getitem__(self, key))

    def get(self, key, default=None):
        self.note(key)
        return self.shown(key, dict.__getitem__(self, key)) if dict.__contains__(self, key) else default

    def __contains__(self, key):
        self.trail.fact('kind')
        return dict.__contains__(self, key)

    has_key = __contains__

    def __iter__(self):
        self.trail.fact('kind')
        return iter(sorted(dict.keys(self)))

    def __len__(self):
        self.trail.fact('kind')
        return dict.__len__(self)

    def keys(self):
        return list(iter(self))

    def items(self):
        self.all()
        return [(key, dict.__getitem__(self, key)) for key in sorted(dict.keys(self))]

    def values(self):
        return [value for _, value in self.items()]

    iterkeys, itervalues, iteritems = __iter__, lambda self: iter(self.values()), lambda self: iter(self.items())

    def copy(self):
        return dict(self.items())

    def wrote(self, key):
        self.own.add(key)
        self.before[str(key)] = list(self.trail.varying)

    def __setitem__(self, key, value):
        self.wrote(key)
        dict.__setitem__(self, key, value)

    def __delitem__(self, key):
        self.trail.fact('kind')
        self.wrote(key)
        dict.__delitem__(self, key)

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, *given, **named):
        for key, value in dict(*given, **named).items():
            self[key] = value

    def pop(self, key, *default):
        if key not in self:
            if default:
                return default[0]
            raise KeyError(key)
        value = self[key]
        del self[key]
        return value

    def popitem(self):
        key = self.keys()[0]
        return key, self.pop(key)

    def clear(self):
        for key in self.keys():
            del self[key]

    def plain(self):
        found = dict((key, dict.__getitem__(self, key)) for key in dict.keys(self))
        return dict((key, str(value) if isinstance(value, Text) else value) for key, value in found.items())
