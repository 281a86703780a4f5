import { spawnSync } from 'node:child_process';
import test from 'ava';
import fc from 'fast-check';
import { versionExpression } from '../../../src/convert/elements/version-number.js';

function shell(words: string, environment: Record<string, string> = {}): string {
  const result = spawnSync('/bin/sh', ['-c', `printf %s "${words}"`], {
    env: { PATH: process.env['PATH'], ...environment },
  });
  return result.stdout.toString();
}

test('text without macros is itself, whatever is in it', (t) => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), (text) => {
      fc.pre(!/[$\0]/.test(text) && !/[^\x20-\x7e]/.test(text));
      const { words, counts, unknown } = versionExpression(text, '');
      t.is(shell(words), text);
      t.false(counts);
      t.deepEqual(unknown, []);
    }),
    { numRuns: 40 },
  );
});

test('dates become calls of date', (t) => {
  const words = (format: string): string => versionExpression(format, '').words;
  t.is(words('${BUILD_DATE_FORMATTED, "yyyy-MM-dd HH:mm"}'), "$(date '+%Y-%m-%d %H:%M')");
  t.is(words('${BUILD_DATE_FORMATTED}'), "$(date '+%Y-%m-%d')");
  t.is(words('${BUILD_DATE_FORMATTED, "yy\'week\'ww"}'), "$(date '+%yweek%V')");
  t.is(words('${BUILD_MONTH}.${BUILD_MONTH, "XX"}'), "$(date '+%-m').$(date '+%m')");
  t.deepEqual(versionExpression('${BUILD_DATE_FORMATTED, "QQ"}', '').unknown, ['${BUILD_DATE_FORMATTED, "QQ"}']);
});

test('counters are the number of the build, variables are themselves', (t) => {
  const { words, counts } = versionExpression('$MAJOR.${MINOR}-${BUILDS_ALL_TIME, "XXX"} "$5"', '');
  t.true(counts);
  t.is(shell(words, { MAJOR: '1', MINOR: '2', BUILD_NUMBER: '77' }), '1.2-77 "$5"');
});

test('months since the project began need its beginning', (t) => {
  const { words, usesStart } = versionExpression('${MONTHS_SINCE_PROJECT_START}', '2012-02-01 00:00:00.0 UTC');
  t.true(usesStart);
  t.regex(shell(words), /^\d{3}$/);
  t.deepEqual(versionExpression('${YEARS_SINCE_PROJECT_START}', '').unknown, ['${YEARS_SINCE_PROJECT_START}']);
});
