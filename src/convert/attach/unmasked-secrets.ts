import type { Finding } from '../../model/finding.js';
import type { ScriptStep, Step } from '../../model/step.js';
import type { ConvertedJob } from '../factor/converted-job.js';

/**
 * Jobs whose scripts print each command before they run it, with a credential among their variables. Jenkins puts asterisks
 * in place of the values on its console (Credentials Binding plugin); Zuul prints what a script prints.
 */
export function unmaskedSecrets(jobs: readonly ConvertedJob[]): Finding[] {
  return jobs.flatMap(({ jenkins, secretEnvironment }) => {
    const names = Object.keys(secretEnvironment);
    const step = names.length === 0 ? undefined : firstTraced(jenkins.run, names);
    if (step === undefined) return [];
    const message = `The script prints its commands (-x) and reads ${names.join(', ')}: Jenkins masked such values on its console, Zuul does not. Switch the printing off around them (set +x).`;
    return [{ outcome: 'approximated' as const, code: 'secret/not-masked', message, at: step.at, job: jenkins.name }];
  });
}

function firstTraced(steps: readonly Step[], names: readonly string[]): ScriptStep | undefined {
  for (const step of steps) {
    if (
      step.kind === 'script' &&
      isTraced(step) &&
      names.some((name) => step.body.includes(`$${name}`) || step.body.includes(`\${${name}`))
    ) {
      return step;
    }
    const inside = step.kind === 'block' ? firstTraced([...step.steps, ...(step.always ?? [])], names) : undefined;
    if (inside !== undefined) return inside;
  }
  return undefined;
}

const TRACING = /^-[a-zA-Z]*x/;

/** For a finding only: a `set -x` that never runs counts as well. */
function isTraced({ command, body }: ScriptStep): boolean {
  return command.some((word) => TRACING.test(word)) || /^\s*set\s+(-\S+\s+)*-[a-zA-Z]*x/m.test(body);
}
