import type { Comparison, SidePlace } from '../../model/comparison.js';
import { changeWords, exampleWords, fromToWords, scopeWords } from './words.js';

/** A remark at a line of the second side, for reviews and checks. */
export interface Annotation {
  /** From the top of the repository. */
  readonly path: string;
  readonly line: number;
  readonly level: 'notice' | 'warning' | 'failure';
  /** `runs/files`, or the code of a finding. */
  readonly rule: string;
  readonly title: string;
  readonly message: string;
}

/**
 * What can be said at a line of the second side: causes for which something else runs, and new tasks for people. Worst first.
 *
 * @param prefix Folder of the second side in its repository, empty or with a closing slash.
 */
export function annotationsOf({ runs, tasks }: Comparison, prefix: string): Annotation[] {
  const annotations: Annotation[] = [];
  for (const { code, message, places } of tasks) {
    for (const { output, outputLine, job, isNew } of places) {
      if (!isNew || output === undefined || outputLine === undefined) continue;
      const [file = ''] = output.split('#');
      const about = job === undefined ? '' : ` (${job})`;
      annotations.push({ path: `${prefix}${file}`, line: outputLine, level: 'warning', rule: code, title: `${code}${about}`, message }); // prettier-ignore
    }
  }
  for (const change of runs) {
    const at: SidePlace | undefined = change.at;
    if (at?.side !== 'after') continue;
    const words = fromToWords(change);
    const message = [scopeWords(change), ...(words === '' ? [] : [words]), exampleWords(change)].join('\n');
    const path = `${prefix}${at.file}`;
    annotations.push({ path, line: Math.max(1, at.line), level: 'notice', rule: `runs/${change.aspect}`, title: changeWords(change), message }); // prettier-ignore
  }
  return annotations;
}

/**
 * Folder of a side in its repository, as its name tells: `origin/main:ci/zuul.d` and `./ci/zuul.d/` are in `ci/`. Nothing is known of an
 * absolute path.
 */
export function prefixOf({ name, kind }: Comparison['after']): string {
  const path = name.includes(':') && !/^[A-Za-z]:[\\/]/.test(name) ? name.slice(name.indexOf(':') + 1) : name;
  const parts = path
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  if (path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path) || parts.includes('..')) return '';
  if (kind === 'layout' || ['zuul.d', '.zuul.d'].includes(parts.at(-1) ?? '')) parts.pop();
  return parts.map((part) => `${part}/`).join('');
}
