import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { shellWord } from '../../src/convert/elements/tool-call.js';
import type { ScriptStep } from '../../src/model/step.js';

/** Team Foundation Server plugin. Source: TeamFoundationServerScm. Team Explorer Everywhere: `tf workspace`, `tf get`. */
export default defineConverter({
  element: 'hudson.plugins.tfs.TeamFoundationServerScm',
  section: 'scm',
  plugin: 'tfs',
  summary: 'Gets a project of Team Foundation Server before the builders',
  becomes: 'A step with tf workspace, tf workfold and tf get, and a secret',
  grade: 'needs-human',
  findings: {
    login:
      'The password is kept by Jenkins and was not copied: encrypt user and password with zuul-client encrypt and put them into the secret. The node needs the tf command.',
    details: 'Only says how Jenkins keeps its workspace and shows changes: every build starts empty.',
  },
  convert(input, notes) {
    const server = shellWord(input.need('serverUrl').text().trim());
    const path = shellWord(input.need('projectPath').text().trim());
    const folder = shellWord(input.textOf('localPath').trim() || '.');
    const name = shellWord(input.textOf('workspaceName').trim() || 'Hudson-${JOB_NAME}');
    const user = input.child('userName');
    notes.needsHuman('login', input.child('userPassword') ?? user ?? input);
    leaveOutRest(input, (rest) => notes.dropped('details', rest));
    const login = '-login:"$TFS_USERNAME,$TFS_PASSWORD" -noprompt';
    const body = `mkdir -p -- ${folder}
tf workspace -new ${name} -collection:${server} ${login}
tf workfold -map ${path} ${folder} -workspace:${name} -collection:${server} ${login}
tf get ${folder} -recursive ${login}
`;
    const step: ScriptStep = {
      kind: 'script',
      name: 'Get the project from Team Foundation Server',
      at: input.at,
      body,
      command: ['/bin/sh', '-e'],
      extension: 'sh',
    };
    const binds = { TFS_USERNAME: 'username', TFS_PASSWORD: 'password' };
    const credential = `tfs-${input.need('serverUrl').rawText.trim()}`;
    return { secrets: [{ credential, kind: 'username-password', binds, at: input.at }], checkout: [step] };
  },
});
