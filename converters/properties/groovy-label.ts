import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';

/** Groovy Label Assignment plugin: Groovy says at the start of a build on which label it runs. Zuul reference: Job variants. */
export default defineConverter({
  element: 'jp.ikedam.jenkins.plugins.groovy_label_assignment.GroovyLabelAssignmentProperty',
  section: 'properties',
  plugin: 'groovy-label-assignment',
  summary: 'Lets Groovy choose the label of the node',
  becomes: 'The label, where the script is nothing but one',
  grade: 'needs-human',
  findings: {
    computed:
      'Groovy chooses the label: the job has the one it names otherwise. Make variants of the job with different nodesets for the cases.',
    script: 'Only says how the script runs.',
  },
  convert(input, notes) {
    const secure = input.child('secureGroovyScript');
    const script = secure?.child('script') ?? input.child('groovyScript');
    const text = script?.text().trim() ?? '';
    const literal = /^(?:return\s+)?(["'])([\w.-]+)\1\s*;?$/.exec(text)?.[2];
    if (script !== undefined && text !== '' && literal === undefined) notes.needsHuman('computed', script);
    leaveOutRest(input, (rest) => notes.dropped('script', rest));
    return literal === undefined ? {} : { job: { labelOfParameter: literal } };
  },
});
