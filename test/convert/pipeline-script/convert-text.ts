import { walkOver, type Walked } from '../../../src/convert/jenkins/walk.js';
import { loadCatalogue } from '../../../src/convert/load-catalogue.js';
import type { Finding } from '../../../src/model/finding.js';
import type { Contribution } from '../../../src/model/jenkins-job.js';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.js';
import type { Step } from '../../../src/model/step.js';
import { Element } from '../../../src/read/jenkins/element.js';
import { sourceOf } from '../../../src/read/jenkins/lines.js';

const catalogue = await loadCatalogue([new URL('../../../converters/', import.meta.url)]);

export interface ConvertedText {
  readonly contribution: Contribution;
  readonly findings: readonly Finding[];
  /** Codes of the findings, without the converter's name. */
  readonly codes: readonly string[];
  /** What became of the leaf. */
  readonly state: string;
}

/** Converts a Jenkinsfile as a job called `sample`. */
export function convertText(text: string): ConvertedText {
  const root = new Element('flow-definition', undefined, sourceOf('Jenkinsfile', text), 0);
  const leaf = new Element('Jenkinsfile', root, root.source, 0);
  leaf.rawText = text;
  const walked: Walked = { findings: [], unknown: new Set() };
  const contribution = walkOver('sample', catalogue, DEFAULT_SETTINGS, walked).convert([root]);
  const codes = walked.findings.map(({ code }) => code.replace(/^pipeline\//, ''));
  return { contribution, findings: walked.findings, codes, state: leaf.state };
}

/** A pipeline with these steps in its one stage. */
export function withSteps(steps: string, more = ''): string {
  return `pipeline {
  agent any
  options { skipDefaultCheckout() }
  ${more}
  stages { stage('Only') { steps {
${steps}
  } } }
}
`;
}

/** The steps of that stage. */
export function stepsOf(steps: string, more = ''): readonly Step[] {
  const { run = [] } = convertText(withSteps(steps, more)).contribution;
  const stage = run.find(({ name }) => name === 'Only');
  return stage?.kind === 'block' ? stage.steps : [];
}
