import { defineConverter } from '../../src/convert/converter.js';
import { together } from '../../src/convert/elements/together.js';
import { convertFreestyle, FREESTYLE_FINDINGS } from '../../src/convert/jenkins/freestyle-parts.js';

/** Freestyle job. Jenkins core: FreeStyleProject. */
export default defineConverter({
  element: 'project',
  section: 'job',
  plugin: 'core',
  summary: 'Freestyle job: wrappers, builders until one fails, publishers',
  becomes: 'A job with a run playbook and a post-run playbook',
  grade: 'exact',
  findings: {
    ...FREESTYLE_FINDINGS,
    'maven-only':
      'Only Maven jobs have steps before and after a call of Maven: Jenkins ignores these in other jobs. Left out.',
  },
  convert(input, notes, walk) {
    const ignored = ['prebuilders', 'postbuilders', 'reporters'].map((name) => input.child(name));
    together(
      ignored.filter((section) => section !== undefined && section.children().length > 0),
      'dropped',
      (first) => notes.dropped('maven-only', first),
    );
    return convertFreestyle(input, notes, walk);
  },
});
