import type { Recogniser } from '../recogniser.js';

/** A source archive and a wheel, not uploaded. zuul-jobs manual: Python Jobs, `build-python-release`. */
export const recogniser: Recogniser = {
  tool: 'python build',
  parents: ['build-python-release'],
  source: 'https://zuul-ci.org/docs/zuul-jobs/python-jobs.html',
  mention: /python3? (setup\.py|-m build)|pyproject-build/,
  // Role fetch-python-sdist-output.
  keeps: /^dist\//,
  prepares: (words) =>
    /^(pip3?|python3? -m pip) install (-U |--upgrade |--user )*((build|wheel|setuptools)( |$))+$/.test(words.join(' ')),
  propose({ words }) {
    const line = words.join(' ');
    if (
      /^python3? setup\.py (sdist bdist_wheel|bdist_wheel sdist)$/.test(line) ||
      /^(python3? -m build|pyproject-build)$/.test(line)
    ) {
      return {
        parent: 'build-python-release',
        vars: {},
        changes: ['python-upload-pypi is the job that uploads as well'],
      };
    }
    return undefined;
  },
};
