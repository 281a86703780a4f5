import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { parameter } from '../../src/convert/jenkins/parameter-value.js';

/** Names that mean any node, or the controller (NodeParameterDefinition.ALL_NODES, Constants.MASTER). */
const NO_NODE = /^(|ALL \(no restriction\)|ALL_NODES|master|built-in|\(built-in\))$/;

/**
 * NodeLabel Parameter plugin: nodes by their names, of which the first default is taken. Source: NodeParameterDefinition. A name
 * of a node is a label of Jenkins as well.
 */
export default defineConverter({
  element: 'org.jvnet.jenkins.plugins.nodelabelparameter.NodeParameterDefinition',
  section: 'parameters',
  plugin: 'nodelabelparameter',
  summary: 'A parameter that says on which node a build runs',
  becomes: 'A nodeset named after the default node, and a variable with it',
  grade: 'approximate',
  findings: {
    node: 'This is the name of one node: offer nodes of that kind under a label of that name, or map it below nodesets in the settings.',
    'several-nodes':
      'Jenkins ran one build on each of these nodes: only the first is taken. Make jobs of their own for the others.',
    choice: 'Only says which other nodes a person could choose, and what becomes of several builds: nobody is asked.',
  },
  convert(input, notes) {
    const defaults = input.child('defaultSlaves')?.children() ?? [];
    const [first, ...others] = defaults;
    const name = first?.text().trim() ?? '';
    const { environment } = parameter(input, name);
    const isNode = first !== undefined && !NO_NODE.test(name);
    if (isNode) notes.approximated('node', first, `(${name})`);
    if (others[0] !== undefined) notes.needsHuman('several-nodes', others[0]);
    for (const other of others) other.judgeAll('needs-human');
    leaveOutRest(input, (rest) => notes.dropped('choice', rest));
    return { environment: environment!, ...(isNode && { job: { labelOfParameter: name } }) };
  },
});
