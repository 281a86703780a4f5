import type { Estate } from '../../model/estate.js';
import type { OutputFile } from '../../model/output-file.js';
import type { ZuulJob, ZuulNodeset } from '../../model/zuul.js';
import { yamlMapFile } from '../yaml/yaml-file.js';

interface LabelUse {
  readonly name: string;
  readonly jobs: number;
  readonly nodesets: readonly string[];
}

/**
 * `migration/nodes.yaml`: the labels that the converted jobs ask for, for Nodepool, and stanzas for the launcher of Zuul 14 as
 * comments. Zuul does not read it: what an image is, only the site knows. Zuul reference: Build Nodes (image, flavor, label,
 * section, provider).
 *
 * @param header comment lines for the top of the file
 */
export function nodesFile(estate: Estate, header: readonly string[]): OutputFile {
  const labels = labelUses(estate);
  const lines = [
    ...header,
    'Labels that have to be on offer, and how many jobs ask for each. Zuul does not read this file.',
  ];
  const map = { labels: labels.map(({ name, jobs, nodesets }) => ({ name, jobs, nodesets })) };
  const stanzas = [...nodepool(labels), '', ...launcher(labels, estate.tenant.configProject)];
  const comment = stanzas.map((line) => (line === '' ? '#\n' : `# ${line}\n`)).join('');
  return { path: 'migration/nodes.yaml', content: `${yamlMapFile(lines, map)}\n${comment}` };
}

function labelUses({ config: { jobs, nodesets } }: Estate): LabelUse[] {
  const byName = new Map(nodesets.map((one) => [one.name, one]));
  const users = nodesetUsers(jobs);
  const uses = new Map<string, { jobs: Set<string>; nodesets: Set<string> }>();
  for (const { name } of nodesets) {
    for (const label of labelsOf(name, byName)) {
      const use = uses.get(label) ?? { jobs: new Set(), nodesets: new Set() };
      uses.set(label, use);
      use.nodesets.add(name);
      for (const job of users.get(name) ?? []) use.jobs.add(job);
    }
  }
  return [...uses]
    .map(([name, use]) => ({ name, jobs: use.jobs.size, nodesets: [...use.nodesets].sort() }))
    .sort((a, b) => b.jobs - a.jobs || (a.name < b.name ? -1 : 1));
}

function labelsOf(nodeset: string, all: ReadonlyMap<string, ZuulNodeset>): readonly string[] {
  const { nodes = [], alternatives = [] } = all.get(nodeset) ?? {};
  return [...nodes.map(({ label }) => label), ...alternatives.flatMap((name) => labelsOf(name, all))];
}

/** Nodeset → jobs that run on it on some branch. A job without one has that of its parent. */
function nodesetUsers(jobs: readonly ZuulJob[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byName = new Map<string, ZuulJob>();
  for (const job of jobs) if (!byName.has(job.name)) byName.set(job.name, job);
  const users = new Map<string, Set<string>>();
  for (const job of jobs) {
    if (job.abstract === true) continue;
    let from: ZuulJob | undefined = job;
    while (from !== undefined && from.nodeset === undefined) from = byName.get(from.parent ?? '');
    const nodeset = from?.nodeset;
    const names =
      typeof nodeset === 'object' ? [nodeset.name, ...nodeset.byBranch.map((one) => one.nodeset)] : [nodeset];
    for (const name of names) {
      if (name === undefined) continue;
      const known = users.get(name);
      if (known === undefined) users.set(name, new Set([job.name]));
      else known.add(job.name);
    }
  }
  return users;
}

function nodepool(labels: readonly LabelUse[]): string[] {
  return [
    'Nodepool, nodepool.yaml (deprecated since Zuul 14):',
    '',
    'labels:',
    ...labels.flatMap(({ name }) => [`  - name: ${name}`, '    min-ready: 0']),
  ];
}

/** Names only: what the driver of the provider needs (image ids, sizes, keys) is added by whoever knows the cloud. */
function launcher(labels: readonly LabelUse[], configProject: string): string[] {
  return [
    `The launcher of Zuul 14, zuul.d/nodes.yaml of ${configProject} (and "use-nodepool: false" for the tenant).`,
    'One image and one flavor for each label; put together what is the same. CONNECTION is one of zuul.conf.',
    '',
    ...labels.flatMap(({ name }) => ['- image:', `    name: ${name}`, '    type: cloud']),
    ...['- flavor:', '    name: medium'],
    ...labels.flatMap(({ name }) => ['- label:', `    name: ${name}`, `    image: ${name}`, '    flavor: medium']),
    ...['- section:', '    name: main', '    connection: CONNECTION', '    flavors:', '      - name: medium'],
    ...['    images:', ...labels.map(({ name }) => `      - name: ${name}`)],
    ...['    labels:', ...labels.map(({ name }) => `      - name: ${name}`)],
    ...['- provider:', '    name: main', '    section: main'],
    ...['    images:', ...labels.map(({ name }) => `      - name: ${name}`)],
    ...['    labels:', ...labels.map(({ name }) => `      - name: ${name}`)],
  ];
}
