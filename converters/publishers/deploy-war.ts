import { defineConverter } from '../../src/convert/converter.js';
import { unchecked } from '../../src/convert/elements/keep-report.js';
import { forEachFile } from '../../src/convert/elements/for-each-file.js';
import { SUCCEEDED, withTests } from '../../src/convert/elements/results.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { shellWord } from '../../src/convert/elements/tool-call.js';
import type { SecretUse } from '../../src/model/jenkins-job.js';
import type { Step } from '../../src/model/step.js';

const OTHER = 'Nobody knows here how this server takes an application: write the step by hand.';

/** Applications for Tomcat. Source: Deploy to container plugin, DeployPublisher; Tomcat manual, Manager App, text interface. */
export default defineConverter({
  element: 'hudson.plugins.deploy.DeployPublisher',
  section: 'publishers',
  plugin: 'deploy',
  summary: 'Deploys a WAR to an application server',
  becomes: 'role for-each-file with curl in post-run, and a secret for the login',
  grade: 'needs-human',
  findings: {
    login: 'The credential is a placeholder: encrypt its values with zuul-client encrypt and put them into the secret.',
    'other-server': OTHER,
  },
  convert(input, notes) {
    const war = input.textOf('war');
    const context = input.textOf('contextPath').trim().replace(/^\/+/, '');
    const tests = input.booleanOf('onFailure') ? [] : [SUCCEEDED];
    const secrets: SecretUse[] = [];
    const post = (input.child('adapters')?.children() ?? []).map((adapter): Step => {
      const kind = adapter.type.split('.').at(-1)!;
      const id = adapter.child('credentialsId') ?? adapter.child('passwordScrambled') ?? adapter.child('password');
      if (!/^Tomcat\w*Adapter$/.test(kind)) {
        notes.needsHuman('other-server', id ?? adapter, `(${kind})`);
        for (const field of adapter.elements) field.judgeAll('dropped');
        return withTests(unchecked('deploy-war/other-server', OTHER, adapter), tests);
      }
      const credential = id?.name === 'credentialsId' ? id.text().trim() : 'tomcat';
      notes.needsHuman('login', id ?? adapter, `(${credential})`);
      adapter.child('userName')?.judgeAll('dropped');
      const secret = stepSecret(credential, { DEPLOY_USERNAME: 'username', DEPLOY_PASSWORD: 'password' }, adapter);
      secrets.push(secret.use);
      const manager = adapter.textOf('path').trim().replace(/\/+$/, '') || '/manager';
      const url = adapter.textOf('url').trim().replace(/\/+$/, '');
      const address = shellWord(`${url}${manager}/text/deploy?update=true&path=/`);
      const lines = [
        context === '' ? 'context=$(basename "$1" .war)' : `context=${shellWord(context)}`,
        `printf 'user = "%s:%s"\\n' "$DEPLOY_USERNAME" "$DEPLOY_PASSWORD" |`,
        `  curl --fail --silent --show-error --config - --upload-file "$1" ${address}"$context" |`,
        `  grep '^OK'`,
      ];
      const call = { name: 'Deploy to Tomcat', include: war, lines, environment: secret.variables, required: true };
      return withTests(forEachFile(call, adapter), tests);
    });
    return { secrets, post };
  },
});
