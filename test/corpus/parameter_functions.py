"""A parameter function in the shapes that large sites use, for Wikimedia's layout."""
import re

DEPENDENCIES = {
    'BlueSpiceFoundation': ['ExtJSBase', 'OOJSPlus'],
    'Wikibase': ['Babel', 'cldr', 'UniversalLanguageSelector'],
    'VisualEditor': ['Citoid', 'Cite', 'TemplateData'],
    'Echo': [],
    'Flow': ['Echo', 'VisualEditor'],
    'GrowthExperiments': ['Echo', 'VisualEditor', 'PageViewInfo'],
}
GATED = ['Wikibase', 'VisualEditor', 'Echo']
RECURSING = ('Flow', 'GrowthExperiments')
LONG_BUILDS = {'operations/debs/kafka': 60, 'operations/debs/varnish4': 180}


def set_parameters(item, job, params):
    if params['ZUUL_PIPELINE'] in ('test', 'gate-and-submit', 'experimental'):
        params['CACHE_SERVER'] = 'https://cache.example.org/results'
        branch = params.get('ZUUL_BRANCH', '')
        if branch == 'master' or branch.startswith('wmf/'):
            params['PARALLEL'] = '1'
    if job.name.startswith(('mwext-', 'mwskin-', 'quibble-', 'mediawiki-')):
        extension(item, job, params)
    if job.name.endswith('-docs-publish') or job.name.endswith('-publish'):
        documentation(item, params)
    if 'debian-glue' in job.name:
        params['BUILD_TIMEOUT'] = LONG_BUILDS.get(params['ZUUL_PROJECT'], 30)
        if 'backports' in job.name:
            params['BACKPORTS'] = 'yes'
    if re.match(r'.*-(node|npm).*', job.name):
        params['SKIP_DOWNLOAD'] = True
    if 'operations-puppet' in job.name:
        params['OFFLINE_NODE_WHEN_COMPLETE'] = '1'
        del params['ZUUL_URL']


def extension(item, job, params):
    project = item.change.project.name
    if not project.startswith('mediawiki/'):
        return
    name = project.split('/')[-1]
    params['THING_SUBNAME'] = '/'.join(project.split('/')[1:])
    if project.startswith(('mediawiki/extensions/', 'mediawiki/skins/')):
        params['EXT_NAME'] = name
    needs = list(DEPENDENCIES.get(name, []))
    if 'gate' in item.pipeline.name and name in GATED:
        needs += [one for one in GATED if one != name and one not in needs]
    if re.match('REL1_', params.get('ZUUL_BRANCH') or ''):
        needs = [one for one in needs if one != 'OOJSPlus']
    params['EXT_DEPENDENCIES'] = '\\n'.join('mediawiki/extensions/' + one for one in needs)
    params['RECURSE'] = None if name not in DEPENDENCIES else name in RECURSING


def documentation(item, params):
    params['DOC_PROJECT'] = params['ZUUL_PROJECT'].replace('/', '-')
    if hasattr(item.change, 'ref'):
        params['DOC_SUBPATH'] = re.sub('^refs/(heads|tags)/', '', item.change.ref)
    else:
        params['DOC_SUBPATH'] = params['ZUUL_BRANCH']
    params['LOG_PATH'] = 'docs/' + params['LOG_PATH']
