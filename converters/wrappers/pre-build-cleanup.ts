import { defineConverter } from '../../src/convert/converter.js';

/** Workspace Cleanup plugin, its part before the checkout. */
export default defineConverter({
  element: 'hudson.plugins.ws_cleanup.PreBuildCleanup',
  section: 'wrappers',
  plugin: 'ws-cleanup',
  summary: 'Empties the workspace before the checkout',
  becomes: 'Nothing: every build starts with an empty workspace',
  grade: 'dropped',
  findings: {
    'empty-workspace': 'Every build starts with an empty workspace by itself: left out.',
  },
  convert(input, notes) {
    notes.dropped('empty-workspace', input);
    return {};
  },
});
