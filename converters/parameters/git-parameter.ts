import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { jinja } from '../../src/model/value.js';

/** Kinds of the plugin → what Zuul tests of that kind. Zuul reference: Job variables. */
const KINDS: Readonly<Record<string, string>> = {
  PT_TAG: 'zuul.tag',
  PT_BRANCH: 'zuul.branch',
  PT_BRANCH_TAG: 'zuul.tag | default(zuul.branch)',
  PT_REVISION: 'zuul.newrev',
  PT_PULL_REQUEST: 'zuul.change',
};

/** Git Parameter plugin: a branch, tag or revision of the repository. Source: GitParameterDefinition. */
export default defineConverter({
  element: 'net.uaznia.lukanus.hudson.plugins.gitparameter.GitParameterDefinition',
  section: 'parameters',
  plugin: 'git-parameter',
  summary: 'A parameter with a branch, tag or revision of the repository',
  becomes: 'A variable with the default; without one, with what Zuul tests',
  grade: 'approximate',
  findings: {
    tested:
      'It has no default: it is the branch, tag, revision or pull request that Zuul tests, and empty where it tests none.',
    form: 'Only says what Jenkins offers and how: nobody is asked, the default counts.',
  },
  convert(input, notes) {
    const preset = input.textOf('defaultValue');
    const name = input.need('name').text();
    const type = input.child('type');
    const kind = KINDS[type?.rawText.trim() ?? ''] ?? KINDS['PT_BRANCH_TAG']!;
    if (preset === '' && type !== undefined) notes.approximated('tested', type);
    const value = preset === '' ? jinja(`{{ ${kind} | default('') }}`) : preset;
    input.child('description')?.judgeAll('dropped');
    leaveOutRest(input, (rest) => notes.dropped('form', rest));
    return { environment: { [name]: value } };
  },
});
