import type { Element } from '../../read/jenkins/element.js';
import type { Notes } from '../converter.js';
import { noteIfFilled, sectionOf } from '../jenkins/job-fields.js';
import { expandMacros } from './macros.js';
import type { GitCheckout, Text } from './role-steps.js';

/** Findings about what the Git plugin does around a checkout. */
export const GIT_EXTENSION_FINDINGS = {
  'fresh-clone': 'Every build starts with an empty workspace and a fresh clone: left out.',
  'clone-speed': 'Only makes fetching faster or limits its time: left out.',
  polling: 'Only matters when Jenkins looks for new commits, which Zuul does not do: left out.',
  display: 'Only changes how Jenkins shows the build: left out.',
  'path-filter': 'Jenkins only started for some files or authors: use files or irrelevant-files of the job.',
  'merge-before-build': 'Zuul tests changes merged with their branch by itself: left out.',
  'build-chooser': 'The commit is chosen by a rule of Jenkins: here it is the newest one of the branch. Check it.',
  'build-tag': 'The tag that Jenkins set in its clone is left out: set it in a step if one needs it.',
  extension: 'Nothing stands for this part of the checkout: do it in a step after the checkout.',
} as const;

export type GitExtensionFinding = keyof typeof GIT_EXTENSION_FINDINGS;

/** Extensions without any effect here. */
const LEFT_OUT: Readonly<Record<string, GitExtensionFinding>> = {
  WipeWorkspace: 'fresh-clone',
  CleanBeforeCheckout: 'fresh-clone',
  CleanCheckout: 'fresh-clone',
  PruneStaleBranch: 'fresh-clone',
  CheckoutOption: 'clone-speed',
  DisableRemotePoll: 'polling',
  IgnoreNotifyCommit: 'polling',
  AuthorInChangelog: 'display',
  ChangelogToBranch: 'display',
  ScmName: 'display',
  PreBuildMerge: 'merge-before-build',
  PerBuildTag: 'build-tag',
};

/** What extensions say about a checkout. */
export interface GitExtensions {
  readonly checkout: Partial<Omit<GitCheckout, 'url' | 'version'>>;
  /** `**`: the name of the remote branch. */
  readonly localBranch?: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Reads `extensions` of the Git plugin (jenkins-elements: extensions of GitSCM). */
export function readGitExtensions(scm: Element, notes: Notes<GitExtensionFinding>): GitExtensions {
  const all = sectionOf(scm, 'extensions').map((extension) => readExtension(extension, notes));
  return {
    checkout: Object.assign({}, ...all.map(({ checkout }) => checkout)) as GitExtensions['checkout'],
    environment: Object.assign({}, ...all.map(({ environment }) => environment)) as GitExtensions['environment'],
    ...all
      .map(({ localBranch }) => localBranch)
      .filter((name) => name !== undefined)
      .map((localBranch) => ({ localBranch }))[0],
  };
}

const NOTHING: GitExtensions = { checkout: {}, environment: {} };

function readExtension(extension: Element, notes: Notes<GitExtensionFinding>): GitExtensions {
  const kind = extension.type.split('.').at(-1)!;
  switch (kind) {
    case 'RelativeTargetDirectory':
      return { ...NOTHING, checkout: { directory: directoryOf(extension.textOf('relativeTargetDir')) } };
    case 'LocalBranch':
      return { ...NOTHING, localBranch: extension.textOf('localBranch').trim() || '**' };
    case 'CloneOption':
      return { ...NOTHING, checkout: readCloneOption(extension, notes) };
    case 'SubmoduleOption':
      return { ...NOTHING, checkout: readSubmodules(extension, notes) };
    case 'UserIdentity':
      return { ...NOTHING, environment: identity(extension.textOf('name'), extension.textOf('email')) };
    case 'BuildChooserSetting':
      readChooser(extension, notes);
      return NOTHING;
    case 'PathRestriction':
    case 'UserExclusion':
    case 'MessageExclusion':
      notes.needsHuman('path-filter', extension);
      return NOTHING;
    default: {
      const code = LEFT_OUT[kind];
      if (code === undefined) notes.needsHuman('extension', extension, `(${kind})`);
      else notes.dropped(code, extension);
      return NOTHING;
    }
  }
}

/** A folder below the workspace; `.` is the workspace itself. */
export function directoryOf(text: string): Text {
  const folder = text.trim().replace(/^(\.\/)+|\/+$/g, '');
  return folder === '' ? '.' : expandMacros(folder);
}

/** Who commits, as the plugin tells it to the steps (UserIdentity.populateEnvironmentVariables). */
export function identity(nameField: string, emailField: string): Record<string, string> {
  const [name, email] = [nameField.trim(), emailField.trim()];
  return {
    ...(name === '' ? {} : { GIT_COMMITTER_NAME: name, GIT_AUTHOR_NAME: name }),
    ...(email === '' ? {} : { GIT_COMMITTER_EMAIL: email, GIT_AUTHOR_EMAIL: email }),
  };
}

function readCloneOption(extension: Element, notes: Notes<GitExtensionFinding>): Partial<GitCheckout> {
  for (const name of ['reference', 'timeout', 'honorRefspec']) {
    noteIfFilled(extension.child(name), (field) => notes.dropped('clone-speed', field));
  }
  const depth = Math.max(extension.child('depth')?.integer() ?? 1, 1);
  return {
    ...(extension.booleanOf('shallow') ? { depth } : {}),
    ...(extension.booleanOf('noTags') ? { tags: false } : {}),
  };
}

function readSubmodules(extension: Element, notes: Notes<GitExtensionFinding>): Partial<GitCheckout> {
  for (const name of ['reference', 'timeout', 'threads', 'shallow', 'depth']) {
    noteIfFilled(extension.child(name), (field) => notes.dropped('clone-speed', field));
  }
  const credentials = extension.child('parentCredentials');
  if (credentials !== undefined && extension.booleanOf('parentCredentials')) notes.needsHuman('extension', credentials);
  const submodules = extension.booleanOf('recursiveSubmodules') ? 'recursive' : 'first-level';
  const submodulesRemote = extension.booleanOf('trackingSubmodules');
  return extension.booleanOf('disableSubmodules') ? { submodules: 'none' } : { submodules, submodulesRemote };
}

function readChooser(extension: Element, notes: Notes<GitExtensionFinding>): void {
  const chooser = extension.child('buildChooser');
  if (chooser?.attribute('class')?.endsWith('.DefaultBuildChooser') === true) chooser.children();
  else notes.approximated('build-chooser', chooser ?? extension);
}
