import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { setVariablesStep } from '../../src/convert/elements/set-variables.js';
import { versionExpression } from '../../src/convert/elements/version-number.js';

/** Version Number plugin: a number made of dates and counters, in a variable. Source: VersionNumberBuilder. */
export default defineConverter({
  element: 'org.jvnet.hudson.tools.versionnumber.VersionNumberBuilder',
  section: 'wrappers',
  plugin: 'versionnumber',
  summary: 'Makes a version number of dates and counted builds',
  becomes: 'A variable that a step computes',
  grade: 'approximate',
  findings: {
    counter:
      'Zuul does not count builds: the number of this build (BUILD_NUMBER), which is larger or smaller than the one before, stands in place of the counters. Take the version from a tag (git describe) if it has to grow.',
    unknown: 'Part of this format is not known: make the version in a step.',
    display: 'Only changes how Jenkins shows the build, or which builds it counts: left out.',
  },
  convert(input, notes) {
    const format = input.child('versionNumberString');
    const variable = input.textOf('environmentVariableName').trim();
    if (format === undefined || format.text().trim() === '' || variable === '') {
      format?.judgeAll('dropped');
      leaveOutRest(input, (rest) => notes.dropped('display', rest));
      return {};
    }
    const prefix = input.textOf('environmentPrefixVariable').trim();
    const start = input.child('projectStartDate')?.rawText.trim() ?? '';
    const { words, counts, unknown, usesStart } = versionExpression(format.text().trim(), start);
    if (usesStart) input.child('projectStartDate')?.text();
    if (unknown.length > 0) notes.needsHuman('unknown', format, `(${unknown.join(', ')})`);
    else if (counts) notes.approximated('counter', format);
    leaveOutRest(input, (rest) => notes.dropped('display', rest));
    const full = prefix === '' ? words : `\${${prefix}-}${words}`;
    return { setUp: [setVariablesStep('Make a version number', [`printf '%s\\n' "${variable}=${full}"`], input)] };
  },
});
