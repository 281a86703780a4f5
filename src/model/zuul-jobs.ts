/** Repository with jobs for every Zuul; its documentation calls it zuul-jobs. */
export const ZUUL_JOBS_PROJECT = 'zuul/zuul-jobs';

/** Whether a project of a tenant is zuul-jobs, or a copy of it under another name space. */
export function isZuulJobs(project: string): boolean {
  return /(^|\/)zuul-jobs$/.test(project);
}

const python = ['py27', 'py36', 'py37', 'py38', 'py39', 'py310', 'py311', 'py312'];

/**
 * Its jobs that others inherit from. Source: zuul-jobs manual, chapters General Purpose Jobs, Python Jobs, Javascript Jobs,
 * Docker Jobs, Go Jobs, Helm Jobs.
 */
export const ZUUL_JOBS: ReadonlySet<string> = new Set([
  ...['unittests', 'markdownlint', 'multinode', 'run-test-command'],
  ...['tox', 'tox-docs', 'tox-linters', 'tox-molecule', 'tox-pep8', 'tox-cover', 'tox-bashate', 'tox-nodejs-npm'],
  ...python.map((one) => `tox-${one}`),
  ...['nox', 'nox-docs', 'nox-linters', 'nox-cover'],
  ...python.slice(1).map((one) => `nox-${one}`),
  ...['build-python-release', 'python-upload-pypi', 'build-sphinx-docs', 'build-reno-releasenotes'],
  ...['js-build', 'nodejs-run-test', 'nodejs-run-test-browser', 'nodejs-run-lint', 'nodejs-run-docs'],
  ...['build-javascript-source-tarball', 'build-javascript-deployment'],
  ...['build-docker-image', 'upload-docker-image', 'promote-docker-image'],
  ...['golang-go', 'golang-go-test'],
  ...['chart-testing-lint', 'apply-helm-charts'],
]);
