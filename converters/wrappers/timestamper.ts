import { defineConverter } from '../../src/convert/converter.js';

/** Timestamper plugin. Zuul's console log has the time on every line. */
export default defineConverter({
  element: 'hudson.plugins.timestamper.TimestamperBuildWrapper',
  section: 'wrappers',
  plugin: 'timestamper',
  summary: 'Puts the time in front of every line of the console',
  becomes: 'Nothing: Zuul does it already',
  grade: 'dropped',
  findings: {
    'always-on': 'Zuul puts the time on every line of the console by itself.',
  },
  convert(input, notes) {
    notes.dropped('always-on', input);
    return {};
  },
});
