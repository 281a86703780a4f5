import type { Element } from '../../read/jenkins/element.js';
import type { Notes } from '../converter.js';
import { noteIfFilled, sectionOf } from '../jenkins/job-fields.js';
import { re2Whole } from './java-regex.js';
import { expandMacros } from './macros.js';
import type { GitCheckout, Text } from './role-steps.js';

/** Findings about what the Git plugin does around a checkout. */
export const GIT_EXTENSION_FINDINGS = {
  'fresh-clone': 'Every build starts with an empty workspace and a fresh clone: left out.',
  'clone-speed': 'Only makes fetching faster or limits its time: left out.',
  polling: 'Only matters when Jenkins looks for new commits, which Zuul does not do: left out.',
  display: 'Only changes how Jenkins shows the build: left out.',
  'path-filter':
    'These paths cannot be said in the regular expressions of Zuul: write files or irrelevant-files by hand.',
  'commit-filter':
    'Jenkins did not start the job for commits of these people, or with such messages. Zuul starts it for all: left out.',
  'whole-tree': 'Only a part of the files was checked out: here all of them are, which takes more room.',
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
  UserExclusion: 'commit-filter',
  MessageExclusion: 'commit-filter',
  SparseCheckoutPaths: 'whole-tree',
  GitSCMSourceDefaults: 'clone-speed',
  SubmoduleUpdateStrategy: 'clone-speed',
  PerBuildTag: 'build-tag',
};

/** What extensions say about a checkout. */
export interface GitExtensions {
  readonly checkout: Partial<Omit<GitCheckout, 'url' | 'version'>>;
  /** `**`: the name of the remote branch. */
  readonly localBranch?: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Regular expressions (RE2) for paths whose changes start the job, or alone do not. */
  readonly files?: readonly string[];
  readonly irrelevantFiles?: readonly string[];
  /** The commit is the one that Gerrit's event is about. */
  readonly asTriggered?: true;
  /** Files of Git LFS are fetched. */
  readonly largeFiles?: true;
}

/** Reads `extensions` of the Git plugin (jenkins-elements: extensions of GitSCM). */
export function readGitExtensions(scm: Element, notes: Notes<GitExtensionFinding>): GitExtensions {
  const all = sectionOf(scm, 'extensions').map((extension) => readExtension(extension, notes));
  const first = <Key extends 'localBranch' | 'files' | 'irrelevantFiles' | 'asTriggered' | 'largeFiles'>(
    key: Key,
  ): Partial<Pick<GitExtensions, Key>> => {
    const found = all.find((one) => one[key] !== undefined);
    return found === undefined ? {} : ({ [key]: found[key] } as Partial<Pick<GitExtensions, Key>>);
  };
  return {
    checkout: Object.assign({}, ...all.map(({ checkout }) => checkout)) as GitExtensions['checkout'],
    environment: Object.assign({}, ...all.map(({ environment }) => environment)) as GitExtensions['environment'],
    ...first('localBranch'),
    ...first('files'),
    ...first('irrelevantFiles'),
    ...first('asTriggered'),
    ...first('largeFiles'),
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
      return readChooser(extension, notes) ? { ...NOTHING, asTriggered: true } : NOTHING;
    case 'GitLFSPull':
      extension.children();
      return { ...NOTHING, largeFiles: true };
    case 'PathRestriction':
      return {
        ...NOTHING,
        ...nonEmpty('files', readPaths(extension.child('includedRegions'), notes)),
        ...nonEmpty('irrelevantFiles', readPaths(extension.child('excludedRegions'), notes)),
      };
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

/** Whether the commit is that of the event; Zuul has prepared it. */
function readChooser(extension: Element, notes: Notes<GitExtensionFinding>): boolean {
  const chooser = extension.child('buildChooser');
  const kind = chooser?.attribute('class')?.split('.').at(-1);
  if (kind === 'GerritTriggerBuildChooser') {
    for (const field of chooser!.children()) field.judgeAll('dropped');
    return true;
  }
  if (kind === 'DefaultBuildChooser') chooser!.children();
  else notes.approximated('build-chooser', chooser ?? extension);
  return false;
}

/** Lines of Java's expressions for whole paths. Source: Git plugin, PathRestriction. */
function readPaths(field: Element | undefined, notes: Notes<GitExtensionFinding>): readonly string[] {
  const lines = (field?.text() ?? '').split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .flatMap((line) => {
      const regex = re2Whole(line);
      if (regex === undefined) notes.needsHuman('path-filter', field!);
      return regex === undefined ? [] : [`^${regex}`];
    });
}

function nonEmpty<Key extends string>(key: Key, list: readonly string[]): { readonly [K in Key]?: readonly string[] } {
  return (list.length === 0 ? {} : { [key]: list }) as { readonly [K in Key]?: readonly string[] };
}
