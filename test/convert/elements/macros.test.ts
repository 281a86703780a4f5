import test from 'ava';
import fc from 'fast-check';
import { expandMacros } from '../../../src/convert/elements/macros.js';
import { operand, tokenPieces } from '../../../src/convert/elements/token-macros.js';
import { jinja } from '../../../src/model/value.js';

test('variables become templates, everything else stays as it is', (t) => {
  t.is(expandMacros('plain text'), 'plain text');
  t.is(expandMacros('5$ and $$HOME and $(x)'), '5$ and $HOME and $(x)');
  t.deepEqual(expandMacros('$WORKSPACE/src'), jinja('{{ jenkins_env.WORKSPACE }}/src'));
  t.deepEqual(expandMacros('${a.b}'), jinja(`{{ jenkins_env['a.b'] | default('\${a.b}') }}`));
});

test('a variable that a build may lack stays as it is written', (t) => {
  t.deepEqual(expandMacros('x-$REASON'), jinja("x-{{ jenkins_env.REASON | default('$REASON') }}"));
});

test('literal text beside a variable is kept from Jinja', (t) => {
  t.deepEqual(expandMacros('{{ x }}$JOB_NAME'), jinja("{{ '{' }}{ x }}{{ jenkins_env.JOB_NAME }}"));
});

test('a value that hides a variable is put in', (t) => {
  const lookup = (name: string): string | undefined => (name === 'A' ? 'x' : undefined);
  t.is(expandMacros('$A/${A}', lookup), 'x/x');
});

test('text without a dollar is never changed', (t) => {
  fc.assert(fc.property(fc.string(), (text) => t.true(text.includes('$') || expandMacros(text) === text)));
});

test('token macros: only variables can be told', (t) => {
  t.is(tokenPieces('${FILE,path="x"}'), undefined);
  t.is(operand(tokenPieces('${ENV,var="X"}')!), "(jenkins_env.X | default(''))");
  t.is(operand(tokenPieces(`it's $ZUUL_PIPELINE`)!), "'it\\'s ' ~ jenkins_env.ZUUL_PIPELINE");
  t.is(operand([]), "''");
});
