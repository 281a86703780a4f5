import { defineConverter } from '../../src/convert/converter.js';

/** Build User Vars plugin: who started the build. Nobody starts one in Zuul, and jobs are not told who wrote a change. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.builduser.BuildUser',
  section: 'wrappers',
  plugin: 'build-user-vars-plugin',
  summary: 'Tells the steps who started the build',
  becomes: 'The name Zuul in the variables, as for a build that Jenkins started by itself',
  grade: 'approximate',
  findings: {
    nobody: 'Events start builds in Zuul, not people: the variables name Zuul.',
  },
  convert(input, notes) {
    notes.approximated('nobody', input);
    return { environment: { BUILD_USER: 'Zuul', BUILD_USER_ID: 'zuul', BUILD_USER_FIRST_NAME: 'Zuul' } };
  },
});
