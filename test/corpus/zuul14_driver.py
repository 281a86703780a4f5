"""Asks the real Zuul 14.2 about many small configuration trees, one after the other, in one process.

  zuul14_driver.py ORACLE          (ORACLE: zuul14_oracle.py, which does all the asking)

One JSON object a line on standard input, one JSON object a line on standard output, in order:

  {"id": …, "files": {path: text} or "dir": path, "branches": {project: [branch, …]}, "repos": ["name@branch=dir", …],
   "conf": "text of a zuul.conf", "scenarios": […], "events": […], "plain": false}
  {"id": …, "errors": […], "warnings": […], "answers": […], "queues": {…}, "events": […]}
  {"id": …, "fatal": "…"}          the tree cannot be loaded at all

`scenarios` are answered as `freeze` does, `events` as `triggers` does. With "plain" nothing is remembered between
scenarios. Answers are flushed at once, so that it serves as a co-process.
"""
import argparse
import importlib.util
import json
import logging
import os
import shutil
import sys
import tempfile


def load_module(path):
    spec = importlib.util.spec_from_file_location('zuul14_oracle', path)
    module = importlib.util.module_from_spec(spec)
    sys.modules['zuul14_oracle'] = module
    spec.loader.exec_module(module)
    return module


def write_files(folder, files):
    for path, text in files.items():
        full = os.path.join(folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, 'w') as f:
            f.write(text)


def ask(zuul, line, folder):
    if 'files' in line:
        write_files(folder, line['files'])
    branches = os.path.join(folder, 'branches.json')
    with open(branches, 'w') as f:
        json.dump(line.get('branches') or {}, f)
    conf = None
    if 'conf' in line:
        conf = os.path.join(folder, 'zuul.conf')
        write_files(folder, {'zuul.conf': line['conf']})
    args = argparse.Namespace(
        dir=line.get('dir') or folder, tenant_file=None, tenant=None, branches=branches, conf=conf,
        repo=line.get('repos'), no_decrypt=True, debug=False)
    setattr(args, 'self', None)
    log = logging.getLogger('zuul')
    before = list(log.handlers)
    try:
        oracle = load(zuul, args)
        errors = oracle.errors()
        for e in errors:
            e.pop('full')
        answer = {
            'errors': [e for e in errors if e['severity'] == 'error'],
            'warnings': [e for e in errors if e['severity'] != 'error'],
            'logged': oracle.logged(), 'queues': oracle.queues()}
        if 'scenarios' in line:
            freezer = zuul.Freezer(oracle)
            freeze = ((lambda s: json.dumps(freezer.freezePlain(s))) if line.get('plain') else freezer.freezeQuick)
            answer['answers'] = [json.loads(freeze(s)) for s in line['scenarios']]
        if 'events' in line:
            triggers = zuul.Triggers(oracle)
            answer['events'] = [event(triggers, e) for e in line['events']]
        return answer
    except zuul.OracleError as e:
        return {'fatal': str(e)}
    finally:
        log.handlers[:] = before


def load(zuul, args):
    try:
        return zuul.Oracle(args).load()
    except zuul.OracleError:
        raise
    except Exception as e:
        # A scheduler does not survive it either.
        raise zuul.OracleError('%s: %s' % (type(e).__name__, e))


def event(triggers, line):
    try:
        return triggers.evaluate(line)
    except Exception as e:
        return {'exception': '%s: %s' % (type(e).__name__, e)}


def main():
    zuul = load_module(sys.argv[1])
    logging.basicConfig(stream=sys.stderr, level=logging.CRITICAL)
    for text in sys.stdin:
        line = json.loads(text)
        folder = tempfile.mkdtemp(prefix='zuul14-')
        try:
            answer = ask(zuul, line, folder)
        finally:
            shutil.rmtree(folder)
        if 'id' in line:
            answer['id'] = line['id']
        sys.stdout.write(json.dumps(answer) + '\n')
        sys.stdout.flush()


if __name__ == '__main__':
    main()
