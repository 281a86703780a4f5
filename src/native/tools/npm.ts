import type { Value } from '../../model/value.js';
import type { Call } from '../call.js';
import type { Proposal, Recogniser } from '../recogniser.js';

/** Script of package.json → job of its own. */
const OWN: Readonly<Record<string, string>> = {
  test: 'nodejs-run-test',
  lint: 'nodejs-run-lint',
  docs: 'nodejs-run-docs',
  pack: 'build-javascript-source-tarball',
};

/** npm and yarn, with a script of package.json. zuul-jobs manual: Javascript Jobs. */
export const recogniser: Recogniser = {
  tool: 'npm',
  parents: ['js-build', ...Object.values(OWN)],
  source: 'https://zuul-ci.org/docs/zuul-jobs/js-jobs.html',
  mention: /(npm|yarn)\b/,
  image: /^npm(-|$)/,
  // The pre playbook of js-build installs Node and the packages.
  prepares: (words) =>
    /^(npm (ci|install|i)|yarn( install)?( --frozen-lockfile)?)( --(no-audit|no-fund|no-progress))*$/.test(
      words.join(' '),
    ),
  propose: (call) => proposed(call),
};

function proposed({ words: [program = '', ...words], image }: Call): Proposal | undefined {
  const script = scriptOf(program, words);
  if (script === undefined) return undefined;
  const version = /(?:^|\/)(?:node|npm)[^/:]*?[:-]?v?(\d{1,2})(?:[.-][^/]*)?$/.exec(image ?? '')?.[1];
  const tool: Record<string, Value> = program === 'yarn' ? { js_build_tool: 'yarn' } : {};
  const vars = { ...tool, ...(version === undefined ? {} : { node_version: version }) };
  const changes = version === undefined ? ['say node_version: the job takes its own default otherwise'] : [];
  const installs = ['packages are installed by the pre playbook of js-build, and npm runs with --verbose and CI=true'];
  const own = Object.hasOwn(OWN, script) ? OWN[script]! : undefined;
  if (own !== undefined) return { parent: own, vars, changes: [...changes, ...installs] };
  return { parent: 'js-build', vars: { js_build_command: script, ...vars }, changes: [...changes, ...installs] };
}

/** One script, without arguments: the role puts its own option behind it. Nothing that publishes. */
function scriptOf(program: string, words: readonly string[]): string | undefined {
  if (program !== 'npm' && program !== 'yarn') return undefined;
  const rest = words.filter((word) => !/^(--silent|-s|--no-progress|--verbose)$/.test(word));
  const [first = '', second] = rest;
  if (rest.length === 1 && /^(test|t)$/.test(first)) return 'test';
  if (rest.length === 1 && program === 'npm' && first === 'pack') return 'pack';
  const isRun = /^(run|run-script)$/.test(first) && rest.length === 2;
  const script = isRun ? second! : program === 'yarn' && rest.length === 1 ? first : undefined;
  return script !== undefined && /^[\w:-]+$/.test(script) && !/publish|deploy|release|upload|install/.test(script)
    ? script
    : undefined;
}
