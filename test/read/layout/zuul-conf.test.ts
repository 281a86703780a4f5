import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { InputError } from '../../../src/model/input-error.js';
import { isZuulConf, layoutPath, readZuulConf } from '../../../src/read/layout/zuul-conf.js';
import { temporaryFolder } from '../../support/folders.js';
import { layoutOf, PIPELINES } from './layouts.js';

const CONF = `# What the server reads.
[gearman]
server=127.0.0.1

[zuul]
; where things are
layout_config: %(base)s/layout.yaml
base = .
url_pattern = https://logs/%%s
  {build.parameters[LOG_PATH]}

[connection review]
driver = gerrit ; the only one
[connection "mail"]
driver=smtp
[gerrit]
server=old
`;

test('a zuul.conf is read as ConfigParser does', (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'zuul.conf');
  writeFileSync(path, CONF);
  const conf = readZuulConf(path);
  t.is(layoutPath(conf), join(folder, 'layout.yaml'));
  t.deepEqual(
    [...conf.connections],
    [
      ['review', 'gerrit'],
      ['mail', 'smtp'],
      ['gerrit', 'gerrit'],
    ],
  );
  t.like(conf.sections.get('zuul')?.get('url_pattern'), {
    value: 'https://logs/%%s\n{build.parameters[LOG_PATH]}',
    at: { line: 9 },
  });
});

test('a path is that of a zuul.conf by its ending', (t) => {
  t.true(isZuulConf('/etc/zuul/zuul.conf'));
  t.true(isZuulConf('zuul.ini'));
  t.false(isZuulConf('conf/layout.yaml'));
});

const REFUSED: readonly (readonly [conf: string, message: RegExp])[] = [
  ['[zuul]\n', /no "layout_config" in the section \[zuul\]/],
  ['layout_config=x\n', /zuul\.conf:1: .*"\[zuul\]", has to come first/],
  ['[zuul]\nlayout_config=l.yaml\n[connection x]\n', /\[connection x\] has no "driver"/],
  [
    '[zuul]\nlayout_config=l.yaml\n[connection x]\ndriver=github\n',
    /zuul\.conf:4: .*driver "github".*gerrit, smtp, sql/,
  ],
  ['[zuul]\nnonsense\n', /zuul\.conf:2: /],
  ['[zuul]\nlayout_config=none.yaml\n', /none\.yaml: cannot read the layout: there is no such file/],
];

for (const [conf, message] of REFUSED) {
  test(`refused: ${JSON.stringify(conf)}`, (t) => {
    t.regex(t.throws(() => layoutOf(t, '', { conf }), { instanceOf: InputError }).message, message);
  });
}

const WITH_TRIGGER = `pipelines:
  - name: check
    manager: IndependentPipelineManager
    source: SOURCE
    trigger:
      TRIGGER: [{event: comment-added}]
      timer: {time: 0 1 * * *}
    success:
      REPORTER: {}
projects: []
`;

function layoutWith(names: { source?: string; trigger?: string; reporter?: string }): string {
  const { source = 'review', trigger = 'review', reporter = 'mail' } = names;
  return WITH_TRIGGER.replace('SOURCE', source).replace('TRIGGER', trigger).replace('REPORTER', reporter);
}

test('with a zuul.conf, only its connections may be named', (t) => {
  const refusal = (names: Parameters<typeof layoutWith>[0]): string =>
    t.throws(() => layoutOf(t, layoutWith(names), { conf: CONF }), { instanceOf: InputError }).message;
  t.notThrows(() => layoutOf(t, layoutWith({}), { conf: CONF }));
  t.notThrows(() => layoutOf(t, layoutWith({ trigger: 'gerrit', source: 'gerrit' }), { conf: CONF }));
  t.regex(
    refusal({ trigger: 'reviews' }),
    /layout\.yaml:6: .*trigger "reviews".*\(review, gerrit, timer, zuul\); do you mean "review"/,
  );
  t.regex(refusal({ trigger: 'mail' }), /trigger "mail", which is no connection/);
  t.regex(refusal({ reporter: 'post' }), /layout\.yaml:9: .*reports "post".*review, mail, gerrit/);
  t.regex(refusal({ source: 'mail' }), /layout\.yaml:4: .*source "mail"/);
});

test('without a zuul.conf, any name may be a Gerrit', (t) => {
  t.notThrows(() => layoutOf(t, layoutWith({ trigger: 'anything', source: 'other', reporter: 'thing' })));
});

test('the layout comes with the zuul.conf it was found through', (t) => {
  const { conf, layout } = layoutOf(t, `${PIPELINES}projects: []`, { conf: '[zuul]\nlayout_config=layout.yaml\n' });
  t.is(conf?.sections.get('zuul')?.get('layout_config')?.value, 'layout.yaml');
  t.regex(layout.file, /layout\.yaml$/);
});

const INCLUDING = `${PIPELINES}includes: [{python-file: functions.py}]
jobs: [{name: unit, parameter-function: set_node}]
projects: []
`;

test('parameter functions have to be in the included files, as far as these are there', (t) => {
  const accepted = ['def set_node(item, job, params):\n    pass\n', 'from other import *\n', 'set_node = make()\n'];
  for (const code of accepted) t.deepEqual(layoutOf(t, INCLUDING, { files: { 'functions.py': code } }).findings, []);
  t.throws(() => layoutOf(t, INCLUDING, { files: { 'functions.py': 'def set_nodes(): pass\n' } }), {
    message: /"set_node"/,
  });
  const { findings } = layoutOf(t, INCLUDING);
  t.deepEqual(
    findings.map(({ code, outcome, at }) => [code, outcome, at.line]),
    [['layout/include-not-found', 'needs-human', 4]],
  );
});
