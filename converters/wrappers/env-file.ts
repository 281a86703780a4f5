import { defineConverter } from '../../src/convert/converter.js';
import { printFile, setVariablesStep } from '../../src/convert/elements/set-variables.js';

/** Envfile plugin: variables from a file. Source: EnvFileBuildWrapper. */
export default defineConverter({
  element: 'hudson.plugins.envfile.EnvFileBuildWrapper',
  section: 'wrappers',
  plugin: 'envfile',
  summary: 'Sets variables from a file',
  becomes: 'role inject-environment before the builders',
  grade: 'exact',
  findings: {},
  convert(input) {
    const path = input.textOf('filePath').trim();
    return path === '' ? {} : { setUp: [setVariablesStep('Set variables from a file', printFile(path), input)] };
  },
});
