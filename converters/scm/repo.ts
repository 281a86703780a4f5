import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { shellWord } from '../../src/convert/elements/tool-call.js';
import type { ScriptStep } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** Repo plugin: the tool of Android for many repositories. Source: RepoScm. repo: `repo help init`, `repo help sync`. */
export default defineConverter({
  element: 'hudson.plugins.repo.RepoScm',
  section: 'scm',
  plugin: 'repo',
  summary: 'Checks the repositories of a manifest out with repo',
  becomes: 'A step with repo init and repo sync',
  grade: 'exact',
  findings: {
    polling: 'Jenkins did not start the job for changes in these projects: name those that shall start it in Zuul.',
    details: 'Only says how Jenkins brings an old checkout up to date and shows changes: every build starts empty.',
  },
  convert(input, notes) {
    const ignored = input.child('ignoreProjects');
    if (ignored?.elements.some(({ rawText }) => rawText.trim() !== '') === true) notes.dropped('polling', ignored);
    const folder = input.textOf('destinationDir').trim();
    const manifest = input.textOf('localManifest');
    const trace = input.booleanOf('trace') ? ' --trace' : '';
    const init = ['-u', shellWord(input.need('manifestRepositoryUrl').text().trim()), ...options(input, INIT)];
    const depth = input.child('depth')?.integer() ?? 0;
    if (depth > 0) init.push('--depth', String(depth));
    if (input.booleanOf('noTags')) init.push('--no-tags');
    const jobs = input.child('jobs')?.integer() ?? 0;
    const sync = [
      '-d',
      ...(input.booleanOf('currentBranch') ? ['-c'] : []),
      ...(input.booleanOf('quiet') ? ['-q'] : []),
      ...(input.booleanOf('forceSync') ? ['--force-sync'] : []),
      ...(jobs > 0 ? ['-j', String(jobs)] : []),
    ];
    leaveOutRest(input, (rest) => notes.dropped('details', rest));
    const lines = [
      ...(folder === '' ? [] : [`mkdir -p -- ${shellWord(folder)}`, `cd -- ${shellWord(folder)}`]),
      `repo${trace} init ${init.join(' ')}`,
      ...(manifest.trim() === '' ? [] : localManifest(manifest.trim())),
      `repo${trace} sync ${sync.join(' ')}`,
      'repo manifest -r',
    ];
    const step: ScriptStep = {
      kind: 'script',
      name: 'Check the projects out with repo',
      at: input.at,
      body: `${lines.join('\n')}\n`,
      command: ['/bin/sh', '-xe'],
      extension: 'sh',
    };
    return { checkout: [step] };
  },
});

/** Fields → options of `repo init`. */
const INIT: readonly (readonly [field: string, option: string])[] = [
  ['manifestBranch', '-b'],
  ['manifestFile', '-m'],
  ['manifestGroup', '-g'],
  ['repoUrl', '--repo-url'],
  ['mirrorDir', '--reference'],
];

function options(input: Element, table: typeof INIT): string[] {
  return table.flatMap(([field, option]) => {
    const text = input.textOf(field).trim();
    // The shell puts a home folder in only where the tilde stands free.
    const word = text.startsWith('~/') ? `~/${shellWord(text.slice(2))}` : shellWord(text);
    return text === '' ? [] : [option, word];
  });
}

/** A text, or the address of one. */
function localManifest(text: string): readonly string[] {
  const file = '.repo/local_manifests/local.xml';
  const make = 'mkdir -p .repo/local_manifests';
  if (text.startsWith('<')) return [make, `cat >${file} <<'END'`, text, 'END'];
  return [make, `curl -fsSL -o ${file} ${shellWord(text)}`];
}
