import { defineConverter } from '../../src/convert/converter.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import { toolCall } from '../../src/convert/elements/tool-call.js';
import { readToolName, TOOL_FINDING } from '../../src/convert/elements/tool-name.js';

/** Runs Clang's analyser over a project of Xcode. Source: Clang Scan-Build plugin, ClangScanBuildBuilder. */
export default defineConverter({
  element: 'jenkins.plugins.clangscanbuild.ClangScanBuildBuilder',
  section: 'builders',
  plugin: 'clang-scanbuild',
  summary: "Runs Clang's analyser over a project of Xcode",
  becomes: 'a script that calls scan-build and xcodebuild',
  grade: 'approximate',
  findings: {
    tool: TOOL_FINDING,
    'no-target': 'With a workspace and a scheme Xcode takes no target.',
  },
  convert(input, notes) {
    readToolName(input.child('clangInstallationName'), notes);
    const read = (name: string): string => input.textOf(name).trim();
    const workspace = read('workspace');
    const target = input.child('target');
    const isWorkspace = workspace !== '';
    if (isWorkspace && target !== undefined && target.rawText.trim() !== '') notes.dropped('no-target', target);
    const sources = isWorkspace
      ? ['-workspace', /\.xcworkspace$/.test(workspace) ? workspace : `${workspace}.xcworkspace`]
      : read('target') === ''
        ? ['-activetarget']
        : ['-target', read('target')];
    const option = (word: string, value: string): string[] => (value === '' ? [] : [word, value]);
    const words = [
      'scan-build',
      '-k',
      '-v',
      '-v',
      '-o',
      `$WORKSPACE/${read('outputFolderName') || 'clangScanBuildReports'}`,
      ...tokenize(input.textOf('scanbuildargs')),
      'xcodebuild',
      ...sources,
      ...option('-scheme', read('scheme')),
      ...option('-configuration', read('config')),
      ...option('-sdk', read('targetSdk')),
      'clean',
      'build',
      ...tokenize(input.textOf('xcodebuildargs')),
    ];
    return { run: [toolCall({ name: 'Run scan-build', words, folder: read('xcodeProjectSubPath') }, input)] };
  },
});
