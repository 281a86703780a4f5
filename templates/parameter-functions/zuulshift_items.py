"""Stand-ins for what Zuul v2 hands to a parameter function: the item, its change, the job.

Source: Zuul 2.6, zuul/model.py (QueueItem, BuildSet, Change, Ref, NullChange, Job, Pipeline, Project).
Attributes that v2 has and that are not here raise NotOffered. Runs under Python 2.7 and 3.
"""
from zuulshift_trail import Text, fixed, revisions, varying


class NotOffered(Exception):
    """The function asked for something that Zuul v2 has and these stand-ins have not."""


class Later(object):
    """A value that is made when it is asked for."""

    def __init__(self, make):
        self.make = make


class Stand(object):
    """An object whose attributes come from a table: name -> (value, facts that it shows, whether it varies)."""

    def __init__(self, path, table, trail, absent=(), kinds=()):
        self.__dict__['_stand'] = (path, table, trail, absent, kinds)

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        path, table, trail, absent, kinds = self.__dict__['_stand']
        for fact in kinds:
            trail.fact(fact)
        if name in table:
            value, facts, varies = table[name]
            for fact in facts:
                trail.fact(fact)
            if varies:
                trail.vary(path + '.' + name)
            if isinstance(value, Later):
                value = value.make()
                table[name] = (value, facts, varies)
            return value
        if name in absent:
            raise NotOffered(path + '.' + name)
        raise AttributeError("'%s' object has no attribute '%s'" % (type(self).__name__, name))


class QueueItem(Stand):
    pass


class BuildSet(Stand):
    pass


class Changeish(Stand):
    pass


class Change(Changeish):
    pass


class Ref(Changeish):
    pass


class NullChange(Changeish):
    pass


class Job(Stand):
    def __str__(self):
        return self.name


class Pipeline(Stand):
    pass


class Project(Stand):
    def __str__(self):
        return self.name


class Data(dict):
    """What Gerrit said about a change; tells which part is looked at."""

    def __init__(self, path, trail, values):
        dict.__init__(self, values)
        self.about = (path, trail)

    def note(self, key):
        path, trail = self.about
        trail.vary("%s['%s']" % (path, key))

    def __getitem__(self, key):
        self.note(key)
        return dict.__getitem__(self, key)

    def get(self, key, default=None):
        self.note(key)
        return dict.get(self, key, default)


def gerrit_data(facts, probe, trail):
    return Data('item.change._data', trail, {
        'commitMessage': probe['message'], 'subject': probe['message'].split('\n')[0], 'topic': probe['topic'],
        'number': probe['number'], 'branch': str(facts['branch']), 'project': str(facts['project']),
        'owner': {'name': probe['author'], 'username': probe['author'], 'email': probe['author'] + '@example.org'},
        'comments': [{'message': probe['message'], 'reviewer': {'username': probe['author']}}],
        'currentPatchSet': {'number': probe['patchset'], 'ref': probe['refspec'], 'revision': probe['commit'],
                            'files': [{'file': name, 'type': 'MODIFIED'} for name in probe['files']],
                            'author': {'username': probe['author']}, 'uploader': {'username': probe['author']}},
        'open': True, 'status': 'NEW', 'url': probe['url'], 'id': 'I' + probe['commit'], 'lastUpdated': probe['time'],
    })


def make_change(facts, probe, trail, project):
    kind = facts['kind']
    if kind == 'timer':
        return NullChange('item.change', {
            'project': fixed(project), '_id': fixed(lambda: None), 'url': fixed(None),
            'getBasePath': fixed(lambda: ''), 'getRelatedChanges': fixed(lambda: set()),
        }, trail, (), ('kind',))
    if kind == 'ref':
        old, new = revisions(facts, probe)
        return Ref('item.change', {
            'project': fixed(project), 'ref': fixed(Text(facts['ref'], 'ref', trail), 'ref'),
            'oldrev': varying(old, 'op'), 'newrev': varying(new, 'op'), 'url': varying(probe['url']),
            '_id': varying(lambda: new, 'op'), 'getBasePath': varying(lambda: new[:2] + '/' + new, 'op'),
            'getRelatedChanges': fixed(lambda: set()),
        }, trail, (), ('kind',))
    number, patchset = probe['number'], probe['patchset']
    return Change('item.change', {
        'project': fixed(project), 'branch': fixed(Text(facts['branch'], 'branch', trail), 'branch'),
        'number': varying(number), 'patchset': varying(patchset), 'refspec': varying(probe['refspec']),
        'url': varying(probe['url']), 'files': varying(list(probe['files'])), 'owner': varying(probe['author']),
        'status': varying('NEW'), 'open': varying(True), 'approvals': varying([]), 'needs_changes': varying([]),
        'needed_by_changes': varying([]), 'is_current_patchset': varying(True), 'can_merge': varying(True),
        'is_merged': varying(False), 'failed_to_merge': varying(False), '_data': fixed(Later(lambda: gerrit_data(facts, probe, trail))),
        '_id': varying(lambda: '%s,%s' % (number, patchset)),
        'getBasePath': varying(lambda: '%s/%s/%s' % (number[-2:], number, patchset)),
        'getRelatedChanges': varying(lambda: set()),
    }, trail, ('source_event', 'connection_name'), ('kind',))


def make_builds(probe, trail):
    return BuildSet('item.current_build_set', {
        'ref': varying(probe['zuul_ref']), 'commit': varying(probe['commit']), 'other_changes': varying([]),
        'builds': varying({}), 'item': fixed(None), 'result': varying(None), 'unable_to_merge': varying(False),
    }, trail, ('getBuild', 'getBuilds', 'failing_reasons', 'merge_state', 'config_error'))


def make_item(facts, probe, trail):
    """Gives the stand-in of v2's QueueItem."""
    project = Project('item.change.project', {
        'name': fixed(Text(facts['project'], 'project', trail), 'project'), 'foreign': fixed(False),
    }, trail, ('merge_mode', 'connection_name', 'source'))
    pipeline = Pipeline('item.pipeline', {'name': fixed(Text(facts['pipeline'], 'pipeline', trail), 'pipeline')}, trail,
                        ('description', 'manager', 'queues', 'precedence', 'source', 'success_message',
                         'failure_message', 'relative_priority', 'window', 'start_actions', 'success_actions',
                         'failure_actions', 'job_trees', 'getProjects', 'getJobs', 'layout'))
    return QueueItem('item', {
        'change': fixed(Later(lambda: make_change(facts, probe, trail, project))), 'pipeline': fixed(pipeline),
        'current_build_set': fixed(Later(lambda: make_builds(probe, trail))),
        'build_sets': varying(Later(lambda: [make_builds(probe, trail)])), 'item_ahead': varying(None),
        'items_behind': varying([]), 'live': varying(True), 'active': varying(True), 'reported': varying(False),
        'enqueue_time': varying(probe['time']), 'dequeue_time': varying(None),
    }, trail, ('queue', 'dequeued_needing_change', 'layout', 'job_tree'))


class JobTable(object):
    def __init__(self, job):
        self.job = job

    def __contains__(self, name):
        return name in self.job

    def __getitem__(self, name):
        value = self.job[name]
        return fixed(set(value) if name == 'tags' else value)


def make_job(job, trail):
    """Gives the stand-in of v2's Job. What it says never depends on the item."""
    return Job('job', JobTable(job), trail, ('event_filters', 'skip_if_matcher', 'swift', '_branches', '_files'))
