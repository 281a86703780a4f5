import { defineConverter } from '../../src/convert/converter.js';
import { parseJavaProperties } from '../../src/convert/elements/java-properties.js';
import { together } from '../../src/convert/elements/together.js';
import { shellWord } from '../../src/convert/elements/tool-call.js';

/**
 * Sets variables for all later steps: role `inject-environment`. Its variable `inject_environment_script` is text for the shell,
 * run in the workspace with all variables of the build; lines `NAME=value` that it prints become variables of the build.
 * Source: Environment Injector plugin, EnvInjectBuilder; jenkins-elements: EnvInjectBuilder.
 */
export default defineConverter({
  element: ['EnvInjectBuilder', 'org.jenkinsci.plugins.envinject.EnvInjectBuilder'],
  section: 'builders',
  plugin: 'envinject',
  summary: 'Sets variables for later steps, from text or from a file',
  becomes: 'role inject-environment',
  grade: 'approximate',
  findings: {
    script: 'The plugin runs no script in the middle of a build: it did nothing.',
    'file-format': 'Lines are read as NAME=value: escapes and continued lines of Java properties are not.',
    'several-lines': 'This value has several lines, of which only the first is kept: write it to a file.',
  },
  convert(input, notes) {
    const info = input.child('info');
    if (info === undefined || info.children().length === 0) return {};
    together([info.child('scriptContent'), info.child('scriptFilePath')], 'dropped', (first) =>
      notes.dropped('script', first),
    );
    const file = info.child('propertiesFilePath');
    const path = file?.text().trim() ?? '';
    if (path !== '') notes.approximated('file-format', file!);
    const content = info.child('propertiesContent');
    const variables = Object.entries(parseJavaProperties(content?.text() ?? ''));
    if (variables.some(([, value]) => value.includes('\n'))) notes.approximated('several-lines', content!);

    // What stands in the text wins over the file.
    const lines = [
      ...(path === '' ? [] : [`cat -- ${shellWord(path)}`, 'echo']),
      ...variables.map(([name, value]) => `printf '%s\\n' ${shellWord(`${name}=${value}`)}`),
    ];
    if (lines.length === 0) return {};
    const vars = { inject_environment_script: `${lines.join(' &&\n')}\n` };
    return { run: [{ kind: 'role', name: 'Set variables', at: input.at, role: 'inject-environment', vars }] };
  },
});
