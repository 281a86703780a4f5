import { defineConverter } from '../../src/convert/converter.js';
import { describePipeline, recognisePipeline } from '../../src/convert/elements/groovy.js';
import { JOB_FINDINGS, readJobFields, sectionOf } from '../../src/convert/jenkins/job-fields.js';
import { mergeContributions } from '../../src/convert/jenkins/merge.js';
import type { FailStep } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

/**
 * Pipeline job. Its Groovy is a program: it is kept beside the playbook, which fails until a person has written the steps.
 * Parameters, triggers and limits are converted.
 */
export default defineConverter({
  element: 'flow-definition',
  section: 'job',
  plugin: 'workflow-job',
  summary: 'Pipeline job: a Groovy script, in the job or in a repository',
  becomes: 'A job that fails until its steps are written, with the script beside its playbook',
  grade: 'needs-human',
  findings: {
    ...JOB_FINDINGS,
    script:
      'The steps of this job are a Groovy script: write them as tasks of the run playbook, beside which the script is kept.',
    'script-in-repository':
      'The steps of this job are a Groovy script in a repository: write them as tasks of the run playbook.',
    sandbox: 'Says whether Jenkins let the script call everything: there is no Groovy to hold back here.',
    lightweight: 'Says how much of the repository Jenkins fetched to read the script: left out.',
    repository: 'Only says where the Jenkinsfile lies, which is told with the script that is not converted.',
    'made-by-multibranch': 'This job was made by a multibranch project: convert that one, and skip this (skip-jobs).',
    'unknown-definition': 'The steps of this job stand somewhere nobody knows here: write the run playbook.',
  },
  convert(input, notes, walk) {
    const facts = readJobFields(input, notes);
    const parts = [...sectionOf(input, 'properties'), ...sectionOf(input, 'triggers')];
    return mergeContributions([
      { job: facts },
      walk.convert(parts),
      { run: [definitionStep(input.child('definition'))] },
    ]);

    /** Beside the script itself a definition says where Jenkins found it and how carefully it ran it. */
    function readDefinition(definition: Element): void {
      definition.attribute('class');
      const sandbox = definition.child('sandbox');
      if (sandbox !== undefined) notes.dropped('sandbox', sandbox);
      const lightweight = definition.child('lightweight');
      if (lightweight !== undefined) notes.dropped('lightweight', lightweight);
      const scm = definition.child('scm');
      if (scm !== undefined) notes.dropped('repository', scm);
    }

    function definitionStep(definition: Element | undefined): FailStep {
      const type = definition?.type.split('.').at(-1);
      switch (type) {
        case 'CpsFlowDefinition': {
          const text = definition!.textOf('script');
          const detail = describePipeline(recognisePipeline(text));
          readDefinition(definition!);
          notes.needsHuman('script', definition!.child('script') ?? definition!, detail || undefined);
          return { ...failing('script', definition!, detail), original: { name: 'Jenkinsfile', text } };
        }
        case 'CpsScmFlowDefinition': {
          const url = firstUrl(definition!);
          const path = definition!.textOf('scriptPath', 'Jenkinsfile');
          const detail = `(${path}${url === undefined ? '' : ` in ${url}`})`;
          readDefinition(definition!);
          notes.needsHuman('script-in-repository', definition!.child('scriptPath') ?? definition!, detail);
          return failing('script-in-repository', definition!, detail);
        }
        default: {
          const code = type === 'SCMBinder' ? 'made-by-multibranch' : 'unknown-definition';
          notes.needsHuman(code, definition ?? input);
          return failing(code, definition ?? input, '');
        }
      }
    }
  },
});

const MESSAGES: Readonly<Record<string, string>> = {
  script: 'The steps of this job are a Groovy script that nobody has written as tasks yet.',
  'script-in-repository':
    'The steps of this job are a Groovy script in a repository that nobody has written as tasks yet.',
  'made-by-multibranch': 'This job was made by a multibranch project, and nobody has written its tasks yet.',
  'unknown-definition': 'Nobody has written the tasks of this job yet.',
};

function failing(code: string, at: Element, detail: string): FailStep {
  const message = detail === '' ? MESSAGES[code]! : `${MESSAGES[code]!} ${detail}`;
  return { kind: 'fail', name: 'Run the pipeline', at: at.at, code: `pipeline/${code}`, message };
}

function firstUrl(definition: Element): string | undefined {
  let found: string | undefined;
  definition.walk((element) => {
    if (element.name === 'url' && element.isLeaf) found ??= element.rawText.trim();
  });
  return found;
}
