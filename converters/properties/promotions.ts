import { defineConverter } from '../../src/convert/converter.js';

/**
 * Names the promotions that a job offers for its builds; each has a definition of its own, `promotions/<name>/config.xml`.
 * Source: Promoted Builds plugin, JobPropertyImpl; jenkins-elements: JobPropertyImpl.
 */
export default defineConverter({
  element: 'hudson.plugins.promoted_builds.JobPropertyImpl',
  section: 'properties',
  plugin: 'promoted-builds',
  summary: 'Offers promotions for the builds of a job',
  becomes: 'jobs after this one, where the promotions are defined',
  grade: 'approximate',
  findings: {
    nested: 'The definition of a promotion stands in here: keep it as promotions/<name>/config.xml beside the job.',
  },
  convert(input, notes, walk) {
    const names = (input.child('activeProcessNames')?.children() ?? []).map((name) => name.text().trim());
    for (const other of input.elements.filter(({ name }) => name !== 'activeProcessNames')) {
      notes.needsHuman('nested', other);
    }
    if (names.length === 0) return {};
    return { job: { promotions: names.map((name) => `${walk.job}/promotions/${name}`) } };
  },
});
