import type { CharSet } from '../../regex/char-set.js';
import { conditionExpression } from '../../regex/automata/condition.js';
import { type Recognizer, recognizerOf } from '../../regex/automata/recognizer.js';

/** What texts of a kind look like: which are possible at all, and which look natural. */
export interface TextSpace {
  readonly alphabet: CharSet;
  /** Fits the texts that can occur. */
  readonly within: Recognizer;
  /** What made-up texts say where any word may stand, the best first. */
  readonly words: readonly string[];
  /** Texts that occur everywhere. */
  readonly usual: readonly string[];
  /** Texts close to one that fits. */
  near(text: string): readonly string[];
}

/** Without the long s and the Kelvin sign, which `(?i)` of RE2 takes for letters of ASCII: no name has them. */
const OTHER_ALPHABETS: CharSet = [
  [0xa1, 0x17e],
  [0x180, 0x2129],
  [0x212b, 0xd7ff],
  [0xe000, 0x10ffff],
];

/** What Git allows in names of refs, `~ ^ : ? * [ \` and blanks left out. */
const REF_CHARACTERS: CharSet = [
  [0x21, 0x29],
  [0x2b, 0x39],
  [0x3b, 0x3e],
  [0x40, 0x5a],
  [0x5d, 0x5d],
  [0x5f, 0x7d],
  ...OTHER_ALPHABETS,
];

function formOf(pattern: string): Recognizer {
  return recognizerOf(conditionExpression({ dialect: 'python', pattern, use: 'match' }));
}

/**
 * Names of branches, as `git check-ref-format --branch` takes them (man page of git-check-ref-format, rules 1 to 7).
 * `@{` and `.lock` are let through: no name is made up of them where no pattern asks for it. Changes may also be for
 * `refs/meta/config`.
 */
export const BRANCHES: TextSpace = {
  alphabet: REF_CHARACTERS,
  within: formOf('(?![-./]|refs/(?:heads|tags)/)(?!.*(?:\\.\\.|//|/\\.)).*[^./]$'),
  words: ['', 'x'],
  usual: ['master', 'main', 'develop', 'production', 'stable/1.0', 'feature/x'],
  near: (text) => [`${text}-next`, `feature/${text}`, `${text}/x`],
};

/** Paths of files below the top of a repository. */
export const PATHS: TextSpace = {
  alphabet: [[0x20, 0x7e], ...OTHER_ALPHABETS],
  within: formOf('(?! |/|\\.\\.?(?:/|$))(?!.*(?://|/\\.\\.?(?:/|$))).*[^/ ]$'),
  words: ['file', ''],
  usual: ['README.md', 'src/main.py', 'docs/index.rst'],
  near: (text) => [`${text}.bak`, `lib/${text}`],
};

/** What stands behind `refs/heads/`. */
export const HEADS: TextSpace = {
  ...BRANCHES,
  within: formOf('(?![-./]|refs/)(?!.*(?:\\.\\.|//|/\\.)).*[^./]$'),
};

/** What stands behind `refs/tags/`. */
export const TAGS: TextSpace = { ...HEADS, usual: ['1.0.0', 'v1.0', 'debian/1.0'] };

/** Names below `refs/` that are neither branches nor tags, nor patch sets, about which Gerrit says nothing of the kind. */
export const OTHER_REFS: TextSpace = {
  ...BRANCHES,
  within: formOf('refs/(?!heads/|tags/|changes/|/|\\.)(?!.*(?:\\.\\.|//|/\\.)).*[^./]$'),
  usual: ['refs/meta/config', 'refs/notes/review'],
};

/** Texts of comments. */
export const COMMENTS: TextSpace = {
  alphabet: [[0x09, 0x0a], [0x20, 0x7e], ...OTHER_ALPHABETS], // prettier-ignore
  within: formOf(''),
  words: ['x', ''],
  usual: ['recheck', 'Patch Set 1:\n\nrecheck', 'Patch Set 1: Code-Review+2', 'Patch Set 1:\n\nLooks good to me.'],
  near: (text) => [`${text}x`, `Patch Set 1:\n\n${text}`, `please ${text} this`],
};

/** Names of accounts and addresses. */
export const ACCOUNTS: TextSpace = {
  alphabet: [[0x21, 0x7e], ...OTHER_ALPHABETS], // prettier-ignore
  within: formOf('.'),
  words: ['someone', 'x'],
  usual: ['nobody', 'nobody@example.org'],
  near: (text) => [`${text}x`, `x${text}`],
};
