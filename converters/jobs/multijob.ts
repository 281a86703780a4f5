import { defineConverter } from '../../src/convert/converter.js';
import { convertFreestyle, FREESTYLE_FINDINGS } from '../../src/convert/jenkins/freestyle-parts.js';
import { together } from '../../src/convert/elements/together.js';

/** Fields about how the plugin follows its builds. */
const FOLLOWING = ['pollSubjobs', 'resumeEnvVars', 'surviveRestart', 'timestampedValues'];

/** Freestyle job with phases among its builders. Source: MultiJob plugin, MultiJobProject. */
export default defineConverter({
  element: 'com.tikal.jenkins.plugins.multijob.MultiJobProject',
  section: 'job',
  plugin: 'jenkins-multijob-plugin',
  summary: 'Freestyle job that starts other jobs in phases',
  becomes: 'a job with the steps of the others, or jobs with dependencies',
  grade: 'approximate',
  findings: {
    ...FREESTYLE_FINDINGS,
    following: 'How Jenkins follows the builds of the phases has no counterpart: left out.',
  },
  convert(input, notes, walk) {
    together(
      FOLLOWING.map((name) => input.child(name)),
      'dropped',
      (first) => notes.dropped('following', first),
    );
    return convertFreestyle(input, notes, walk);
  },
});
