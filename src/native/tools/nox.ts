import type { Recogniser } from '../recogniser.js';

const OWN = /^(py(36|37|38|39|310|311|312)|docs|linters|cover)$/;

/** nox, one session that zuul-jobs has a job for. zuul-jobs manual: Python Jobs. */
export const recogniser: Recogniser = {
  tool: 'nox',
  parents: ['py36', 'py37', 'py38', 'py39', 'py310', 'py311', 'py312', 'docs', 'linters', 'cover'].map(
    (one) => `nox-${one}`,
  ),
  source: 'https://zuul-ci.org/docs/zuul-jobs/python-jobs.html',
  image: /^nox(-|$)/,
  prepares: (words) =>
    /^(pip3?|python3? -m pip) install (-U |--upgrade |--user )*nox([=<>~!].*)?$/.test(words.join(' ')),
  propose({ words: [program, option, session = '', ...more] }) {
    if (program !== 'nox' || (option !== '-s' && option !== '--session') || more.length > 0 || !OWN.test(session)) {
      return undefined;
    }
    return {
      parent: `nox-${session}`,
      vars: {},
      changes: [
        `the job calls the session by the keyword or the name it has in zuul-jobs: compare it with ${session} of the noxfile`,
      ],
    };
  },
};
