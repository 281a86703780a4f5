import test from 'ava';
import { stepNamer } from '../../../src/convert/factor/name-steps.js';
import type { ScriptStep } from '../../../src/model/step.js';

const script = (name: string, body: string): ScriptStep => ({
  kind: 'script',
  name,
  at: { file: 'x.xml', line: 1 },
  body,
  command: ['/bin/sh', '-xe'],
  extension: 'sh',
});

test('a name made of the text of a script becomes a better one', (t) => {
  const [step] = stepNamer()([script('Run mkdir', 'mkdir -p log\n')]);
  t.is(step!.name, 'Make log');
});

test('a name that somebody chose stays', (t) => {
  const [step] = stepNamer()([script('Get the logs ready', 'mkdir -p log\n')]);
  t.is(step!.name, 'Get the logs ready');
});
