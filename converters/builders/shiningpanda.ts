import { defineConverter, type Notes } from '../../src/convert/converter.js';
import { interpreterOf } from '../../src/convert/elements/script.js';
import { commandLine, shellStep, shellWord } from '../../src/convert/elements/tool-call.js';
import { readToolName, TOOL_FINDING } from '../../src/convert/elements/tool-name.js';
import type { ScriptStep, Step } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** Where the plugin's environment is made when the job names no folder. */
const ENVIRONMENT = '.virtualenv';

/**
 * Runs a body with a certain Python first on the path: one that Jenkins knows, one below a folder, or a virtualenv that is made
 * before. Source: ShiningPanda plugin, PythonBuilder, CustomPythonBuilder, VirtualenvBuilder.
 */
export default defineConverter({
  element: [
    'jenkins.plugins.shiningpanda.builders.VirtualenvBuilder',
    'jenkins.plugins.shiningpanda.builders.CustomPythonBuilder',
    'jenkins.plugins.shiningpanda.builders.PythonBuilder',
  ],
  section: 'builders',
  plugin: 'shiningpanda',
  summary: 'Runs a script with a certain Python, or in a virtualenv',
  becomes: 'scripts that make the environment and run the body in it',
  grade: 'approximate',
  findings: {
    tool: TOOL_FINDING,
    empty: 'The script is empty: the step did nothing but make its environment.',
    'cross-platform':
      'The plugin made commands for Unix and Windows of this script: %NAME% is ${NAME} here, the rest is as it was.',
    nature: 'The plugin knows no script of this kind: it runs in a shell here.',
    obsolete: 'Environments have had setuptools alone for years.',
  },
  convert(input, notes) {
    readToolName(input.child('pythonName'), notes);
    const isVirtualenv = input.type.endsWith('.VirtualenvBuilder');
    const home = input.textOf('home').trim() || (isVirtualenv ? ENVIRONMENT : '');
    const run: Step[] = isVirtualenv ? [makeEnvironment(input, home, notes)] : [];
    const script = bodyOf(input, home, notes);
    return { run: script === undefined ? run : [...run, script] };
  },
});

function makeEnvironment(input: Element, home: string, notes: Notes<'obsolete'>): Step {
  const distribute = input.child('useDistribute');
  if (distribute !== undefined) notes.dropped('obsolete', distribute);
  const words = [
    'virtualenv',
    ...(input.booleanOf('clear') ? ['--clear'] : []),
    ...(input.booleanOf('systemSitePackages') ? ['--system-site-packages'] : []),
    '--',
    home,
  ];
  const pip = [`${/^[/$~]/.test(home) ? home : `./${home}`}/bin/pip`, 'install', '--upgrade', 'pip', 'setuptools'];
  const upgrade = input.booleanOf('upgradeDependencies') ? [commandLine(pip)] : [];
  return shellStep({ name: 'Make a virtualenv', lines: [commandLine(words), ...upgrade] }, input);
}

function bodyOf(
  input: Element,
  home: string,
  notes: Notes<'empty' | 'cross-platform' | 'nature'>,
): ScriptStep | undefined {
  const command = input.child('command');
  const nature = input.child('nature');
  const kind = nature?.text().trim() ?? 'shell';
  const written = command?.text() ?? '';
  if (written.trim() === '') {
    if (command !== undefined) notes.dropped('empty', command);
    return undefined;
  }
  const isCross = kind === 'xshell';
  const body = isCross ? written.replaceAll(/%(\w+)%/g, (_, name: string) => `\${${name}}`) : written;
  if (nature !== undefined && isCross && /%\w+%|\\|\^$/m.test(written)) notes.approximated('cross-platform', nature);
  if (nature !== undefined && !['shell', 'xshell', 'python'].includes(kind)) notes.approximated('nature', nature);
  const ignores = input.booleanOf('ignoreExitCode');
  const interpreter = kind === 'python' ? ['python'] : (interpreterOf(body) ?? ['/bin/sh', ignores ? '-x' : '-xe']);
  return {
    kind: 'script',
    name: kind === 'python' ? 'Run a Python script' : 'Run a script with Python on its path',
    at: input.at,
    body,
    command: home === '' ? interpreter : inside(home, interpreter),
    extension: kind === 'python' ? 'py' : 'sh',
    ...(ignores && { ignoreErrors: true }),
  };
}

/** The folder's programs come first on the path. The path of the script follows, as `$0`. */
function inside(home: string, interpreter: readonly string[]): string[] {
  const folder = /^[/$~]/.test(home) ? home : `$WORKSPACE/${home}`;
  const prepare = `VIRTUAL_ENV=${shellWord(folder)} PATH=${shellWord(`${folder}/bin`)}:"$PATH"`;
  return ['/bin/sh', '-c', `export ${prepare}; exec ${commandLine(interpreter)} "$0"`];
}
