import { defineConverter } from '../../src/convert/converter.js';
import { removeSecretFileStep, secretField, writeSecretFileStep } from '../../src/convert/elements/role-steps.js';
import { readToolName, TOOL_FINDING } from '../../src/convert/elements/tool-name.js';
import type { SecretFile } from '../../src/convert/elements/role-steps.js';
import type { ScriptStep } from '../../src/model/step.js';

/** Runs JavaScript. Source: NodeJS plugin, NodeJSCommandInterpreter. */
export default defineConverter({
  element: 'jenkins.plugins.nodejs.NodeJSCommandInterpreter',
  section: 'builders',
  plugin: 'nodejs',
  summary: 'Runs a JavaScript body with Node.js',
  becomes: 'a script beside the playbook, run by node',
  grade: 'approximate',
  findings: {
    tool: TOOL_FINDING,
    empty: 'The script is empty: the step did nothing.',
    npmrc:
      'The text of this .npmrc is kept by Jenkins: encrypt it with zuul-client encrypt and put it into the secret.',
    cache: "Where npm's cache lay on Jenkins' nodes: nodes of Zuul start empty.",
  },
  convert(input, notes) {
    readToolName(input.child('nodeJSInstallationName'), notes);
    const cache = input.child('cacheLocationStrategy');
    if (cache !== undefined) notes.dropped('cache', cache);
    const command = input.need('command');
    const body = command.text();
    if (body.trim() === '') {
      notes.dropped('empty', command);
      input.child('configId')?.judgeAll('dropped');
      return {};
    }
    const name = 'Run a JavaScript script';
    const step: ScriptStep = { kind: 'script', name, at: input.at, body, command: ['node'], extension: 'js' };
    const config = input.child('configId');
    const credential = config?.text().trim() ?? '';
    if (config === undefined || credential === '') return { run: [step] };
    notes.needsHuman('npmrc', config, `(${credential})`);
    const variable = 'NPM_CONFIG_USERCONFIG';
    const file: SecretFile = { name: 'npmrc', content: secretField(credential, 'content'), variable };
    return {
      secrets: [{ credential, kind: 'config-file', binds: { [variable]: 'content' }, at: config.at }],
      run: [
        {
          kind: 'block',
          name: 'Run JavaScript with an npmrc',
          at: input.at,
          steps: [writeSecretFileStep(file, input.at), step],
          always: [removeSecretFileStep(file, input.at)],
        },
      ],
    };
  },
});
