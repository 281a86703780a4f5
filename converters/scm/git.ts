import { defineConverter } from '../../src/convert/converter.js';
import {
  GIT_EXTENSION_FINDINGS,
  identity,
  readGitExtensions,
  type GitExtensions,
} from '../../src/convert/elements/git-extensions.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { gitCheckoutStep, type GitCheckout } from '../../src/convert/elements/role-steps.js';
import { noteIfFilled, sectionOf } from '../../src/convert/jenkins/job-fields.js';
import { isTemplate } from '../../src/model/value.js';
import type { Element } from '../../src/read/jenkins/element.js';

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
    fetched:
      'The job fetches this repository itself, without the changes Zuul tests. If the tenant has it, use required-projects and the prepared checkout.',
    credentials: 'Jenkins fetched with credentials: give the step a key or token, or use required-projects.',
    'other-remotes': 'Only the first remote is fetched: fetch the others in a step.',
    'several-branches':
      'Jenkins built whichever of its branches had a new commit: here it is always one of them, this one never.',
    'branch-pattern':
      'Jenkins chose a branch by a pattern: here it is the default branch of the repository. Name a branch.',
    'git-tool': 'Jenkins used a Git installation of its own: here it is the one of the node.',
    'old-version': 'The definition is of a version of the plugin that is not known: check the checkout.',
  },
  convert(input, notes) {
    const config = input.need('configVersion');
    if (config.text().trim() !== '2') notes.needsHuman('old-version', config);
    const extensions = readGitExtensions(input, notes);
    noteFields();

    const [remote, ...others] = sectionOf(input, 'userRemoteConfigs');
    for (const other of others) notes.needsHuman('other-remotes', other);
    if (remote === undefined) {
      notes.needsHuman('other-remotes', input);
      return {};
    }
    noteIfFilled(remote.child('credentialsId'), (field) => notes.needsHuman('credentials', field));
    const url = remote.need('url');
    const specs = sectionOf(input, 'branches').map((branch) => branch.need('name'));
    const names = specs.map((spec) => spec.text().trim());
    const branches = names.map((name) => branchOf(name, remote));
    // The first one that names a single branch; else the first one, whatever it fits.
    const chosen = Math.max(
      branches.findIndex((name) => name !== undefined),
      0,
    );
    const branch = branches[chosen];
    specs.forEach((spec, index) => {
      if (index !== chosen) notes.approximated('several-branches', spec, `(${names[index]!})`);
      else if (branch === undefined) notes.approximated('branch-pattern', spec, `(${names[index]!})`);
    });

    const checkout = checkoutOf(input, remote, branch ?? '', extensions);
    if (!isTemplate(checkout.url)) notes.approximated('fetched', url);
    const directory = checkout.directory;
    const who = {
      ...identity(input.textOf('gitConfigName'), input.textOf('gitConfigEmail')),
      ...extensions.environment,
    };
    return {
      ...(Object.keys(who).length === 0 ? {} : { environment: who }),
      checkout: [gitCheckoutStep(`Check ${shortName(url.text())} out`, checkout, input.at)],
      checkouts: [
        {
          url: url.text().trim(),
          branches: names,
          targetDirectory: directory === '.' ? '' : isTemplate(directory) ? directory.jinja : directory,
          at: input.at,
        },
      ],
    };

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

function checkoutOf(input: Element, remote: Element, branch: string, extensions: GitExtensions): GitCheckout {
  const local = extensions.localBranch;
  return {
    url: expandMacros(remote.need('url').text().trim()),
    version: expandMacros(branch),
    directory: '.',
    remote: remote.textOf('name').trim() || 'origin',
    refspec: expandMacros(refspecOf(remote)),
    localBranch: local === undefined ? '' : expandMacros(local === '**' ? branch : local),
    depth: 0,
    tags: true,
    submodules: oldSubmodules(input),
    submodulesRemote: false,
    ...extensions.checkout,
  };
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
