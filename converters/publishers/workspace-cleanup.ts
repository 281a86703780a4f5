import { defineConverter } from '../../src/convert/converter.js';

/** jenkins-elements: WsCleanup. */
export default defineConverter({
  element: 'hudson.plugins.ws_cleanup.WsCleanup',
  section: 'publishers',
  plugin: 'ws-cleanup',
  summary: 'Empties the workspace after the build',
  becomes: 'nothing: nodes are used once',
  grade: 'dropped',
  findings: {
    'single-use': 'Zuul throws the node away after the build. On a static node add a cleanup-run playbook.',
  },
  convert(input, notes) {
    notes.dropped('single-use', input);
    return {};
  },
});
