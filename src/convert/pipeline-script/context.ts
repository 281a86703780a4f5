import type { Place } from '../../model/place.js';
import type { JenkinsTrigger, ScmCheckout, SecretUse } from '../../model/jenkins-job.js';
import type { FailStep, Step } from '../../model/step.js';
import type { Jenkinsfile } from '../../read/jenkinsfile/parse-jenkinsfile.js';
import type { Span } from '../../read/jenkinsfile/syntax.js';
import { Element } from '../../read/jenkins/element.js';
import type { Notes, Walk } from '../converter.js';
import { PIPELINE_FINDINGS, type PipelineCode } from './findings.js';

/** A piece of a text: literal, a variable of the steps, or an expression of Jinja. */
export type Part = string | { readonly variable: string } | { readonly jinja: string };
export type Parts = readonly Part[];

/** The container that scripts run in. */
export interface Container {
  readonly image: Parts;
  /** Words for `docker run`. */
  readonly options: readonly Parts[];
}

/** What is gathered while the steps are converted, in their order. */
export interface Gathered {
  readonly secrets: SecretUse[];
  readonly triggers: JenkinsTrigger[];
  readonly checkouts: ScmCheckout[];
  readonly environment: Record<string, string>;
  readonly locks: string[];
  readonly labels: string[];
  /** Variables that are false after a failure that only the end of the build shall show. */
  readonly caught: string[];
  /** Names that the script defines, with what they stand for. */
  readonly locals: Map<string, Parts>;
  /** Numbers for variables of their own. */
  count: number;
}

/** What has to be known to convert a piece of a pipeline. */
export interface Context {
  readonly file: Jenkinsfile;
  readonly walk: Walk;
  readonly raise: Raise;
  /** `<scm>` of the job, where the Jenkinsfile comes from a repository that is known. */
  readonly scm: Element | undefined;
  readonly gathered: Gathered;
  /** Parameters → what they hold. */
  readonly parameters: ReadonlyMap<string, 'boolean' | 'text'>;
  /** Names that are assigned exactly once in the file. */
  readonly assignedOnce: ReadonlySet<string>;
  /** Variables of the sections around, in words of the build's own variables. */
  readonly variables: ReadonlyMap<string, Parts>;
  /** Folder of `dir`, below the workspace; empty: the workspace. */
  readonly folder: Parts;
  readonly container: Container | undefined;
  /** Programs that start a script, outermost first: limits of time, repetitions. */
  readonly around: readonly (readonly string[])[];
  /** Whether the build goes on when it becomes UNSTABLE. */
  readonly goesOn: boolean;
  /** Jinja test: all went well so far. `true` in the steps themselves. */
  readonly succeeded: string | true;
}

/** Raises findings at pieces of the Jenkinsfile, and remembers the worst. */
export interface Raise {
  approximated(code: PipelineCode, at: Span, detail?: string): void;
  dropped(code: PipelineCode, at: Span, detail?: string): void;
  needsHuman(code: PipelineCode, at: Span, detail?: string): void;
  /** Takes note of what converters said about an element that stands for a step. */
  worst(state: 'approximated' | 'needs-human'): void;
  readonly state: () => 'approximated' | 'needs-human' | undefined;
}

export function raiseInto(notes: Notes<PipelineCode>, file: Jenkinsfile): Raise {
  let worst: 'approximated' | 'needs-human' | undefined;
  const note = (state: 'approximated' | 'needs-human'): void => {
    if (worst !== 'needs-human') worst = state;
  };
  return {
    approximated(code, at, detail) {
      note('approximated');
      notes.approximated(code, elementAt(file.at(at)), detail);
    },
    dropped: (code, at, detail) => notes.dropped(code, elementAt(file.at(at)), detail),
    needsHuman(code, at, detail) {
      note('needs-human');
      notes.needsHuman(code, elementAt(file.at(at)), detail);
    },
    worst: note,
    state: () => worst,
  };
}

/** An element for a piece of a Jenkinsfile: it has the place, and its leaves are no leaves of the input. */
export function elementAt({ file, line }: Place, name = 'step', parent?: Element): Element {
  return new Element(name, parent, parent?.source ?? { file, lineAt: () => line }, 0);
}

/** Raises a finding for a person and makes the step that fails in its place, with the text beside the playbook. */
export function stub(code: PipelineCode, at: Span, name: string, context: Context, detail?: string): FailStep {
  context.raise.needsHuman(code, at, detail);
  return failing(code, at, name, context);
}

/** The step alone, where the finding was raised already. */
export function failing(code: PipelineCode, at: Span, name: string, { file }: Context): FailStep {
  return {
    kind: 'fail',
    name,
    at: file.at(at),
    code: `pipeline/${code}`,
    message: PIPELINE_FINDINGS[code],
    original: { name: 'step.groovy', text: `${file.textOf(at).trim()}\n` },
  };
}

/** A name that the user gave, as a name of a task: those begin with a capital letter. */
export function titleOf(name: string): string {
  const text = name.trim().replaceAll(/\s+/g, ' ');
  return text === '' ? 'Run a stage' : text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** A name of a variable of its own: `caught_1`. */
export function ownName(prefix: string, context: Context): string {
  context.gathered.count += 1;
  return `${prefix}_${String(context.gathered.count)}`;
}

/** Steps under tests. */
export function under(tests: readonly string[], steps: readonly Step[], name: string, at: Place): readonly Step[] {
  if (tests.length === 0 || steps.length === 0) return steps;
  const [only] = steps;
  if (steps.length === 1) return [{ ...only!, when: [...tests, ...(only!.when ?? [])] }];
  return [{ kind: 'block', name, at, when: tests, steps }];
}
