import { defineConverter } from '../../src/convert/converter.js';
import { keepReport } from '../../src/convert/elements/keep-report.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { shellStep, shellWord } from '../../src/convert/elements/tool-call.js';

/** Keeps the pages that Doxygen made: its Doxyfile says where they are. Source: Doxygen plugin, DoxygenArchiver. */
export default defineConverter({
  element: 'hudson.plugins.doxygen.DoxygenArchiver',
  section: 'publishers',
  plugin: 'doxygen',
  summary: 'Keeps the pages of Doxygen',
  becomes: 'a script that copies them to one place, and role archive-artifacts, in post-run',
  grade: 'approximate',
  findings: { display: 'For which builds Jenkins keeps the pages, and on which node, has no counterpart.' },
  convert(input, notes) {
    const file = input.textOf('doxyfilePath').trim();
    const folder = input.textOf('folderWhereYouRunDoxygen').trim();
    const lines = [
      `doxyfile=${shellWord(file)}`,
      `value() { sed -n "s/^[[:space:]]*$1[[:space:]]*=[[:space:]]*//p" "$doxyfile" | tail -n 1 | tr -d '"'; }`,
      'output=$(value OUTPUT_DIRECTORY)',
      'pages=$(value HTML_OUTPUT)',
      ...(folder === '' ? [] : [`cd ${shellWord(folder)}`]),
      'rm -rf "$WORKSPACE/doxygen-pages"',
      'cp -R "${output:-.}/${pages:-html}" "$WORKSPACE/doxygen-pages"',
    ];
    leaveOutRest(input, (first) => notes.dropped('display', first));
    const copy = shellStep({ name: 'Collect the pages of Doxygen', lines }, input);
    return { post: [copy, ...keepReport('Keep the pages of Doxygen', 'doxygen-pages/', input)] };
  },
});
