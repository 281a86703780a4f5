/** A layout with changes, refs and timers, templates and patterns, whose jobs all have a parameter function. */
export const LAYOUT = `includes: [{python-file: functions.py}]
pipelines:
  - {name: check, manager: IndependentPipelineManager, trigger: {gerrit: [{event: patchset-created}]}}
  - {name: gate, manager: DependentPipelineManager, trigger: {gerrit: [{event: comment-added, comment: go}]}}
  - {name: post, manager: IndependentPipelineManager, trigger: {gerrit: [{event: ref-updated, ref: ^refs/heads/}]}}
  - {name: tag, manager: IndependentPipelineManager, trigger: {gerrit: [{event: ref-updated, ref: ^refs/tags/}]}}
  - {name: nightly, manager: IndependentPipelineManager, trigger: {timer: [{time: '0 3 * * *'}]}}
jobs:
  - {name: ^.*$, parameter-function: f}
  - {name: stable-only, branch: ^stable/}
  - {name: optional, voting: false, tags: [slow, big]}
project-templates:
  - {name: python, check: [unit, '{name}-lint'], gate: [unit, '{name}-lint']}
projects:
  - {name: core, template: [{name: python}], check: [docs, optional], post: [docs], tag: [release], nightly: [unit]}
  - {name: ext/alpha, template: [{name: python}], check: [stable-only], post: [docs]}
  - {name: ext/beta, template: [{name: python}], check: [docs, noop]}
  - {name: ext/gamma, template: [{name: python}], tag: [release]}
  - {name: skin/vector, check: [unit, optional], gate: [{unit: [docs]}]}
`;

/** Parameter functions of the shapes that sites use; all they set is the same for all builds of a kind. */
export const STATIC_SHAPES: Readonly<Record<string, string>> = {
  'two arguments': `
def f(item, params):
    params['CONSTANT'] = 'a b'
`,
  'constants by the name of the job': `
import re
def f(item, job, params):
    if job.name.endswith('-lint'):
        params['LEVEL'] = 3
    elif re.match('^(unit|docs)$', job.name):
        params['LEVEL'] = 'full'
`,
  'what the job says of itself': `
def f(item, job, params):
    params['TAGS'] = ' '.join(sorted(job.tags))
    params['MAY_FAIL'] = not job.voting
    params['FULL_NAME'] = 'ci-%s' % job.name
`,
  'a table of projects': `
NEEDS = {'ext/alpha': ['core', 'skin/vector'], 'ext/beta': ['core'], 'skin/vector': []}
def f(item, job, params):
    name = item.change.project.name
    if name in NEEDS:
        params['DEPENDENCIES'] = '\\\\n'.join(NEEDS[name])
    if job.name == 'unit' and name.startswith('ext/'):
        params['EXT_NAME'] = name.split('/')[-1]
`,
  'different tables for different jobs': `
ONE = {'core': 'a', 'ext/alpha': 'b', 'ext/beta': 'c'}
OTHER = {'core': 'x', 'ext/alpha': 'b', 'skin/vector': 'z'}
def f(item, job, params):
    table = OTHER if job.name == 'docs' else ONE
    params['FROM_TABLE'] = table.get(params['ZUUL_PROJECT'], '')
`,
  'pipeline and branch': `
import re
def f(item, job, params):
    if item.pipeline.name in ('gate', 'nightly'):
        params['STRICT'] = '1'
    if re.search(r'^stable/', params.get('ZUUL_BRANCH', '')):
        params['CONSTRAINTS'] = 'old'
        if params['ZUUL_PIPELINE'] == 'gate' and 'beta' in params['ZUUL_PROJECT']:
            params['CONSTRAINTS'] = 'oldest'
`,
  'names put into values': `
def f(item, job, params):
    params['DOC_PROJECT'] = params['ZUUL_PROJECT'].replace('/', '-')
    if hasattr(item.change, 'branch'):
        params['DOC_PATH'] = 'docs/' + item.change.branch
    elif hasattr(item.change, 'ref'):
        params['DOC_PATH'] = 'docs/' + item.change.ref.replace('refs/heads/', '').replace('refs/tags/', '')
`,
  'parameters taken away, and what is no text': `
def f(item, job, params):
    if 'ZUUL_BRANCH' in params and item.pipeline.name == 'check':
        del params['ZUUL_BRANCH']
    params.pop('ZUUL_URL', None)
    params.update(EMPTY='', NOTHING=None, COUNT=7, RATE=1.5, YES=True)
    params.setdefault('ZUUL_VOTING', 'x')
`,
  'the log path': `
def f(item, job, params):
    if hasattr(item.change, 'refspec'):
        path = '%s/%s/%s/' % (params['ZUUL_CHANGE'][-2:], params['ZUUL_CHANGE'], params['ZUUL_PATCHSET'])
    elif hasattr(item.change, 'ref'):
        path = params['ZUUL_NEWREV'][:2] + '/' + params['ZUUL_NEWREV'] + '/'
    else:
        path = ''
    params['BASE_LOG_PATH'] = path + params['ZUUL_PIPELINE']
    params['LOG_PATH'] = params['BASE_LOG_PATH'] + '/' + job.name + '/' + params['ZUUL_UUID'][:7]
`,
  'a function of several files, with state that comes to nothing, and chatter': `
import sys
seen = []
class Choice(object):
    def __init__(self, label): self.label = label
    def set(self, params): params['LABEL'] = self.label + '{{ not jinja }}'
def f(item, job, params):
    print('chatter')
    sys.stderr.write('more chatter\\n')
    seen.append(job.name)
    Choice('big' if job.name == 'docs' else 'small').set(params)
`,
};
