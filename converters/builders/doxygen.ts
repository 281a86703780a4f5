import { defineConverter } from '../../src/convert/converter.js';
import { commandLine, shellStep, shellWord } from '../../src/convert/elements/tool-call.js';
import { readToolName, TOOL_FINDING } from '../../src/convert/elements/tool-name.js';

/** Runs Doxygen. Source: Doxygen plugin, DoxygenBuilder. */
export default defineConverter({
  element: 'hudson.plugins.doxygen.DoxygenBuilder',
  section: 'builders',
  plugin: 'doxygen',
  summary: 'Runs Doxygen',
  becomes: 'a script that calls doxygen',
  grade: 'approximate',
  findings: {
    tool: TOOL_FINDING,
    warnings: 'A warning made the build UNSTABLE, which Zuul does not know: it ends the step and fails the build.',
    continue: 'The build went on after Doxygen failed, and failed in the end: here it fails at once.',
  },
  convert(input, notes) {
    readToolName(input.child('installationName'), notes);
    const goesOn = input.child('continueOnBuildFailure');
    if (goesOn !== undefined && input.booleanOf('continueOnBuildFailure')) notes.approximated('continue', goesOn);
    const file = input.textOf('doxyfilePath').trim() || 'Doxyfile';
    const warnings = input.child('unstableIfWarnings');
    if (warnings === undefined || !input.booleanOf('unstableIfWarnings')) {
      return { run: [shellStep({ name: 'Run Doxygen', lines: [commandLine(['exec', 'doxygen', file])] }, input)] };
    }
    notes.approximated('warnings', warnings);
    // Doxygen takes the last word that a configuration has about an option.
    const lines = [`{ cat -- ${shellWord(file)}; echo; echo WARN_AS_ERROR=YES; } | doxygen -`];
    return { run: [shellStep({ name: 'Run Doxygen', lines }, input)] };
  },
});
