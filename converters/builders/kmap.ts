import { defineConverter } from '../../src/convert/converter.js';
import { together } from '../../src/convert/elements/together.js';
import type { FailStep } from '../../src/model/step.js';

const MESSAGE =
  'An application was uploaded to Keivox KMAP, whose interface is nowhere described: write a task that uploads it, with the login in a secret.';

/** Uploads a mobile application. jenkins-elements: KmapJenkinsBuilder. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.KmapJenkinsBuilder',
  section: 'builders',
  plugin: 'kmap-jenkins',
  summary: 'Uploads a mobile application to Keivox KMAP',
  becomes: 'a task that fails and says what was uploaded',
  grade: 'needs-human',
  findings: { upload: MESSAGE, 'of-upload': 'It belongs to an upload that is left to a person.' },
  convert(input, notes) {
    const file = input.child('filePath');
    const path = file?.text().trim() ?? '';
    notes.needsHuman('upload', file ?? input);
    together(
      input.elements.filter((element) => element !== file),
      'dropped',
      (at) => notes.dropped('of-upload', at),
    );
    const message = path === '' ? MESSAGE : `${MESSAGE} The file: ${path}.`;
    const step: FailStep = { kind: 'fail', name: 'Upload an application', at: input.at, code: 'kmap/upload', message };
    return { run: [step] };
  },
});
