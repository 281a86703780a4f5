// Installs the dependencies when they are missing or older than the lockfile.
import { execSync } from 'node:child_process';
import { statSync } from 'node:fs';

const age = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

if (age('node_modules/.package-lock.json') < age('package-lock.json')) {
  execSync('npm ci --no-audit --no-fund', { stdio: 'inherit' });
}
