import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `docker` was called with, as its stand-in saw it. */
export interface RecordedCall {
  readonly folder: string;
  readonly argv: readonly string[];
  /** The environment of the call. */
  readonly env: Readonly<Record<string, string>>;
  /** Lines of the file that `--env-file` names, where the call has one. */
  readonly envFile: readonly string[];
}

/** Where the calls of a build are recorded: beside its workspace. */
export const recordOf = (workspace: string): string => `${workspace}.docker`;

/** Notes each call in files of its own, and ends with the status that the build asks for. */
const DOCKER = `#!/bin/bash
mkdir -p "$WORKSPACE.docker" || exit 99
number=0
while [ -e "$WORKSPACE.docker/$number.argv" ]; do number=$((number + 1)); done
note="$WORKSPACE.docker/$number"
printf '%s\\0' "$PWD" "$@" >"$note.argv"
env -0 >"$note.env"
while [ $# -gt 0 ]; do
  case $1 in
    --env-file) cat <"$2" >"$note.file"; break ;;
    --env-file=*) cat <"\${1#*=}" >"$note.file"; break ;;
  esac
  shift
done
# Does what the container would have done, where the test has a program for that.
if command -v docker-acts >/dev/null; then docker-acts "$(tr '\\0' ' ' <"$note.argv")" || exit; fi
exit "\${STAND_IN_STATUS:-0}"
`;

/** Makes a folder with stand-ins for PATH. */
export function makeStandIns(folder: string, more: Readonly<Record<string, string>> = {}): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, script] of Object.entries({ docker: DOCKER, ...more })) {
    writeFileSync(join(folder, name), script);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

/** The calls of a build, in order. */
export function readCalls(workspace: string): RecordedCall[] {
  const calls: RecordedCall[] = [];
  for (let number = 0; ; number += 1) {
    const note = join(recordOf(workspace), String(number));
    if (!existsSync(`${note}.argv`)) return calls;
    const [folder = '', ...argv] = fields(`${note}.argv`, '\0');
    calls.push({
      folder,
      argv,
      env: variables(fields(`${note}.env`, '\0')),
      envFile: existsSync(`${note}.file`) ? fields(`${note}.file`, '\n') : [],
    });
  }
}

/** Each field ends with the mark. */
function fields(path: string, mark: string): string[] {
  return readFileSync(path, 'utf8').split(mark).slice(0, -1);
}

function variables(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs
      .filter((pair) => pair.includes('='))
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
}
