import { defineConverter } from '../../src/convert/converter.js';

/** Jenkins core: BuildDiscarderProperty, LogRotator. */
export default defineConverter({
  element: 'jenkins.model.BuildDiscarderProperty',
  section: 'properties',
  plugin: 'core',
  summary: 'Says how long builds and artifacts are kept',
  becomes: 'Nothing: logs are kept as long as the log store says',
  grade: 'dropped',
  findings: {
    retention: 'How long logs are kept is a matter of the log store, not of a job: left out.',
  },
  convert(input, notes) {
    const days = input.child('strategy')?.child('daysToKeep')?.rawText.trim();
    const isLimited = days !== undefined && /^\d+$/.test(days);
    notes.dropped('retention', input, isLimited ? `(Jenkins kept it for ${days} days)` : undefined);
    return {};
  },
});
