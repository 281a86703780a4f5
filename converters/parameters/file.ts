import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';

/** Jenkins core: FileParameterDefinition. The file was put into the workspace, under the name of the parameter. */
export default defineConverter({
  element: [
    'hudson.model.FileParameterDefinition',
    'io.jenkins.plugins.file_parameters.StashedFileParameterDefinition',
  ],
  section: 'parameters',
  plugin: 'core',
  summary: 'A file that a person gives at the start',
  becomes: 'Nothing: nobody gives files to Zuul',
  grade: 'needs-human',
  findings: {
    file: 'A person gave this file at the start, and nobody does here: put it into a repository, or let a step fetch it.',
    form: 'Only says how Jenkins asks for the file.',
  },
  convert(input, notes) {
    const name = input.need('name');
    notes.needsHuman('file', name, `(${name.rawText.trim()})`);
    leaveOutRest(input, (rest) => notes.dropped('form', rest));
    return {};
  },
});
