import { defineConverter } from '../../src/convert/converter.js';
import { describePipeline, recognisePipeline } from '../../src/convert/elements/groovy.js';
import { together } from '../../src/convert/elements/together.js';
import { JOB_FINDINGS, readJobFields, sectionOf } from '../../src/convert/jenkins/job-fields.js';
import { mergeContributions } from '../../src/convert/jenkins/merge.js';
import {
  convertPipeline,
  declarativePart,
  type Origin,
  type Parameters,
} from '../../src/convert/pipeline-script/convert-pipeline.js';
import { PIPELINE_FINDINGS } from '../../src/convert/pipeline-script/findings.js';
import { InputError } from '../../src/model/input-error.js';
import type { Contribution, JenkinsTrigger } from '../../src/model/jenkins-job.js';
import type { Place } from '../../src/model/place.js';
import type { FailStep } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';
import { mayBeDeclarative } from '../../src/read/jenkinsfile/declarative.js';
import { parseJenkinsfile } from '../../src/read/jenkinsfile/parse-jenkinsfile.js';

/**
 * Pipeline job. A declarative Jenkinsfile becomes steps; of a scripted one only what can be recognised is told: it is a
 * program, and is kept beside the playbook, which fails until a person has written the steps.
 *
 * The Jenkinsfile stands in the job (CpsFlowDefinition), or in a repository (CpsScmFlowDefinition): then it is converted if it
 * was given with `--jenkinsfile`. It is one leaf: converted if all of it was, else what the worst of its findings says.
 */
export default defineConverter({
  element: 'flow-definition',
  section: 'job',
  plugin: 'workflow-job, workflow-cps, pipeline-model-definition',
  summary: 'Pipeline job: a Jenkinsfile, in the job or in a repository',
  becomes:
    'A block of tasks for each stage of a declarative pipeline; a job that fails, with its script beside it, for others',
  grade: 'approximate',
  findings: {
    ...JOB_FINDINGS,
    ...PIPELINE_FINDINGS,
    script:
      'The steps of this job are a Groovy script: write them as tasks of the run playbook, beside which the script is kept.',
    'script-in-repository':
      'The steps of this job are a Jenkinsfile in a repository: give it with --jenkinsfile and convert again, or write them as tasks of the run playbook.',
    sandbox: 'Says whether Jenkins let the script call everything: there is no Groovy to hold back here.',
    lightweight: 'Says how much of the repository Jenkins fetched to read the script: left out.',
    repository: 'Only says where the Jenkinsfile lies, which is told with the script that is not converted.',
    'made-by-multibranch': 'This job was made by a multibranch project: convert that one, and skip this (skip-jobs).',
    'not-of-pipelines':
      'Pipelines have no such field: Jenkins ignores it, and the Jenkinsfile says what it would have. Left out.',
    'unknown-definition': 'The steps of this job stand somewhere nobody knows here: write the run playbook.',
  },
  convert(input, notes, walk) {
    const facts = readJobFields(input, notes);
    together(
      OF_OTHER_JOBS.map((name) => input.child(name)),
      'dropped',
      (first) => notes.dropped('not-of-pipelines', first),
    );
    const parts = [...sectionOf(input, 'properties'), ...sectionOf(input, 'triggers')];
    const declared = walk.convert(parts);
    const steps = convertDefinition();
    return mergeContributions([{ job: facts }, declared, withoutTriggers(steps, declared.triggers ?? [])]);

    function convertDefinition(): Contribution {
      const alone = input.child('Jenkinsfile');
      if (alone !== undefined) return convertText(alone, alone.at, { kind: 'repository' });
      const definition = input.child('definition');
      switch (definition?.type.split('.').at(-1)) {
        case 'CpsFlowDefinition': {
          readDefinition(definition);
          const script = definition.child('script');
          return script === undefined ? empty(definition) : convertText(script, script.at, { kind: 'inline' });
        }
        case 'CpsScmFlowDefinition':
          readDefinition(definition);
          return convertFromRepository(definition);
        default: {
          const code = definition?.type.endsWith('.SCMBinder') === true ? 'made-by-multibranch' : 'unknown-definition';
          definition?.attribute('class');
          notes.needsHuman(code, definition?.child('scriptPath') ?? definition ?? input);
          return { run: [failing(code, (definition ?? input).at, '')] };
        }
      }
    }

    /** Beside the script itself a definition says where Jenkins found it and how carefully it ran it. */
    function readDefinition(definition: Element): void {
      definition.attribute('class');
      const sandbox = definition.child('sandbox');
      if (sandbox !== undefined) notes.dropped('sandbox', sandbox);
      const lightweight = definition.child('lightweight');
      if (lightweight !== undefined) notes.dropped('lightweight', lightweight);
    }

    function convertFromRepository(definition: Element): Contribution {
      const given = definition.child('Jenkinsfile');
      const scm = definition.child('scm');
      const field = definition.child('scriptPath');
      if (given !== undefined) {
        field?.text();
        return convertText(given, given.at, { kind: 'repository', scm });
      }
      if (scm !== undefined) notes.dropped('repository', scm);
      const url = firstUrl(definition);
      const detail = `(${definition.textOf('scriptPath', 'Jenkinsfile')}${url === undefined ? '' : ` in ${url}`})`;
      notes.needsHuman('script-in-repository', field ?? definition, detail);
      return { run: [failing('script-in-repository', (field ?? definition).at, detail)] };
    }

    function empty(definition: Element): Contribution {
      notes.needsHuman('script', definition);
      return { run: [failing('script', definition.at, '')] };
    }

    function convertText(leaf: Element, at: Place, origin: Origin): Contribution {
      const text = leaf.text();
      if (!mayBeDeclarative(text)) return scripted(leaf, at, text);
      try {
        const file = parseJenkinsfile(text, at);
        const pipeline = declarativePart(file);
        if (pipeline === undefined) return scripted(leaf, at, text);
        const { contribution, state } = convertPipeline(file, pipeline, origin, notes, walk, parametersOf(input));
        if (state !== undefined) leaf.judgeAll(state);
        return contribution;
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        const [fault] = error.faults;
        notes.needsHuman('unreadable', leaf, `(line ${String(fault!.at.line)} ${fault!.message})`);
        return { run: [{ ...failing('unreadable', at, ''), original: { name: 'Jenkinsfile', text } }] };
      }
    }

    function scripted(leaf: Element, at: Place, text: string): Contribution {
      const detail = describePipeline(recognisePipeline(text));
      notes.needsHuman('script', leaf, detail || undefined);
      return { run: [{ ...failing('script', at, detail), original: { name: 'Jenkinsfile', text } }] };
    }
  },
});

/** Fields of freestyle jobs that Job Builder writes for all kinds of jobs. */
const OF_OTHER_JOBS = [
  'scm',
  'assignedNode',
  'canRoam',
  'concurrentBuild',
  'blockBuildWhenDownstreamBuilding',
  'blockBuildWhenUpstreamBuilding',
  'builders',
  'publishers',
  'buildWrappers',
];

/** Parameters that the job declares, and whether they are true or false. */
function parametersOf(input: Element): Parameters {
  const property = input.child('properties')?.child('hudson.model.ParametersDefinitionProperty');
  const definitions = property?.child('parameterDefinitions')?.elements ?? [];
  return new Map(
    definitions.map((definition) => [
      definition.child('name')?.rawText ?? '',
      definition.type.endsWith('.BooleanParameterDefinition') ? 'boolean' : 'text',
    ]),
  );
}

/** Jenkins writes the triggers of a declarative pipeline into the job's definition as well. */
function withoutTriggers(contribution: Contribution, known: readonly JenkinsTrigger[]): Contribution {
  const key = (trigger: JenkinsTrigger): string => JSON.stringify({ ...trigger, at: undefined });
  const keys = new Set(known.map(key));
  const triggers = contribution.triggers?.filter((trigger) => !keys.has(key(trigger)));
  return triggers === undefined ? contribution : { ...contribution, triggers };
}

const MESSAGES: Readonly<Record<string, string>> = {
  script: 'The steps of this job are a Groovy script that nobody has written as tasks yet.',
  'script-in-repository': 'The steps of this job are a Jenkinsfile in a repository that was not given.',
  'made-by-multibranch': 'This job was made by a multibranch project, and nobody has written its tasks yet.',
  'unknown-definition': 'Nobody has written the tasks of this job yet.',
  unreadable: 'The Jenkinsfile of this job cannot be read as Groovy.',
};

function failing(code: string, at: Place, detail: string): FailStep {
  const message = detail === '' ? MESSAGES[code]! : `${MESSAGES[code]!} ${detail}`;
  return { kind: 'fail', name: 'Run the pipeline', at, code: `pipeline/${code}`, message };
}

function firstUrl(definition: Element): string | undefined {
  let found: string | undefined;
  definition.walk((element) => {
    if (element.name === 'url' && element.isLeaf) found ??= element.rawText.trim();
  });
  return found;
}
