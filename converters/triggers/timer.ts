import { defineConverter } from '../../src/convert/converter.js';

/** Jenkins core: TimerTrigger. Zuul reference: Timer Driver. */
export default defineConverter({
  element: 'hudson.triggers.TimerTrigger',
  section: 'triggers',
  plugin: 'core',
  summary: 'Starts a job at certain times',
  becomes: 'A pipeline with a timer trigger',
  grade: 'approximate',
  findings: {},
  convert(input) {
    const spec = input.need('spec').text();
    return spec.trim() === '' ? {} : { triggers: [{ kind: 'timer', spec, at: input.at }] };
  },
});
