import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { failingSetUp, firstFilled } from '../../src/convert/elements/left-to-a-person.js';

const INSIDE =
  'All steps ran inside of a container of this image: give the job nodes that are made of it, or put docker run before the calls in the steps.';

/** CloudBees Docker Custom Build Environment plugin: all steps run inside of a container. Source: DockerBuildWrapper. */
export default defineConverter({
  element: 'com.cloudbees.jenkins.plugins.okidocki.DockerBuildWrapper',
  section: 'wrappers',
  plugin: 'docker-custom-build-environment',
  summary: 'Runs all steps of a build inside of a container',
  becomes: 'A step that fails until the job has nodes of that image',
  grade: 'needs-human',
  findings: {
    inside: INSIDE,
    details: 'Says how the container is run: that is for the nodes, or for the calls of docker run.',
  },
  convert(input, notes) {
    const image = firstFilled(input.child('selector') ?? input, ['image', 'dockerfile', 'contextPath']);
    notes.needsHuman('inside', image, image.isLeaf ? `(${image.rawText.trim()})` : undefined);
    leaveOutRest(input, (rest) => notes.dropped('details', rest));
    return failingSetUp('Run the steps inside of a container', 'docker-environment/inside', INSIDE, input);
  },
});
