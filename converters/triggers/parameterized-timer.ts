import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import type { TimerTrigger } from '../../src/model/jenkins-job.js';

/**
 * Parameterized Scheduler plugin: lines of a schedule, each with values for parameters behind a percent sign. Source:
 * ParameterizedTimerTrigger, ParameterParser. Zuul reference: Timer driver; Job, `vars`.
 */
export default defineConverter({
  element: 'org.jenkinsci.plugins.parameterizedscheduler.ParameterizedTimerTrigger',
  section: 'triggers',
  plugin: 'parameterized-scheduler',
  summary: 'Starts a job at certain times with certain parameters',
  becomes: 'A pipeline with a timer trigger for each line, in which the job has the values',
  grade: 'approximate',
  findings: {
    empty: 'Says nothing: left out.',
  },
  convert(input, notes) {
    const lines = input.textOf('parameterizedSpecification').split('\n');
    const zone = lines[0]?.startsWith('TZ=') === true ? `${lines[0].trim()}\n` : '';
    const triggers = lines
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('TZ='))
      .map((line): TimerTrigger => {
        const [times = '', ...rest] = line.split('%');
        const parameters = pairsIn(rest.join('%'));
        const spec = `${zone}${times.trim()}`;
        return { kind: 'timer', spec, ...(parameters !== undefined && { parameters }), at: input.at };
      });
    const spec = input.child('spec');
    const plain = spec?.text().trim() ?? '';
    if (plain === '') spec?.judgeAll('dropped');
    leaveOutRest(input, (rest) => notes.dropped('empty', rest));
    const all: TimerTrigger[] = plain === '' ? triggers : [{ kind: 'timer', spec: plain, at: input.at }, ...triggers];
    return all.length === 0 ? {} : { triggers: all };
  },
});

/** `A=1; B=2`; nothing where no parameter has a value. */
function pairsIn(text: string): Readonly<Record<string, string>> | undefined {
  const pairs = text
    .split(';')
    .map((pair) => /^\s*([^=\s]+)\s*=(.*)$/s.exec(pair))
    .filter((match) => match !== null)
    .map(([, name, value]) => [name!, value!.trim()] as const);
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
}
