import type { Call } from './call.js';
import { commandLine } from './options.js';
import type { Proposal, Recogniser } from './recogniser.js';

/** Job of zuul-jobs that runs commands as they are, one after the other, until one fails. */
export const RUN_TEST_COMMAND = 'run-test-command';

const SOURCE = 'https://zuul-ci.org/docs/zuul-jobs/general-jobs.html';

/** Commands of a tool for which zuul-jobs has no job of its own. */
interface Commands {
  readonly tool: string;
  readonly program?: string;
  readonly mention?: RegExp;
  readonly image?: RegExp;
  /** Whether it is one that only looks at the sources or builds them: nothing is published or deployed. */
  readonly takes: (words: readonly string[]) => boolean;
  /** What the node needs, and what zuul-jobs has to offer. */
  readonly needs: string;
}

/** A recogniser whose commands are run as they are by `run-test-command`. zuul-jobs manual: General Purpose Jobs. */
export function asTestCommand({ tool, program, mention, image, takes, needs }: Commands): Recogniser {
  return {
    tool,
    ...(program === undefined ? {} : { program }),
    ...(mention === undefined ? {} : { mention }),
    parents: [RUN_TEST_COMMAND],
    source: SOURCE,
    ...(image === undefined ? {} : { image }),
    propose(call: Call): Proposal | undefined {
      // Ansible's `command` takes no variables from the job, and expands nothing.
      if (!takes(call.words)) return undefined;
      return { parent: RUN_TEST_COMMAND, vars: { test_command: commandLine(call.words) }, changes: [needs] };
    },
  };
}

/** Words that are no options, behind the program. */
export function operandsOf(words: readonly string[]): readonly string[] {
  return words.slice(1).filter((word) => !word.startsWith('-'));
}
