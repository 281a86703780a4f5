import { defineLayoutKeys } from '../../src/convert/layout/keys.js';

/** A call of a template. Zuul 2.6: `LayoutSchema.validateTemplateCalls`. */
export default defineLayoutKeys({
  object: 'projects[].template[]',
  keys: {
    name: { summary: 'Name of the template', becomes: 'the template, or its jobs in the project', grade: 'exact' },
    '<parameter>': { summary: 'What is put in for a placeholder', becomes: 'part of the job names', grade: 'exact' },
  },
});
