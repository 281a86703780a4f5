"""Runs parameter functions of Zuul v2 and tells what they do. Speaks JSON lines; runs under Python 2.7 and 3.

First line in:   {"files": [...], "functions": [...], "limit": seconds, "probes": [...], "memory": true}
First line out:  {"ready": {"strings": [...]}} or {"fault": {...}}, and nothing more.
Then for each    {"id": n, "function": name, "job": {...}, "items": [...], "places": [[project, pipeline, [item, ...]], ...]}
lines out        {"leaf": n, "probes": [...], "compared": [...]} for every new answer, and
                 {"id": n, "answers": [[leaf, ...], ...]}: for each place those of its items.

A function gives the same whenever what it reads is the same: answers are remembered by the facts that were read. From
time to time a remembered answer is asked for again; if it differs, nothing is remembered any more.
"""
import ast
import inspect
import json
import os
import signal
import sys
import types

from zuulshift_items import Change, NotOffered, NullChange, Ref, make_item, make_job
from zuulshift_parameters import Parameters
from zuulshift_trail import Trail, watch_expressions

LONGEST_VALUE = 100000


class TookTooLong(BaseException):
    """Not an Exception: the function must not take it for one of its own."""


def on_alarm(*_):
    raise TookTooLong()


def own_channel():
    """Keeps what the function prints or reads away from the protocol."""
    source, sink = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):
        os.dup2(nothing, number)
    return os.fdopen(source, 'r'), os.fdopen(sink, 'w')


def say(sink, message):
    sink.write(json.dumps(message, sort_keys=True) + '\n')


def text_of(value):
    """Plain texts, whatever Python made of them when it read JSON."""
    if isinstance(value, type(u'')) and not isinstance(value, str):
        return value.encode('utf-8')
    if isinstance(value, list):
        return [text_of(one) for one in value]
    if isinstance(value, dict):
        return dict((text_of(key), text_of(one)) for key, one in value.items())
    return value


def words_of(error):
    return '%s: %s' % (type(error).__name__, error)


def offer_zuul():
    """Functions ask isinstance(item.change, zuul.model.Change)."""
    try:
        import zuul.model  # noqa: F401
    except ImportError:
        model = types.ModuleType('zuul.model')
        model.Change, model.Ref, model.NullChange = Change, Ref, NullChange
        package = types.ModuleType('zuul')
        package.model = model
        sys.modules['zuul'], sys.modules['zuul.model'] = package, model


def strings_of(tree):
    found = set()
    for node in ast.walk(tree):
        value = getattr(node, 's', None) if type(node).__name__ == 'Str' else getattr(node, 'value', None)
        if isinstance(value, (str, type(u''))):
            found.add(value)
    return found


def load(files):
    """Executes the files in one namespace, as v2 does. Gives the namespace and the texts in the files, or a fault."""
    names, strings = {'__name__': '__builtin__', '__builtins__': __builtins__}, set()
    for path in files:
        try:
            with open(path, 'rb') as opened:
                source = opened.read()
            code = compile(source, path, 'exec', 0, True)
            strings |= strings_of(ast.parse(source, path))
        except SyntaxError as error:
            return None, {'kind': 'syntax', 'file': path, 'line': error.lineno or 0, 'message': words_of(error)}
        except (IOError, OSError, ValueError) as error:
            return None, {'kind': 'read', 'file': path, 'line': 0, 'message': words_of(error)}
        try:
            exec(code, names)
        except TookTooLong:
            return None, {'kind': 'time', 'file': path, 'line': 0, 'message': 'time'}
        except BaseException as error:
            kind = 'import' if isinstance(error, ImportError) else 'run'
            return None, {'kind': kind, 'file': path, 'line': line_in(path), 'message': words_of(error)}
    return (names, strings), None


def line_in(path):
    """Line of the file that was being executed when the error came."""
    line, trace = 0, sys.exc_info()[2]
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == path:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def arguments_of(function):
    """How many arguments it takes; an error where v2 cannot tell, and so fails at each call."""
    ask = getattr(inspect, 'getfullargspec', None) or inspect.getargspec
    try:
        return len(ask(function).args)
    except TypeError as error:
        return error


def call(function, count, job, facts, probe, limit, trail):
    """One call. Gives what became of the parameters."""
    if isinstance(count, TypeError):
        return {'error': words_of(count), 'read': []}
    item, made = make_item(facts, probe, trail), make_job(job, trail)
    parameters = Parameters(facts, probe, job, trail)
    answer = {}
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        # Source: Zuul 2.6, Gearman.updateBuildParams.
        if count == 2:
            function(item, parameters)
        else:
            function(item, made, parameters)
    except TookTooLong:
        answer['error'] = 'it took more than %s s' % limit
    except NotOffered as error:
        answer['unknown'] = str(error)
    except BaseException as error:
        answer['error'] = words_of(error)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    answer['read'] = trail.varying
    if 'error' in answer or 'unknown' in answer:
        return answer
    after = parameters.plain()
    answer['set'], answer['before'] = {}, {}
    for key, value in after.items():
        standard = parameters.standard.get(key)
        if standard is None or standard[0] != value:
            answer['set'][str(key)] = value
    answer['removed'] = sorted(key for key in parameters.standard if key not in after)
    for key in list(answer['set']) + answer['removed']:
        answer['before'][key] = parameters.before.get(key, [])
    try:
        # v2 sends them as JSON, and fails on what is none.
        if len(json.dumps(answer['set'])) > LONGEST_VALUE:
            return {'error': 'the parameters are longer than %d characters' % LONGEST_VALUE, 'read': trail.varying}
    except BaseException as error:
        return {'error': words_of(error), 'read': trail.varying}
    return answer


class Node(object):
    """What is known when some facts have been read: the next fact, or the answer."""

    def __init__(self):
        self.fact, self.below, self.leaf, self.hits = None, {}, None, 0


class Runner(object):
    def __init__(self, names, order, sink):
        self.names, self.order, self.sink = names, order, sink
        self.leaves, self.trees = {}, {}
        self.remembers, self.calls = True, 0
        self.counts = dict((name, arguments_of(names[name])) for name in order['functions'])

    def leaf(self, name, job, facts):
        """Calls with several probes; gives the number of the answer and the facts that were read."""
        trail, answers = Trail(facts), []
        for index, probe in enumerate(self.order['probes']):
            if index == 2 and answers[0] == answers[1] and not answers[0]['read']:
                # Nothing of the build was read, and nothing else made a difference.
                break
            self.calls += 1
            trail.varying = []
            answers.append(
                call(self.names[name], self.counts[name], job, facts, probe, self.order['limit'], trail))
        text = json.dumps(answers, sort_keys=True)
        known = self.leaves.get(text)
        if known is None:
            known = self.leaves[text] = len(self.leaves)
            say(self.sink, {'leaf': known, 'probes': answers})
        for one in trail.compared:
            if one not in self.order['told']:
                self.order['told'].add(one)
                say(self.sink, {'compared': list(one)})
        return known, trail.read

    def ask(self, name, job, facts):
        if not self.remembers:
            return self.leaf(name, job, facts)[0]
        tree = self.trees.setdefault((name, job['name']), Node())
        node = tree
        while node.fact is not None:
            value = facts.get(node.fact)
            if value not in node.below:
                break
            node = node.below[value]
        if node.leaf is not None:
            node.hits += 1
            # At the first, second, fourth, eighth time that an answer serves again it is tried.
            if node.hits & (node.hits - 1) == 0 and self.leaf(name, job, facts)[0] != node.leaf:
                self.remembers = False
                raise Forgetful()
            return node.leaf
        leaf, read = self.leaf(name, job, facts)
        node = tree
        for fact, value in read:
            if node.leaf is not None or node.fact not in (None, fact):
                # It did not read the same facts in the same order as before: something else decides.
                self.remembers = False
                raise Forgetful()
            node.fact = fact
            node = node.below.setdefault(value, Node())
        node.leaf = leaf
        return leaf


class Forgetful(Exception):
    """What was remembered is not worth anything: ask everything anew."""


def answer(runner, question):
    job, items = question['job'], question['items']
    found = []
    for project, pipeline, wanted in question['places']:
        row = []
        for index in wanted:
            facts = dict(items[index], project=project, pipeline=pipeline)
            row.append(runner.ask(question['function'], job, facts))
        found.append(row)
    say(runner.sink, {'id': question['id'], 'answers': found})


def main():
    source, sink = own_channel()
    order = text_of(json.loads(source.readline()))
    signal.signal(signal.SIGALRM, on_alarm)
    folder = os.path.dirname(os.path.abspath(order['files'][0]))
    sys.path.append(folder)
    watch_expressions()
    offer_zuul()
    signal.setitimer(signal.ITIMER_REAL, order['load'])
    loaded, fault = load(order['files'])
    signal.setitimer(signal.ITIMER_REAL, 0)
    missing = [] if loaded is None else [name for name in order['functions'] if not loaded[0].get(name)]
    if missing:
        fault = {'kind': 'missing', 'file': order['files'][0], 'line': 0, 'message': missing[0]}
    if fault is not None:
        say(sink, {'fault': fault})
        return
    names, strings = loaded
    words = sorted(text for text in strings if text and len(text) < 200)
    for probe in order['probes']:
        if probe.get('words'):
            # The texts that the file itself looks for: what it decides by them has to show.
            probe['message'] = '\n'.join([probe['message']] + [str(text) for text in words if plain(text)])
            probe['files'] = probe['files'] + [str(text) for text in words if plain(text) and '\n' not in text]
    say(sink, {'ready': {'strings': [text for text in words if plain(text)]}})
    sink.flush()
    order['told'] = set()
    questions = [text_of(json.loads(line)) for line in iter(source.readline, '\n') if line]
    runner = Runner(names, order, sink)
    try:
        for question in questions:
            if callable(names[question['function']]):
                answer(runner, question)
    except Forgetful:
        say(sink, {'again': True})
        for question in questions:
            if callable(names[question['function']]):
                answer(runner, question)
    say(sink, {'done': {'calls': runner.calls}})
    sink.flush()


def plain(text):
    try:
        return all(31 < ord(letter) < 127 for letter in text)
    except TypeError:
        return False


main()
