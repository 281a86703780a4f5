import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { oneLeaf } from '../../src/convert/elements/one-leaf.js';
import { SUCCEEDED } from '../../src/convert/elements/results.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { shellStep, shellWord } from '../../src/convert/elements/tool-call.js';
import { jinja } from '../../src/model/value.js';

/** The status of a build, told to Bitbucket Server. Source: Bitbucket Server Notifier plugin, StashNotifier; Bitbucket's REST API, build-status. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.stashNotifier.StashNotifier',
  section: 'publishers',
  plugin: 'stashNotifier',
  summary: 'Tells Bitbucket Server how a build ended',
  becomes: 'a script that calls curl in post-run, with a secret for the login',
  grade: 'needs-human',
  findings: {
    login:
      "The login stands in Jenkins' settings or in the job: encrypt its values with zuul-client encrypt and put them into the secret. An empty address stands there as well.",
    options: 'Only how a build ended is told, by the name of the job: Zuul reports the rest by itself.',
  },
  convert(input, notes) {
    const id = input.child('credentialsId');
    const credential = id?.text().trim() ?? '';
    const login = oneLeaf(input, id, input.child('stashUserPassword'), input.child('stashUserName'));
    notes.needsHuman('login', login, credential === '' ? undefined : `(${credential})`);
    for (const name of ['stashUserName', 'stashUserPassword']) input.child(name)?.judgeAll('dropped');
    const url = input.textOf('stashServerBaseUrl').trim().replace(/\/+$/, '');
    const fields = { STASH_USERNAME: 'username', STASH_PASSWORD: 'password' };
    const secret = stepSecret(credential || 'stash', url === '' ? { ...fields, STASH_URL: 'url' } : fields, input);
    const commit = input.textOf('commitSha1').trim();
    const key = input.booleanOf('includeBuildNumberInKey') ? '$JOB_NAME-$BUILD_NUMBER' : '$JOB_NAME';
    const insecure = input.booleanOf('ignoreUnverifiedSSLPeer') ? ' --insecure' : '';
    const server = url === '' ? '"$STASH_URL"' : shellWord(url);
    const lines = [
      `commit=${commit === '' ? '${GIT_COMMIT:-$(git rev-parse HEAD)}' : shellWord(commit)}`,
      `status=$(printf '{"state": "%s", "key": "%s", "name": "%s", "url": "%s"}' \\`,
      `  "$STASH_STATE" "${key.replace(/\$(\w+)/g, '${$1}')}" "$JOB_NAME" "$BUILD_URL")`,
      `printf 'user = "%s:%s"\\n' "$STASH_USERNAME" "$STASH_PASSWORD" |`,
      `  curl --fail --silent --show-error --config -${insecure} --header 'Content-Type: application/json' \\`,
      `  --data "$status" ${server}/rest/build-status/1.0/commits/"$commit"`,
    ];
    const state = jinja(`{{ (${SUCCEEDED}) | ternary('SUCCESSFUL', 'FAILED') }}`);
    const environment = { ...secret.variables, STASH_STATE: state };
    leaveOutRest(input, (first) => notes.dropped('options', first));
    const step = shellStep({ name: 'Tell Bitbucket how the build ended', lines, environment, quiet: true }, input);
    // A server that cannot be reached never failed a build.
    return { secrets: [secret.use], post: [{ ...step, ignoreErrors: true }] };
  },
});
