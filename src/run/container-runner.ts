import { chmodSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Workspace } from './workspace.js';

/** Who answers calls of `docker`: docker itself, podman, or nobody: `echo` prints and records the call and succeeds. */
export type ContainerRunner = 'docker' | 'podman' | 'echo';

/** Where `echo` records calls: one line each, as a shell would take it. */
export function callsFile(workspace: Workspace): string {
  return join(workspace.logs, 'docker-calls.txt');
}

/** Puts what stands in for `docker` in front of the machine's programs. */
export function provideRunner(runner: ContainerRunner, workspace: Workspace): void {
  if (runner === 'docker') return;
  const path = join(workspace.bin, 'docker');
  writeFileSync(path, runner === 'podman' ? podmanScript() : echoScript(callsFile(workspace)));
  chmodSync(path, 0o755);
}

/** The images of the user, not those of a home folder that begins empty. */
function podmanScript(): string {
  const data = process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local/share');
  return `#!/bin/sh
XDG_DATA_HOME=${shellWord(data)} exec podman "$@"
`;
}

function echoScript(file: string): string {
  return `#!/bin/sh
# Stands in for docker: prints the call, so that a shell could take it, records it, and succeeds.
line=docker
for word do
  case $word in
    '' | *[!A-Za-z0-9_./:=@%+,-]*)
      quoted=
      while :; do
        case $word in
          *\\'*) quoted=$quoted\${word%%\\'*}"'\\\\''"; word=\${word#*\\'} ;;
          *) break ;;
        esac
      done
      line="$line '$quoted$word'" ;;
    *) line="$line $word" ;;
  esac
done
printf '%s\\n' "$line" >>${shellWord(file)}
# Not on standard output: a step may read what docker answers.
printf '%s\\n' "$line" >&2
`;
}

function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
