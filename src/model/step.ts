import type { Place } from './place.js';
import type { Value } from './value.js';

/** What all steps of a build have. A step becomes one task (or one task and what it includes). */
interface StepBase {
  /** Imperative, for a reader of the console: "Run composer". */
  readonly name: string;
  /** Where the Jenkins step stands. */
  readonly at: Place;
  /** Jinja tests, all of which must hold. Absent: always. */
  readonly when?: readonly string[];
  /** A failure of this step does not change the result of the build. Default false. */
  readonly ignoreErrors?: boolean;
  /**
   * A failure fails the build as any other does, but what stands behind the step in its list still runs. Replaced by blocks
   * before anything is written. Default false.
   */
  readonly failsLate?: true;
}

/** A text handed to an interpreter as a file, in the workspace, in a process of its own. */
export interface ScriptStep extends StepBase {
  readonly kind: 'script';
  /** Byte for byte what the interpreter gets. */
  readonly body: string;
  /** The interpreter and its arguments; the path of the file follows. `['/bin/sh', '-xe']`. */
  readonly command: readonly string[];
  /** Ending of the file's name, without the dot: `sh`, `py`. */
  readonly extension: string;
  /** Variables for this step only. */
  readonly environment?: Readonly<Record<string, Value>>;
  /**
   * The script is a question: this variable is true after it ended with status 0, false after any other
   * status, and the build goes on in both cases. Tests of later steps read it.
   */
  readonly answer?: string;
}

/** A call of one of the roles in `templates/roles/`, with typed variables. */
export interface RoleStep extends StepBase {
  readonly kind: 'role';
  /** Folder name below `templates/roles/`, or of a shared role that the factor pass made. */
  readonly role: string;
  readonly vars: Readonly<Record<string, Value>>;
}

/** Something nobody could convert: fails when it is reached, and names its finding. */
export interface FailStep extends StepBase {
  readonly kind: 'fail';
  /** Code of the finding, as `Finding.code`. */
  readonly code: string;
  /** What stood here, and what a person has to do. */
  readonly message: string;
  /** The text that could not be converted, to be kept as a file beside the playbook, under this name. */
  readonly original?: { readonly name: string; readonly text: string };
}

/** Starts other Jenkins jobs. Replaced by those jobs' steps before anything is written. */
export interface StartJobStep extends StepBase {
  readonly kind: 'start-job';
  readonly jobs: readonly string[];
  /** Parameters handed over, as written (`$NAME` still in it). */
  readonly parameters: Readonly<Record<string, string>>;
  /** Whether the started job also gets this build's own parameters. */
  readonly passParameters: boolean;
  /** Whether the build waits for the started one; without, its result does not count. */
  readonly wait: boolean;
  /** The build fails when the started job ends with this result or a worse one; `null`: whatever it ends with. */
  readonly failsOn: 'FAILURE' | 'UNSTABLE' | null;
  /** Only what the started job does before its publishers, in this build's workspace and with its variables. Default false. */
  readonly inPlace?: boolean;
  /** Files of the workspace with parameters, known only when the step is reached. Later ones win over earlier ones. */
  readonly files?: readonly ParameterFile[];
  /** Nothing is started: a person may do it once the build is over. */
  readonly byHand?: true;
}

/** A `.properties` file whose lines are parameters of a started job. */
export interface ParameterFile {
  /** Below the workspace, as written (`$NAME` still in it). */
  readonly path: string;
  /** Nothing is started where the file is missing. */
  readonly isRequired: boolean;
  /** Parameters of the step that win over those of the file. */
  readonly losesTo: readonly string[];
  /** Whether parameters that the build passes on win over those of the file as well. */
  readonly losesToPassed: boolean;
}

/** Steps that belong together. The first one that fails ends the block, also where `ignoreErrors` then forgives it. */
export interface BlockStep extends StepBase {
  readonly kind: 'block';
  readonly steps: readonly Step[];
  /**
   * Variables laid over those of the build for the steps inside. Templates in it are about the build's own
   * variables, not about these. A `WORKSPACE` in it is the folder in which the steps run; it is made when missing.
   */
  readonly environment?: Readonly<Record<string, Value>>;
  /** Run after `steps`, whatever became of them, each although an earlier one failed. A failure here fails the block. */
  readonly always?: readonly Step[];
  /** A variable that is true once all of `steps` succeeded, else false. Tests of steps in `always` read it. */
  readonly answer?: string;
  /** Runs last in its list, and only when the jobs that the other steps of the list start have all succeeded. Replaced before anything is written. */
  readonly joins?: true;
}

export type Step = ScriptStep | RoleStep | FailStep | StartJobStep | BlockStep;
