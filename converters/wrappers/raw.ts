import { defineConverter } from '../../src/convert/converter.js';

/** What Job Builder's `raw` leaves where its XML was: the elements inside count. Source: Job Builder manual, raw. */
export default defineConverter({
  element: ['wrappersraw', 'propertiesraw', 'triggersraw', 'parametersraw', 'scmraw'],
  section: 'wrappers',
  plugin: 'Job Builder',
  summary: 'Holds XML that was written by hand',
  becomes: 'What the elements inside become',
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
