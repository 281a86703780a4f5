import { defineConverter } from '../../src/convert/converter.js';

/** Steps that change what Jenkins shows about a build. jenkins-elements: builders, by-design-dropped. */
export default defineConverter({
  element: [
    'hudson.plugins.descriptionsetter.DescriptionSetterBuilder',
    'hudson.plugins.createfingerprint.CreateFingerprint',
    'org.jenkinsci.plugins.buildnameupdater.BuildNameUpdater',
  ],
  section: 'builders',
  plugin: 'description-setter, create-fingerprint, build-name-setter',
  summary: 'Changes what Jenkins shows about a build',
  becomes: 'nothing',
  grade: 'dropped',
  findings: {
    display: 'It only changed what is shown about a build. Zuul shows builds by itself.',
  },
  convert(input, notes) {
    notes.dropped('display', input);
    return {};
  },
});
