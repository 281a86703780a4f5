import { defineConverter } from '../../src/convert/converter.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import { toolCall } from '../../src/convert/elements/tool-call.js';
import { readToolName, TOOL_FINDING } from '../../src/convert/elements/tool-name.js';

/** Runs MSBuild. Source: MSBuild plugin, MsBuildBuilder; MSBuild command-line reference: -warnAsError. */
export default defineConverter({
  element: 'hudson.plugins.msbuild.MsBuildBuilder',
  section: 'builders',
  plugin: 'msbuild',
  summary: 'Runs MSBuild',
  becomes: 'a script that calls msbuild',
  grade: 'approximate',
  findings: {
    tool: TOOL_FINDING,
    properties:
      'Jenkins handed each parameter over as a property. MSBuild takes variables of the environment for properties by itself, but a project may set those anew.',
    warnings: 'Warnings made the build UNSTABLE, which Zuul does not know: they are errors here (-warnAsError).',
  },
  convert(input, notes) {
    readToolName(input.child('msBuildName'), notes);
    const file = input.textOf('msBuildFile').trim();
    const properties = input.child('buildVariablesAsProperties');
    if (properties !== undefined && input.booleanOf('buildVariablesAsProperties')) {
      notes.approximated('properties', properties);
    }
    const warnings = input.child('unstableIfWarnings');
    const strict = input.booleanOf('unstableIfWarnings');
    if (warnings !== undefined && strict) notes.approximated('warnings', warnings);
    const words = [
      'msbuild',
      ...tokenize(input.textOf('cmdLineArgs')),
      ...(strict ? ['-warnAsError'] : []),
      ...(file === '' ? [] : [file]),
    ];
    const step = toolCall({ name: 'Run MSBuild', words }, input);
    return { run: [input.booleanOf('continueOnBuildFailure') ? { ...step, ignoreErrors: true } : step] };
  },
});
