import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';

/** Docker plugin: what becomes of the container a build ran in. Source: DockerJobProperty. */
export default defineConverter({
  element: 'com.nirima.jenkins.plugins.docker.DockerJobProperty',
  section: 'properties',
  plugin: 'docker-plugin',
  summary: 'Keeps the container of a build as an image, and pushes it',
  becomes: 'Nothing where it is switched off, else a post-run playbook that a person writes',
  grade: 'needs-human',
  findings: {
    image:
      'The container of the build was kept as an image with this tag: build the image in a step, and push it there.',
    off: 'No image is made of the container: left out.',
    details: 'Belongs to the image that was made of the container.',
  },
  convert(input, notes) {
    const isOn = /^true$/i.test(input.child('tagOnCompletion')?.rawText.trim() ?? '');
    if (isOn) {
      const at = input.child('additionalTag') ?? input.child('tagOnCompletion')!;
      notes.needsHuman('image', at, `(${at.rawText.trim()})`);
    }
    leaveOutRest(input, (rest) => notes.dropped(isOn ? 'details' : 'off', rest));
    return {};
  },
});
