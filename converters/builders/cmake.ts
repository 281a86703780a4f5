import { defineConverter } from '../../src/convert/converter.js';
import { parseJavaProperties } from '../../src/convert/elements/java-properties.js';
import { tokenize } from '../../src/convert/elements/tokenize.js';
import { commandLine, shellStep, shellWord } from '../../src/convert/elements/tool-call.js';
import { readToolName, TOOL_FINDING } from '../../src/convert/elements/tool-name.js';
import type { Element } from '../../src/read/jenkins/element.js';

/**
 * Runs CMake in a folder of its own, then the build tool. Version 1 of the plugin has `buildDir`, `makeCommand` and
 * `installCommand`, version 2 `workingDir` and `toolSteps`. Source: CMake plugin, CmakeBuilder; jenkins-elements: CmakeBuilder.
 */
export default defineConverter({
  element: 'hudson.plugins.cmake.CmakeBuilder',
  section: 'builders',
  plugin: 'cmakebuilder',
  summary: 'Runs CMake, then the build tool',
  becomes: 'a script that calls cmake',
  grade: 'approximate',
  findings: {
    tool: TOOL_FINDING,
    'no-install': 'Without a folder to install into the command for it was not run.',
    unused: 'The plugin did not use this field.',
  },
  convert(input, notes) {
    readToolName(input.child('installationName'), notes);
    const folder = input.textOf('workingDir').trim() || input.textOf('buildDir').trim() || '.';
    const target = input.textOf('installDir').trim();
    const program = input.textOf('projectCmakePath').trim() || 'cmake';
    const generator = input.textOf('generator').trim() || 'Unix Makefiles';
    const preload = input.textOf('preloadScript').trim();
    const other = input.textOf('otherBuildType').trim();
    const buildType = input.child('buildType');
    if (other !== '') buildType?.judgeAll('dropped');
    const type = other || (buildType?.text().trim() ?? '');
    const configure = [
      program,
      ...(preload === '' ? [] : ['-C', fromWorkspace(preload)]),
      '-G',
      generator,
      ...(target === '' ? [] : [`-DCMAKE_INSTALL_PREFIX=${fromWorkspace(target)}`]),
      ...(type === '' ? [] : [`-DCMAKE_BUILD_TYPE=${type}`]),
      ...tokenize(`${input.textOf('cmakeArgs')} ${input.textOf('toolArgs')}`),
      fromWorkspace(input.textOf('sourceDir').trim()),
    ];
    const make = input.textOf('makeCommand').trim();
    const install = input.child('installCommand');
    if (target === '' && install !== undefined && install.rawText.trim() !== '') notes.dropped('no-install', install);
    const unused = input.child('builderImpl');
    if (unused !== undefined) notes.dropped('unused', unused);
    const lines = [
      ...(input.booleanOf('cleanInstallDir') && target !== '' ? [`rm -rf -- ${shellWord(target)}`] : []),
      ...(input.booleanOf('cleanBuild') && folder !== '.' ? [`rm -rf -- ${shellWord(folder)}`] : []),
      ...(folder === '.' ? [] : [`mkdir -p -- ${shellWord(folder)}`, `cd -- ${shellWord(folder)}`]),
      commandLine(configure),
      ...(make === '' ? [] : [commandLine(tokenize(make))]),
      ...(target === '' || install === undefined ? [] : [commandLine(tokenize(install.text()))]),
      ...(input.child('toolSteps')?.children() ?? []).map((step) => toolStep(step, program)),
    ];
    return { run: [shellStep({ name: 'Run CMake', lines: lines.filter((line) => line !== '') }, input)] };
  },
});

/** A path of Jenkins counts from the workspace, the commands stand in the folder of the build. */
function fromWorkspace(path: string): string {
  if (path === '' || path === '.') return '$WORKSPACE';
  return /^([/$]|[A-Za-z]:)/.test(path) ? path : `$WORKSPACE/${path}`;
}

/** Calls the build tool, through `cmake --build` or by itself; CMake knows which it is. */
function toolStep(step: Element, program: string): string {
  const variables = Object.entries(parseJavaProperties(step.textOf('vars'))).map(
    ([name, value]) => `${name}=${shellWord(value)}`,
  );
  const words = tokenize(step.textOf('args'));
  const behind = step.booleanOf('withCmake') || words.length === 0 ? words : ['--', ...words];
  return [...variables, commandLine([program, '--build', '.', ...behind])].join(' ');
}
