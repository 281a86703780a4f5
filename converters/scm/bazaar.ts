import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { setVariablesStep } from '../../src/convert/elements/set-variables.js';
import { shellWord } from '../../src/convert/elements/tool-call.js';

/** Bazaar plugin. Source: BazaarSCM. Bazaar: `bzr help branch`, `bzr help checkout`. */
export default defineConverter({
  element: 'hudson.plugins.bazaar.BazaarSCM',
  section: 'scm',
  plugin: 'bazaar',
  summary: 'Branches a Bazaar repository before the builders',
  becomes: 'A step with bzr branch or bzr checkout; variables with the revision',
  grade: 'exact',
  findings: {
    details: 'Only says how Jenkins cleans an old checkout and shows changes: every build starts empty.',
  },
  convert(input, notes) {
    const source = shellWord(input.need('source').text().trim());
    const isLight = input.booleanOf('checkout');
    leaveOutRest(input, (rest) => notes.dropped('details', rest));
    const lines = [
      isLight ? `bzr checkout --lightweight ${source} .` : `bzr branch --use-existing-dir ${source} .`,
      'printf \'%s\\n\' "BZR_REVISION=$(bzr revno)" "BZR_REVID=$(bzr version-info --custom --template=\'{revision_id}\')"',
    ];
    return { checkout: [setVariablesStep('Check the project out with Bazaar', lines, input)] };
  },
});
