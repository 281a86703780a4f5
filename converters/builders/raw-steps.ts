import { defineConverter } from '../../src/convert/converter.js';

/** Steps whose XML Job Builder took over as it was: what is inside counts. Source: Job Builder manual, raw. */
export default defineConverter({
  element: 'buildersraw',
  section: 'builders',
  plugin: 'Job Builder',
  summary: 'Holds steps whose XML was written by hand',
  becomes: 'what the steps inside become',
  grade: 'exact',
  findings: { empty: 'It holds nothing: left out.' },
  convert(input, notes, walk) {
    if (input.isLeaf) {
      notes.dropped('empty', input);
      return {};
    }
    return walk.convert(input.children());
  },
});
