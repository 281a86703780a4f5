import { defineConverter } from '../../src/convert/converter.js';
import { convertFreestyle, FREESTYLE_FINDINGS } from '../../src/convert/jenkins/freestyle-parts.js';

/** Freestyle job. Jenkins core: FreeStyleProject. */
export default defineConverter({
  element: 'project',
  section: 'job',
  plugin: 'core',
  summary: 'Freestyle job: wrappers, builders until one fails, publishers',
  becomes: 'A job with a run playbook and a post-run playbook',
  grade: 'exact',
  findings: FREESTYLE_FINDINGS,
  convert: convertFreestyle,
});
