import { spawnSync } from 'node:child_process';

/** A Python 2.7 on the path, or among those that pyenv keeps. */
export function findPython27(): string | undefined {
  const versions = spawnSync('pyenv', ['versions', '--bare'], { encoding: 'utf8' }).stdout ?? '';
  const kept = versions.split('\n').filter((version) => version.trim().startsWith('2.7'));
  const environments = [process.env, ...kept.map((version) => ({ ...process.env, PYENV_VERSION: version.trim() }))];
  const program = 'import sys; sys.stdout.write(sys.executable)';
  for (const env of environments) {
    const run = spawnSync('python2.7', ['-c', program], { encoding: 'utf8', env });
    if (run.status === 0 && run.stdout !== '') return run.stdout;
  }
  return undefined;
}
