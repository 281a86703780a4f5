import { defineConverter } from '../../src/convert/converter.js';
import { together } from '../../src/convert/elements/together.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';

/**
 * Parameters of a job. Zuul v2 sends its own, the others keep their defaults; Jenkins sets every declared one, also when it is
 * empty.
 */
export default defineConverter({
  element: 'hudson.model.ParametersDefinitionProperty',
  section: 'properties',
  plugin: 'core',
  summary: 'Declares the parameters of a build',
  becomes: 'Variables of the job with the defaults; what Zuul sets is laid over them',
  grade: 'exact',
  findings: {
    descriptions: 'What the parameters are for has no place in a Zuul job: the descriptions are left out.',
  },
  convert(input, notes, walk) {
    const definitions = sectionOf(input, 'parameterDefinitions');
    const described = definitions
      .map((definition) => definition.child('description'))
      .filter((description) => description !== undefined && description.rawText.trim() !== '');
    together(described, 'dropped', (first) => notes.dropped('descriptions', first));
    return walk.convert(definitions);
  },
});
