import { defineConverter } from '../../src/convert/converter.js';

/** jenkins-elements: ReverseBuildTrigger. */
export default defineConverter({
  element: 'jenkins.triggers.ReverseBuildTrigger',
  section: 'triggers',
  plugin: 'core',
  summary: 'Starts a job after other jobs',
  becomes: 'nothing yet: a person adds dependencies',
  grade: 'needs-human',
  findings: {
    'after-jobs': 'It ran after other jobs: put it into the same pipeline with dependencies on them.',
  },
  convert(input, notes) {
    notes.needsHuman('after-jobs', input, `(${input.textOf('upstreamProjects').trim()})`);
    return {};
  },
});
