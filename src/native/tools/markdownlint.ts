import type { Recogniser } from '../recogniser.js';

/** markdownlint of all files. zuul-jobs manual: General Purpose Jobs, `markdownlint`. */
export const recogniser: Recogniser = {
  tool: 'markdownlint',
  parents: ['markdownlint'],
  source: 'https://zuul-ci.org/docs/zuul-jobs/general-jobs.html',
  image: /^markdownlint(-cli)?$/,
  prepares: (words) => words.join(' ') === 'npm install -g markdownlint-cli',
  propose({ words }) {
    const isAll = words.length === 2 && words[0] === 'markdownlint' && words[1] === '.';
    return isAll ? { parent: 'markdownlint', vars: {}, changes: ['its rules stand in .markdownlint.json'] } : undefined;
  },
};
