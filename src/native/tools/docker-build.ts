import type { Value } from '../../model/value.js';
import { readOptions } from '../options.js';
import type { Recogniser } from '../recogniser.js';

const OPTIONS = {
  '-t': '--tag',
  '--tag': 'value',
  '-f': '--file',
  '--file': 'value',
  '--build-arg': 'value',
  '--target': 'value',
  '--pull': 'flag',
  '--no-cache': 'flag',
  '--rm': 'flag',
  '--force-rm': 'flag',
  '-q': 'flag',
  '--progress': 'value',
} as const;

/** `docker build` of one image that is not pushed. zuul-jobs manual: Docker Jobs; role build-docker-image. */
export const recogniser: Recogniser = {
  tool: 'docker build',
  parents: ['build-docker-image'],
  source: 'https://zuul-ci.org/docs/zuul-jobs/docker-jobs.html',
  propose({ words: [program, command, ...words], image }) {
    if (program !== 'docker' || command !== 'build' || image !== undefined) return undefined;
    const read = readOptions(words, OPTIONS);
    const [context, ...more] = read?.rest ?? [];
    if (read === undefined || context === undefined || more.length > 0 || /^-$|:\/\//.test(context)) return undefined;
    const names = (read.given.get('--tag') ?? []).map(splitName);
    const [first] = names;
    if (first === undefined || names.some(({ repository }) => repository !== first.repository)) return undefined;
    const dockerfile = read.given.get('--file')?.at(-1);
    const target = read.given.get('--target')?.at(-1);
    const built: Record<string, Value> = {
      // The role runs in the context; a file that is named is looked for there.
      context: dockerfile === undefined ? context : '.',
      ...(dockerfile === undefined || context === '.' ? {} : { path: context }),
      ...(dockerfile === undefined ? {} : { dockerfile }),
      repository: first.repository,
      tags: names.map(({ tag }) => tag),
      ...(target === undefined ? {} : { target }),
      ...(read.given.has('--build-arg') ? { build_args: [...read.given.get('--build-arg')!] } : {}),
    };
    return {
      parent: 'build-docker-image',
      vars: { docker_images: [built] },
      changes: [
        'the image has a second tag with the number of the change; upload-docker-image and promote-docker-image take the same variables',
        ...['--no-cache', '--pull']
          .filter((option) => read.given.has(option))
          .map((option) => `${option} is not given: a new node has no images`),
      ],
    };
  },
};

/** `registry:5000/a/b:tag`: a colon before the last slash belongs to the registry. */
function splitName(name: string): { readonly repository: string; readonly tag: string } {
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  return colon < 0
    ? { repository: name, tag: 'latest' }
    : { repository: name.slice(0, colon), tag: name.slice(colon + 1) };
}
