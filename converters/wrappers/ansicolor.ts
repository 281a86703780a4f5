import { defineConverter } from '../../src/convert/converter.js';

/** AnsiColor plugin: sets TERM to the name of its colour map, and shows colours in the console. */
export default defineConverter({
  element: 'hudson.plugins.ansicolor.AnsiColorBuildWrapper',
  section: 'wrappers',
  plugin: 'ansicolor',
  summary: 'Shows colours in the console and sets TERM',
  becomes: 'The variable TERM',
  grade: 'approximate',
  findings: {
    colours: 'TERM is set as before, but the log shows the codes of the colours as they are.',
  },
  convert(input, notes) {
    const map = input.textOf('colorMapName', 'xterm').trim();
    notes.approximated('colours', input);
    return { environment: { TERM: map === '' ? 'xterm' : map } };
  },
});
