import { defineConverter } from '../../src/convert/converter.js';

/** Marks a promoted build to be kept. Source: Promoted Builds plugin, KeepBuildForeverAction. */
export default defineConverter({
  element: 'hudson.plugins.promoted_builds.KeepBuildForeverAction',
  section: 'builders',
  plugin: 'promoted-builds',
  summary: 'Keeps the promoted build for ever',
  becomes: 'nothing: how long logs are kept is decided where they are stored',
  grade: 'dropped',
  findings: {
    retention: 'How long the logs and artifacts of a build are kept is decided where Zuul stores them.',
  },
  convert(input, notes) {
    notes.dropped('retention', input);
    return {};
  },
});
