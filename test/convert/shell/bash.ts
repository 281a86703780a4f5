import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs scripts under the real shell, with a `docker` that writes down its arguments. */
export interface RecordingShell {
  /** The arguments docker got; `undefined` where the script failed before. */
  run(body: string, env: Readonly<Record<string, string>>): readonly string[] | undefined;
  close(): void;
}

/** The shell at work in a folder of its own; `undefined` on a machine without `/bin/bash`. */
export function recordingShell(): RecordingShell | undefined {
  if (spawnSync('/bin/bash', ['-c', ':']).status !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'docker-run-'));
  const docker = join(folder, 'docker');
  writeFileSync(docker, `#!/bin/bash\nprintf '%s\\0' "$@" >"$RECORD"\n`);
  chmodSync(docker, 0o755);
  const script = join(folder, 'script');
  return {
    run(body, env) {
      writeFileSync(script, body);
      const record = join(folder, 'record');
      rmSync(record, { force: true });
      const result = spawnSync('/bin/bash', ['-c', `/bin/bash "$0" >&2 && cat "$1"`, script, record], {
        cwd: env['WORKSPACE'] ?? folder,
        env: { ...env, PATH: `${folder}:/usr/bin:/bin`, RECORD: record },
        maxBuffer: 1 << 24,
      });
      if (result.status !== 0) return undefined;
      return result.stdout.toString('utf8').split('\0').slice(0, -1);
    },
    close() {
      rmSync(folder, { recursive: true });
    },
  };
}
