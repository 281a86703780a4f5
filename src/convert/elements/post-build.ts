import { jinja } from '../../model/value.js';
import type { ScriptStep, Step } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';
import { SUCCEEDED } from './results.js';

/** The variable that the PostBuildScript plugin adds for its scripts. */
const RESULT_VARIABLE = 'BUILD_RESULT';

/** Gives scripts that ask for it the result of the build, as far as Zuul knows it. */
export function withResult(step: Step): Step {
  if (step.kind === 'block') return { ...step, steps: step.steps.map(withResult) };
  if (step.kind !== 'script' || !step.body.includes(RESULT_VARIABLE)) return step;
  const result = jinja(`{{ (${SUCCEEDED}) | ternary('SUCCESS', 'FAILURE') }}`);
  return { ...step, environment: { ...step.environment, [RESULT_VARIABLE]: result } };
}

/**
 * Runs a script that lies in the workspace, with arguments. As for a shell step, its first line says with what.
 * Source: PostBuildScript plugin, CommandExecutor.
 *
 * @param call Path and arguments, parted by blanks; the shell puts in variables, as Jenkins did.
 */
export function scriptFileStep(call: string, shell: string, at: Element): ScriptStep {
  const words = call.split(/\s+/).map((word) => `"${word.replaceAll(/["\\`]/g, '\\$&')}"`);
  const [file] = words;
  const body = `case "$(head -c 2 ${file!})" in
  '#!') exec $(head -n 1 ${file!} | cut -c 3-) ${words.join(' ')} ;;
  *) exec ${shell} -xe ${words.join(' ')} ;;
esac
`;
  return { kind: 'script', name: `Run ${call}`, at: at.at, body, command: ['/bin/sh', '-e'], extension: 'sh' };
}
