import { posix } from 'node:path';
import { readOptions } from '../options.js';
import type { Recogniser } from '../recogniser.js';

const OPTIONS = { '-W': 'flag', '-b': 'value', '-n': 'flag', '-q': 'flag', '-j': 'value', '-M': 'value' } as const;

/** sphinx-build. zuul-jobs manual: Python Jobs, `build-sphinx-docs`; Python Roles, `sphinx`. */
export const recogniser: Recogniser = {
  tool: 'sphinx',
  parents: ['build-sphinx-docs'],
  source: 'https://zuul-ci.org/docs/zuul-jobs/python-jobs.html',
  mention: /sphinx-build/,
  // Role fetch-sphinx-output takes the folder of each builder.
  keeps: /^(doc\/build|build|docs\/build|docs\/_build)\/html(\/|$)/,
  propose({ words: [program, ...words] }) {
    if (program !== 'sphinx-build') return undefined;
    const read = readOptions(words, OPTIONS);
    const [from, to, ...files] = read?.rest ?? [];
    if (read === undefined || from === undefined || to === undefined || files.length > 0) return undefined;
    // Options that the role does not hand on.
    if (['-n', '-M'].some((option) => read.given.has(option))) return undefined;
    const builder = read.given.get('-b')?.at(-1) ?? 'html';
    const parent = posix.dirname(to.replace(/\/$/, ''));
    const isUsual = posix.basename(to) === builder;
    return {
      parent: 'build-sphinx-docs',
      vars: {
        sphinx_source_dir: from.replace(/\/$/, ''),
        sphinx_build_dir: isUsual ? parent : to,
        sphinx_builders: [builder],
        sphinx_warning_is_error: read.given.has('-W'),
      },
      changes: [
        'Sphinx and the requirements of the documents come from doc/requirements.txt or test-requirements.txt, and not from an image',
        ...(isUsual ? [] : [`the result is in ${to}/${builder}`]),
      ],
    };
  },
};
