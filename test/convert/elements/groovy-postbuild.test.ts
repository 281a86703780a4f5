import test from 'ava';
import fc from 'fast-check';
import { readPostbuildScript } from '../../../src/convert/elements/groovy-postbuild.js';

test('badges and summaries only show something', (t) => {
  const script = `// a badge
manager.addShortText("deployed")
manager.createSummary("gear.gif").appendText("<h1>x</h1>", false)
if (manager.logContains(".*warning.*")) { manager.addWarningBadge("w") }`;
  t.deepEqual(readPostbuildScript(script), { kind: 'shows' });
});

test('texts in the console that make a build worse', (t) => {
  const script = `if(manager.logContains(".*uncaught \\\\d+.*")) {
    manager.addWarningBadge("x");
    manager.buildUnstable()
}
if (manager.logContains('.*FATAL.*')) manager.buildFailure()`;
  t.deepEqual(readPostbuildScript(script), {
    kind: 'fails-on',
    expressions: ['^.*uncaught \\d+.*$', '^.*FATAL.*$'],
  });
});

test('what is done without a condition', (t) => {
  t.deepEqual(readPostbuildScript('manager.buildFailure()'), { kind: 'fails' });
});

test('anything else is for a person', (t) => {
  const scripts = [
    'if (manager.logContains("a")) { x() } else { manager.buildFailure() }',
    'if (manager.logContains("a${b}")) { manager.buildFailure() }',
    'if (!manager.logContains("a")) { manager.buildFailure() }',
    'manager.build.project.disable()',
    'def m = manager.getLogMatcher("x"); if (m?.matches()) { manager.buildUnstable() }',
    'if (manager.logContains(".*a++.*")) { manager.buildFailure() }',
    'manager.buildSuccess()',
  ];
  t.deepEqual(
    scripts.map((script) => readPostbuildScript(script)),
    scripts.map(() => undefined),
  );
});

test('any text ends, without an error', (t) => {
  const piece = fc.constantFrom(
    'manager.',
    'buildFailure()',
    'if (',
    'logContains(',
    '"a"',
    ')',
    '{',
    '}',
    '\n',
    ';',
    '//',
    '/*',
    '*/',
    ' ',
    'addBadge("x", "y")',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const read = readPostbuildScript(pieces.join(''));
      return read === undefined || ['shows', 'fails', 'fails-on'].includes(read.kind);
    }),
    { numRuns: 500 },
  );
  t.pass();
});
