import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { parameter } from '../../src/convert/jenkins/parameter-value.js';

/**
 * NodeLabel Parameter plugin: a label that is chosen at the start and counts instead of the job's own. Source:
 * LabelParameterDefinition. Zuul reference: Nodeset.
 */
export default defineConverter({
  element: 'org.jvnet.jenkins.plugins.nodelabelparameter.LabelParameterDefinition',
  section: 'parameters',
  plugin: 'nodelabelparameter',
  summary: 'A parameter that says on which label a build runs',
  becomes: 'The nodeset of the default, and a variable with it',
  grade: 'approximate',
  findings: {
    'all-nodes':
      'Jenkins ran one build on each node with this label. In Zuul nodes are made for a build: give it a nodeset with several nodes, or jobs of its own for what differs.',
    several: 'Only says what becomes of several builds and of nodes that are away: one node is made for each build.',
  },
  convert(input, notes) {
    const label = input.textOf('defaultValue').trim();
    const all = input.child('allNodesMatchingLabel');
    if (all !== undefined && /^(true|yes)$/i.test(all.rawText.trim())) notes.needsHuman('all-nodes', all);
    const { environment } = parameter(input, label);
    leaveOutRest(input, (rest) => notes.dropped('several', rest));
    return { environment: environment!, ...(label !== '' && { job: { labelOfParameter: label } }) };
  },
});
