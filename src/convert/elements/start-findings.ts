/** Findings that every converter of an element that starts jobs declares, by spreading this into its own. */
export const START_FINDINGS = {
  'agent-address':
    'Hands over the address of the agent, so that the started job reaches back to it. In Zuul there is no agent, the started steps run on the same node: let them read the files there, and take out the step that fails.',
  'unknown-parameters': 'These parameters are only known while Jenkins runs: hand over what the started job needs.',
  'variable-name': 'The name of the started job is a variable: nobody can tell which steps would run. Write them here.',
  'all-nodes': 'Started the job on every node with a label. A Zuul job has its own nodes only: write a nodeset for it.',
  'never-starts':
    'No job is named, no parameter is handed over where one has to be, or the result that this waits for never comes: nothing is started.',
  'same-place': 'The started steps run on the same node with the same revision anyway.',
  'in-turn':
    'Jenkins started these jobs at the same time. Where they do not become jobs of their own, their steps run one after the other.',
  'other-results': 'Zuul knows success and failure only: whatever is not success counts as a failure.',
  'other-label':
    'The label is handed over as before, but it does not choose the node any more: a Zuul job has the nodes of its nodeset.',
  'matrix-subset':
    'Started only some combinations of a matrix: choose the jobs that stand for them, or take the others out.',
  'file-encoding': 'The file is read as UTF-8 here.',
} as const;

/** The same for what makes several builds of each start. */
export const FACTORY_FINDINGS = {
  'one-per-file':
    'Started the job once for each file that fits, with parameters from the file: let a loop over the files in the job do that.',
  'left-out': 'Is about starts that are left out as a whole, see the finding beside it.',
} as const;

export type StartCode = keyof typeof START_FINDINGS;
export type FactoryCode = keyof typeof FACTORY_FINDINGS | 'all-nodes' | 'unknown-parameters';
