import type { ScriptPart } from './script-parts.js';

/** Commands of Git that only bring sources, or show them. */
const BRINGING: ReadonlySet<string> = new Set(['fetch', 'reset', 'clean', 'remote', 'config']);
const SHOWING: ReadonlySet<string> = new Set(['log', 'show', 'status', 'rev-parse', 'version', 'describe']);

/** What stands for the project and the change that Zuul runs the job for. */
const OF_THE_CHANGE =
  /\$\{?(ZUUL_(PROJECT|URL|REF|COMMIT|BRANCH|NEWREV|CHANGES)|GERRIT_(PROJECT|REFSPEC|BRANCH)|GIT_(URL|COMMIT|BRANCH))\b/;

/**
 * A call of `git` or `zuul-cloner` that gets the sources of the change: Zuul has them on the node before a job begins (Zuul
 * reference: Job Content, "Git Repositories"). Anything else that Git does is nobody's: submodules, pushes, other projects.
 *
 * @param raw words with their expansions, without quotes
 */
export function gitPart(raw: readonly string[], text: string): ScriptPart | undefined {
  if (raw[0] === 'zuul-cloner') {
    const projects = raw
      .slice(1)
      .filter((word, index, all) => !word.startsWith('-') && !/^-[a-z-]+$/.test(all[index - 1] ?? ''));
    const last = projects.at(-1) ?? '';
    return /^\$\{?ZUUL_PROJECT\}?$/.test(last) ? { kind: 'checkout', folder: '?', text } : undefined;
  }
  if (raw[0] !== 'git') return undefined;
  const [command, ...words] = raw.slice(1).filter((word) => !/^(-q|--quiet|-v|--verbose)$/.test(word));
  if (command === undefined) return undefined;
  if (SHOWING.has(command)) return { kind: 'idle', text };
  if (BRINGING.has(command)) return { kind: 'idle', text };
  const rest = words.filter((word) => !word.startsWith('-'));
  if (command === 'init') return rest.length < 2 ? { kind: 'checkout', folder: rest[0] ?? '.', text } : undefined;
  if (command === 'checkout') {
    const isOfChange = rest.length === 1 && (rest[0] === 'FETCH_HEAD' || OF_THE_CHANGE.test(rest[0]!));
    return isOfChange ? { kind: 'idle', text } : undefined;
  }
  if (command === 'clone') return cloned(words, text);
  return undefined;
}

function cloned(words: readonly string[], text: string): ScriptPart | undefined {
  const rest: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]!;
    if (/^(--depth|--branch|-b|--origin|-o|--reference)$/.test(word)) index += 1;
    else if (/^--(recurse-submodules|recursive)/.test(word)) return undefined;
    else if (!word.startsWith('-')) rest.push(word);
  }
  const [url, folder] = rest;
  if (url === undefined || rest.length > 2 || !OF_THE_CHANGE.test(url)) return undefined;
  // Without a folder Git takes the last part of the URL, which only the build knows.
  return { kind: 'checkout', folder: folder ?? '?', text };
}
