import { defineConverter } from '../../src/convert/converter.js';
import {
  GIT_EXTENSION_FINDINGS,
  identity,
  readGitExtensions,
  type GitExtensions,
} from '../../src/convert/elements/git-extensions.js';
import {
  furtherRemotes,
  gitLogin,
  isOfTrigger,
  largeFiles,
  NO_LOGIN,
  runsForCommits,
  type GitLogin,
} from '../../src/convert/elements/git-login.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { gitCheckoutStep, type GitCheckout, type Text } from '../../src/convert/elements/role-steps.js';
import { noteIfFilled, sectionOf } from '../../src/convert/jenkins/job-fields.js';
import { mergeContributions } from '../../src/convert/jenkins/merge.js';
import { isTemplate, jinja } from '../../src/model/value.js';
import type { Element } from '../../src/read/jenkins/element.js';

const TARGET_DIRECTORY = 'hudson.plugins.git.extensions.impl.RelativeTargetDirectory';

/** The repository that Zuul prepared, as Jenkins' steps of a Zuul v2 name it. */
const PREPARED = '$ZUUL_URL/$ZUUL_PROJECT';

/**
 * Git plugin: clones a repository before the builders. `$ZUUL_URL/$ZUUL_PROJECT` at `$ZUUL_REF` is the repository that Zuul
 * prepared (v2-to-v3, section 9); any other address is fetched as in Jenkins.
 */
export default defineConverter({
  element: 'hudson.plugins.git.GitSCM',
  section: 'scm',
  plugin: 'git',
  summary: 'Checks a Git repository out before the builders',
  becomes: 'The role git-checkout before the steps',
  grade: 'approximate',
  findings: {
    ...GIT_EXTENSION_FINDINGS,
    prepared: 'Zuul has prepared the commit that the event is about, with its own login: left out.',
    credentials:
      'Jenkins fetched with credentials: encrypt them with zuul-client encrypt and put them into the secret, or use required-projects if the tenant has the repository.',
    'no-remote': 'No repository is named: check one out in a step.',
    'several-branches':
      'Jenkins built whichever of its branches had a new commit: here it is always one of them, this one never.',
    'branch-pattern':
      'Jenkins chose a branch by a pattern: here it is the default branch of the repository. Name a branch.',
    'git-tool': 'Jenkins used a Git installation of its own: here it is the one of the node.',
    'old-version': 'The definition is of a version of the plugin that is not known: check the checkout.',
  },
  convert(input, notes) {
    const config = input.child('configVersion');
    if (config !== undefined && config.text().trim() !== '2') notes.needsHuman('old-version', config);
    const extensions = readGitExtensions(input, notes);
    noteFields();

    const [remote, ...others] = sectionOf(input, 'userRemoteConfigs');
    if (remote === undefined) {
      notes.needsHuman('no-remote', input);
      return {};
    }
    const url = remote.need('url').text().trim();
    const specs = sectionOf(input, 'branches').map((branch) => branch.need('name'));
    const names = specs.map((spec) => spec.rawText.trim());
    const told = [...names, remote.child('refspec')?.rawText ?? ''].join(' ');
    const isZuuls = /\$\{?ZUUL_URL\b/.test(url);
    const isPrepared = !isZuuls && (extensions.asTriggered === true || isOfTrigger(told));
    const branch = isPrepared ? preparedBranch(specs, remote) : chosenBranch(specs, remote);

    const checkout = checkoutOf(input, { url, branch, isPrepared }, extensions);
    const { directory } = checkout;
    const login = loginOf(remote, isPrepared || isZuuls);
    const who = {
      ...identity(input.textOf('gitConfigName'), input.textOf('gitConfigEmail')),
      ...extensions.environment,
    };
    const folder = input.child('extensions')?.child(TARGET_DIRECTORY)?.child('relativeTargetDir')?.rawText.trim() ?? '';
    return mergeContributions([
      Object.keys(who).length === 0 ? {} : { environment: who },
      login.contribution,
      {
        checkout: [
          ...login.around(gitCheckoutStep(`Check ${shortName(url)} out`, checkout, input.at)),
          ...furtherRemotes(others, folder, input, (field) => notes.needsHuman('credentials', field)),
          ...(extensions.largeFiles === true ? [largeFiles(folder, input)] : []),
        ],
        checkouts: [
          {
            url,
            branches: names,
            targetDirectory: directory === '.' ? '' : isTemplate(directory) ? directory.jinja : directory,
            ...(extensions.files !== undefined && { files: extensions.files }),
            ...(extensions.irrelevantFiles !== undefined && { irrelevantFiles: extensions.irrelevantFiles }),
            at: input.at,
          },
        ],
      },
    ]);

    /** The commit that the trigger is about: Zuul has it, merged with what is before it. */
    function preparedBranch(all: readonly Element[], from: Element): Text {
      const refspec = from.child('refspec');
      const told = [...all, ...(refspec === undefined || refspec.rawText.trim() === '' ? [] : [refspec])];
      told.forEach((field, index) => (index === 0 ? notes.dropped('prepared', field) : field.judgeAll('dropped')));
      return jinja("{{ jenkins_env.ZUUL_COMMIT | default('') }}");
    }

    /** The first one that names a single branch; else the one that Zuul runs for, or the first one, whatever it fits. */
    function chosenBranch(all: readonly Element[], from: Element): Text {
      const found = all.map((spec) => branchOf(spec.text().trim(), from));
      if (runsForCommits(input) && (found.length > 1 || found[0] === undefined)) {
        return jinja("{{ zuul.branch | default('') }}");
      }
      const chosen = Math.max(
        found.findIndex((name) => name !== undefined),
        0,
      );
      all.forEach((spec, index) => {
        if (index !== chosen) notes.approximated('several-branches', spec, `(${names[index]!})`);
        else if (found[index] === undefined) notes.approximated('branch-pattern', spec, `(${names[index]!})`);
      });
      return found[chosen] ?? '';
    }

    function loginOf(from: Element, isOurs: boolean): GitLogin {
      const field = from.child('credentialsId');
      const credential = field?.text().trim() ?? '';
      if (field === undefined || credential === '') return NO_LOGIN;
      if (isOurs) notes.dropped('prepared', field);
      else notes.needsHuman('credentials', field, `(${credential})`);
      return isOurs ? NO_LOGIN : gitLogin(url, credential, from);
    }

    function noteFields(): void {
      noteIfFilled(input.child('reference'), (field) => notes.dropped('clone-speed', field));
      noteIfFilled(input.child('browser'), (field) => notes.dropped('display', field));
      noteIfFilled(input.child('submoduleCfg'), (field) => notes.needsHuman('extension', field));
      const tool = input.child('gitTool');
      if (tool !== undefined && !/^(Default)?$/.test(tool.text().trim())) notes.approximated('git-tool', tool);
      for (const name of ['remotePoll', 'doGenerateSubmoduleConfigurations']) {
        const field = input.child(name);
        if (field !== undefined && input.booleanOf(name)) notes.dropped('polling', field);
      }
    }
  },
});

interface What {
  readonly url: string;
  readonly branch: Text;
  /** Zuul's own repository instead of that one. */
  readonly isPrepared: boolean;
}

function checkoutOf(input: Element, { url, branch, isPrepared }: What, extensions: GitExtensions): GitCheckout {
  const remote = sectionOf(input, 'userRemoteConfigs')[0]!;
  const local = extensions.localBranch;
  return {
    url: expandMacros(isPrepared ? PREPARED : url),
    version: isTemplate(branch) ? branch : expandMacros(branch),
    directory: '.',
    remote: remote.textOf('name').trim() || 'origin',
    refspec: isPrepared ? '' : expandMacros(refspecOf(remote)),
    localBranch: local === undefined ? '' : local !== '**' ? expandMacros(local) : localName(branch),
    depth: 0,
    tags: true,
    submodules: oldSubmodules(input),
    submodulesRemote: false,
    ...extensions.checkout,
  };
}

/** `**` is the name of the remote branch. */
function localName(branch: Text): Text {
  if (!isTemplate(branch)) return expandMacros(branch);
  return jinja("{{ zuul.branch | default('') }}");
}

/** Two fields of old versions, which the plugin turns into the extension. Without either there are no submodules. */
function oldSubmodules(input: Element): GitCheckout['submodules'] {
  const isOff = input.booleanOf('disableSubmodules');
  return input.booleanOf('recursiveSubmodules') && !isOff ? 'recursive' : 'none';
}

/** All branches is what is fetched anyway. */
function refspecOf(remote: Element): string {
  const refspec = remote.textOf('refspec').trim();
  return refspec === `+refs/heads/*:refs/remotes/${remote.textOf('name').trim() || 'origin'}/*` ? '' : refspec;
}

/**
 * The branch, tag or commit that a branch specifier names; `undefined` for one that fits several.
 * Source: Git plugin, BranchSpec: `name`, `origin/name`, `refs/heads/name`, a star and `/name`, `:expression`.
 */
function branchOf(spec: string, remote: Element): string | undefined {
  const origin = remote.textOf('name').trim() || 'origin';
  const pattern = spec.startsWith(':') ? simplePattern(spec.slice(1)) : spec;
  if (pattern === undefined) return undefined;
  const prefixes = [`refs/remotes/${origin}/`, `remotes/${origin}/`, 'refs/heads/', `${origin}/`, '*/'];
  const prefix = prefixes.find((candidate) => pattern.startsWith(candidate)) ?? '';
  const name = pattern.slice(prefix.length);
  return name === '' || name.includes('*') ? undefined : name;
}

/** The text that an expression stands for, if it fits one text only. */
function simplePattern(expression: string): string | undefined {
  const inner = expression.replace(/^\^/, '').replace(/\$$/, '');
  return /^[\w/-]+$/.test(inner) ? inner : undefined;
}

/** `https://review.example.org/r/a/b.git` → `a/b` would need the server's layout; the last part is enough for a task's name. */
function shortName(url: string): string {
  const last = url
    .trim()
    .replace(/(\.git)?\/*$/, '')
    .split(/[/:]/)
    .at(-1)!;
  return /^\$/.test(last) || last === '' ? 'the project' : last;
}
