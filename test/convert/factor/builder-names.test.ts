import test from 'ava';
import { nameAfterMacro, nameAfterTemplate } from '../../../src/convert/factor/builder-names.js';
import type { MacroPart } from '../../../src/model/place.js';
import type { Step } from '../../../src/model/step.js';

const TEMPLATES: readonly (readonly [templates: readonly (string | undefined)[], name: string | undefined])[] = [
  [['{name}-tox-{env}', '{name}-tox-{env}'], 'tox'],
  [['gate-{name}-{kind|unit}-docker', 'gate-{name}-{kind|unit}-docker'], 'gate-docker'],
  [['{obj:name}_Rake.Test', '{obj:name}_Rake.Test'], 'rake-test'],
  [['{name}-{env}', '{name}-{env}'], undefined],
  [['{name}-tox', '{name}-npm'], undefined],
  [['{name}-tox', undefined], undefined],
  [[undefined, undefined], undefined],
];
for (const [templates, name] of TEMPLATES) {
  test(`a family of ${templates.join(' and ')} is called ${name ?? 'as without templates'}`, (t) => {
    t.is(nameAfterTemplate(templates, new Set()), name);
  });
}

test('a name that is taken gets a word more; after that the usual names are used', (t) => {
  const taken = new Set<string>();
  const names = [1, 2, 3].map(() => nameAfterTemplate(['{name}-tox'], taken));
  t.deepEqual(names, ['tox', 'tox-jobs', undefined]);
});

/** A step of which macros gave `name index/size`, the outermost first. */
function step(...macros: string[]): Step {
  const parts = macros.map((text): MacroPart => {
    const [, name, index, size] = /^(\S+) (\d)\/(\d)$/.exec(text)!;
    return { name: name!, index: Number(index), size: Number(size) };
  });
  const at = { file: 'a.yaml', line: 1, origin: { macros: parts } };
  return { kind: 'fail', name: 'x', at, code: 'x', message: '' };
}

test('steps are named after the outermost macro that gave exactly them', (t) => {
  const name = (...steps: Step[]): string | undefined => nameAfterMacro(steps, new Set());
  t.is(name(step('log-dir 0/2', 'wipe 0/2'), step('log-dir 1/2', 'wipe 1/2')), 'log-dir');
  t.is(name(step('all 0/3', 'wipe 0/2'), step('all 1/3', 'wipe 1/2')), 'wipe');
  t.is(name(step('all 0/3')), undefined);
  t.is(name(step('one 0/1'), step('two 0/1')), undefined);
  t.is(name(step('one 0/2'), step('one 0/2')), undefined);
  t.is(name(step('Site:log_dir 0/1')), 'site-log-dir');
  t.is(name({ kind: 'fail', name: 'x', at: { file: 'a.xml', line: 1 }, code: 'x', message: '' }), undefined);
  t.is(nameAfterMacro([step('docker-run 0/1')], new Set(['docker-run'])), undefined);
});
