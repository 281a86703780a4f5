import type { RoleStep } from '../model/step.js';
import { isTemplate, type Value } from '../model/value.js';
import { below } from './folders.js';

/** A call of role `docker-run` as far as it is a command in a container over the workspace. */
export interface ContainerCall {
  readonly image: string;
  /** Name of the image without registry, folders and tag: `tox-v3`. */
  readonly imageName: string;
  readonly words: readonly string[];
  /** Whether the first of the words is the program, and not an argument of the image's own. */
  readonly namesProgram: boolean;
  readonly environment: Readonly<Record<string, string>>;
  /** Folder of the workspace in which it runs; `undefined`: that of the image. */
  readonly folder: string | undefined;
  /** A path in the container as a path below the workspace. */
  readonly inWorkspace: (path: string) => string | undefined;
}

/** Jobs share most of their steps. */
const known = new WeakMap<RoleStep, ContainerCall | string>();

/** @returns a sentence for people where a value is known to the build only. */
export function containerCall(step: RoleStep): ContainerCall | string {
  let read = known.get(step);
  if (read === undefined) {
    read = readCall(step);
    known.set(step, read);
  }
  return read;
}

function readCall({ vars }: RoleStep): ContainerCall | string {
  const image = vars['docker_run_image'];
  if (typeof image !== 'string') return 'the image is a variable';
  const imageName = image.replace(/@.*$/, '').split('/').at(-1)!.split(':')[0]!;
  const command = listOf(vars['docker_run_command']);
  const entrypoint = vars['docker_run_entrypoint'] ?? null;
  if (command === undefined || (entrypoint !== null && typeof entrypoint !== 'string')) {
    return 'its arguments are variables';
  }
  const environment = vars['docker_run_environment'] ?? {};
  const values = Object.entries(environment as Readonly<Record<string, Value>>);
  if (!values.every((entry): entry is [string, string] => typeof entry[1] === 'string')) {
    return 'its variables come from the build';
  }
  const mounts = mountsOf(vars['docker_run_volumes']);
  const inWorkspace = (path: string): string | undefined => {
    const mount = mounts.find(({ inside }) => path === inside || path.startsWith(`${inside}/`));
    return mount === undefined ? undefined : below(mount.outside, `.${path.slice(mount.inside.length)}`);
  };
  const workdir = vars['docker_run_workdir'] ?? null;
  return {
    image,
    imageName,
    words: entrypoint === null ? command : [entrypoint.split('/').at(-1)!, ...command],
    namesProgram: entrypoint !== null,
    environment: Object.fromEntries(values),
    folder: typeof workdir === 'string' ? inWorkspace(workdir) : undefined,
    inWorkspace,
  };
}

function listOf(value: Value | undefined): readonly string[] | undefined {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return undefined;
  const list = value as readonly Value[];
  return list.every((one): one is string => typeof one === 'string') ? list : undefined;
}

const MOUNT = /^\{\{ jenkins_env\.WORKSPACE(?: \| string)? \}\}(\/[^:]*)?:([^:]+)(?::[a-z,]+)?$/;

/** Mounts of the workspace and of folders in it; the longest path inside first. */
function mountsOf(value: Value | undefined): readonly { readonly outside: string; readonly inside: string }[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly Value[])
    .flatMap((one) => {
      const match = isTemplate(one) ? MOUNT.exec(one.jinja) : null;
      return match === null
        ? []
        : [{ outside: `.${match[1] ?? ''}`.replace(/^\.\//, ''), inside: match[2]!.replace(/\/$/, '') }];
    })
    .sort((a, b) => b.inside.length - a.inside.length);
}
