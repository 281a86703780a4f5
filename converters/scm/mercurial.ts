import { defineConverter } from '../../src/convert/converter.js';
import { loginFor, LOGIN_FINDING } from '../../src/convert/elements/checkout-login.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { setVariablesStep } from '../../src/convert/elements/set-variables.js';
import { shellWord } from '../../src/convert/elements/tool-call.js';
import { mergeContributions } from '../../src/convert/jenkins/merge.js';

/** Mercurial plugin. Source: MercurialSCM. Mercurial: `hg help clone`, `hg help config.auth`. */
export default defineConverter({
  element: 'hudson.plugins.mercurial.MercurialSCM',
  section: 'scm',
  plugin: 'mercurial',
  summary: 'Clones a Mercurial repository before the builders',
  becomes: 'A step with hg clone and hg update; variables with the revision',
  grade: 'approximate',
  findings: {
    login: LOGIN_FINDING,
    modules:
      'Jenkins only started the job for changes in these folders. Zuul hears of none in Mercurial: let a timer start it.',
    details: 'Only says how Jenkins brings an old checkout up to date and shows changes: every build starts empty.',
  },
  convert(input, notes) {
    const source = input.need('source').text().trim();
    const id = input.child('credentialsId');
    const credential = id?.rawText.trim() ?? '';
    const login = credential === '' ? undefined : loginFor(source, credential, 'HG', input);
    if (login !== undefined) notes.needsHuman('login', id!, `(${credential})`);
    const modules = input.child('modules');
    if (modules !== undefined && modules.rawText.trim() !== '') notes.dropped('modules', modules);
    const folder = input.textOf('subdir').trim() || '.';
    const revision = input.textOf('revision').trim() || input.textOf('branch').trim() || 'default';
    // A branch, a tag, a changeset or a set of them: all are said alike.
    leaveOutRest(input, (rest) => notes.dropped('details', rest));
    const auth =
      login?.user === undefined
        ? ''
        : ` --config auth.jenkins.prefix='*' --config auth.jenkins.username="$${login.user}" --config auth.jenkins.password="$${login.password!}"`;
    const inside = `hg --cwd ${shellWord(folder)}`;
    const lines = [
      `hg clone --noupdate${auth} ${shellWord(source)} ${shellWord(folder)}`,
      `${inside} update --clean --rev ${shellWord(revision)}`,
      `${inside} log --rev . --template 'MERCURIAL_REVISION={node}\\nMERCURIAL_REVISION_SHORT={short(node)}\\nMERCURIAL_REVISION_NUMBER={rev}\\nMERCURIAL_REVISION_BRANCH={branch}\\n'`,
      `printf '%s\\n' ${shellWord(`MERCURIAL_REPOSITORY_URL=${source}`)}`,
    ];
    const step = setVariablesStep('Check the project out with Mercurial', lines, input);
    return mergeContributions([login?.contribution ?? {}, { checkout: [step, ...(login?.after ?? [])] }]);
  },
});
