import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callAll, environmentOf, makeNode, needs, onNode, type Node } from './ansible.js';

const withAnsible = needs('ansible-playbook');

/** Serves a folder in a process of its own: Ansible runs while this one waits for it. */
const SERVER = `
const { createServer } = require('node:http');
const { readFileSync, existsSync } = require('node:fs');
const server = createServer((request, response) => {
  const [path] = request.url.split('?');
  const file = process.argv[1] + decodeURIComponent(path);
  require('node:fs').appendFileSync(process.argv[1] + '/asked', request.url + '\\n');
  if (!existsSync(file)) return response.writeHead(404).end();
  response.end(readFileSync(file));
});
server.listen(0, '127.0.0.1', () => require('node:fs').writeFileSync(process.argv[1] + '/port', String(server.address().port)));
`;

interface Site {
  readonly folder: string;
  readonly address: string;
  write(path: string, text: string): void;
  asked(): string[];
}

async function withSite(node: Node, use: (site: Site) => void): Promise<void> {
  const folder = join(node.home, 'site');
  mkdirSync(folder);
  const server: ChildProcess = spawn(process.execPath, ['-e', SERVER, folder], { stdio: 'ignore' });
  try {
    while (!existsSync(join(folder, 'port'))) await new Promise((resolve) => setTimeout(resolve, 20));
    use({
      folder,
      address: `http://127.0.0.1:${readFileSync(join(folder, 'port'), 'utf8')}`,
      write(path, text) {
        mkdirSync(join(folder, path, '..'), { recursive: true });
        writeFileSync(join(folder, path), text);
      },
      asked: () => readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n'),
    });
  } finally {
    server.kill();
  }
}

async function onNodeWithSite(use: (node: Node, site: Site) => void): Promise<void> {
  const node = makeNode();
  try {
    await withSite(node, (site) => {
      use(node, site);
    });
  } finally {
    node.close();
  }
}

function publish(site: Site, job: string, files: Readonly<Record<string, string>>): void {
  const list = Object.keys(files).map((path) => ({ path, mode: 0o755, modified: 1_000_000_000 }));
  site.write(`artifacts/${job}.artifacts.json`, JSON.stringify({ files: list }));
  for (const [path, text] of Object.entries(files)) site.write(`artifacts/${job}/${path}`, text);
}

function artifactOf(site: Site, job: string, build = 'b1'): Record<string, unknown> {
  const url = `${site.address}/artifacts/${job}.artifacts.json`;
  return { name: `Artifacts of ${job}`, url, metadata: { type: 'jenkins-artifacts', job, build } };
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

withAnsible('what one job archives and returns, another copies', async (t) => {
  await onNodeWithSite((node, site) => {
    const result = join(node.home, 'results.json');
    const zuul = { build: 'b7', executor: { result_data_file: result } };
    node.write('workspace/out/a b.txt', 'A');
    node.write('workspace/out/deep/é.bin', 'E');
    node.write('workspace/log.txt', 'L');
    const archive = (include: string): string => {
      const target = { archive_artifacts_job: 'lib/build', archive_artifacts_target: join(site.folder, 'artifacts') };
      const vars = { archive_artifacts_include: [include], ...target };
      return `- ${JSON.stringify({ include_role: { name: 'archive-artifacts' }, vars })}\n`;
    };
    const tell = `- ${JSON.stringify({ include_role: { name: 'return-artifacts' }, vars: { return_artifacts_job: 'lib/build' } })}\n`;
    const archived = node.play(archive('out/**') + archive('*.txt') + tell, { ...environmentOf(node), zuul });
    t.is(archived.status, 0, archived.text);

    const returned = JSON.parse(readFileSync(result, 'utf8')) as {
      data: { zuul: { artifacts: { name: string; url: string; metadata: object }[] } };
    };
    const [artifact] = returned.data.zuul.artifacts;
    t.is(artifact?.url, 'artifacts/lib/build.artifacts.json');
    t.deepEqual(artifact?.metadata, { type: 'jenkins-artifacts', job: 'lib/build', build: 'b7' });

    // Zuul puts the address of the logs before it.
    const artifacts = [{ ...artifact, url: `${site.address}/${artifact!.url}` }, artifactOf(site, 'other')];
    const copy = (vars: Readonly<Record<string, unknown>>): string =>
      `- ${JSON.stringify({ include_role: { name: 'copy-artifacts' }, vars: { copy_artifacts_job: 'lib/build', ...vars } })}\n`;
    const copied = node.play(
      copy({ copy_artifacts_target: 'all', copy_artifacts_variable: 'COPYARTIFACT_BUILD_NUMBER_LIB' }) +
        copy({ copy_artifacts_target: 'flat', copy_artifacts_flatten: true, copy_artifacts_exclude: ['*.txt'] }),
      { ...environmentOf(node), zuul: { ...zuul, artifacts } },
    );
    t.is(copied.status, 0, copied.text);
    t.deepEqual(filesIn(join(node.home, 'workspace/all')), ['log.txt', 'out/a b.txt', 'out/deep/é.bin']);
    t.deepEqual(filesIn(join(node.home, 'workspace/flat')), ['a b.txt', 'é.bin']);
    t.is(node.read('workspace/all/out/deep/é.bin'), 'E');
    const kept = copied.tasks.find(({ name }) => name.endsWith('Keep the build for the next steps'));
    const facts = kept?.['ansible_facts'] as { jenkins_env: Record<string, string> };
    t.is(facts.jenkins_env['COPYARTIFACT_BUILD_NUMBER_LIB'], 'b7');
  });
});

withAnsible('artifacts: patterns, what is not there, and what leads out of the folder', async (t) => {
  await onNodeWithSite((node, site) => {
    publish(site, 'build', { 'dist/a.tar': 'a', 'dist/b.log': 'b', 'c.tar': 'c' });
    site.write(
      'artifacts/evil.artifacts.json',
      JSON.stringify({ files: [{ path: '../../x', mode: 420, modified: 0 }] }),
    );
    const zuul = { artifacts: [artifactOf(site, 'build'), artifactOf(site, 'evil'), artifactOf(site, 'gone')] };
    const job = { copy_artifacts_job: 'build', zuul };
    const calls = [
      { ...job, copy_artifacts_include: ['**/*.tar'], copy_artifacts_exclude: ['c*'] },
      { ...job, copy_artifacts_include: ['*.zip'] },
      { ...job, copy_artifacts_include: ['*.zip'], copy_artifacts_optional: true },
      { ...job, copy_artifacts_job: 'unknown' },
      { ...job, copy_artifacts_job: 'unknown', copy_artifacts_optional: true },
      { ...job, copy_artifacts_job: 'unknown', copy_artifacts_results: ['SUCCESS'] },
      { ...job, copy_artifacts_job: 'evil' },
      { ...job, copy_artifacts_job: 'gone' },
    ].map((vars) => ({ files: {}, vars }));
    const [some, none, allowed, missing, noneNeeded, noApi, evil, gone] = callAll(node, 'copy-artifacts', calls);
    t.is(some?.stdout, 'dist/a.tar\nBuild: b1');
    const copied = join(node.home, 'workspaces/0/dist/a.tar');
    t.deepEqual([statSync(copied).mode & 0o777, statSync(copied).mtimeMs], [0o755, 1_000_000_000_000]);
    t.false(none!.isFine);
    t.regex(none!.text, /No artifact of build fits \*\.zip/);
    t.true(allowed!.isFine);
    t.regex(missing!.text, /unknown returned no artifacts for this change/);
    t.false(missing!.isFine);
    t.true(noneNeeded!.isFine);
    t.regex(noApi!.text, /copy_artifacts_api is not set/);
    t.false(evil!.isFine);
    t.regex(evil!.text, /outside of their folder/);
    t.false(existsSync(join(node.home, 'x')));
    t.false(gone!.isFine);
    t.regex(gone!.text, /404/);
  });
});

withAnsible('artifacts of earlier builds are asked of the API, those of changes in review do not count', async (t) => {
  await onNodeWithSite((node, site) => {
    publish(site, 'build', { a: 'new' });
    const artifacts = [artifactOf(site, 'build')];
    const builds = [
      { uuid: 'u1', ref: { change: 12 }, artifacts },
      { uuid: 'u2', ref: { change: null }, artifacts: [] },
      { uuid: 'u3', ref: { change: null }, artifacts },
    ];
    site.write('api/builds', JSON.stringify(builds));
    const vars = {
      copy_artifacts_job: 'build',
      copy_artifacts_api: `${site.address}/api/`,
      copy_artifacts_from: ['build', 'starter of build'],
      copy_artifacts_results: ['SUCCESS'],
      zuul: {},
    };
    const [merged, any] = callAll(node, 'copy-artifacts', [
      { files: {}, vars },
      { files: {}, vars: { ...vars, copy_artifacts_of_changes: true } },
    ]);
    t.is(merged?.stdout, 'a\nBuild: u3', merged?.text);
    t.is(any?.stdout, 'a\nBuild: u1', any?.text);
    t.true(
      site
        .asked()
        .includes('/api/builds?job_name=build&job_name=starter+of+build&result=SUCCESS&complete=true&limit=100'),
    );
  });
});

withAnsible('artifacts of steps that ran before on the same node are copied without a server', (t) => {
  onNode((node) => {
    node.write('workspace/x', 'X');
    const keep = { archive_artifacts_include: ['x'], archive_artifacts_job: 'inner' };
    const vars = { copy_artifacts_job: 'inner', copy_artifacts_target: 'in' };
    const zuul = { build: 'b', executor: { result_data_file: join(node.home, 'results.json') } };
    const tasks = [
      { include_role: { name: 'archive-artifacts' }, vars: keep },
      { include_role: { name: 'copy-artifacts' }, vars },
    ];
    const result = node.play(tasks.map((task) => `- ${JSON.stringify(task)}\n`).join(''), {
      ...environmentOf(node),
      zuul,
    });
    t.is(result.status, 0, result.text);
    t.is(node.read('workspace/in/x'), 'X');
  });
});

withAnsible('parameters are read from files in the format of Java', (t) => {
  onNode((node) => {
    node.write('workspace/v.properties', '# no\nVERSION = 1.2\\\n   .3\nNAME: caf\\u00e9\nPATH=a\\=b\nEMPTY\n');
    const read = (path: string, fact: string): string =>
      `- ${JSON.stringify({ include_role: { name: 'parameter-file' }, vars: { parameter_file_path: path, parameter_file_fact: fact } })}\n`;
    const show = `- copy: {content: "{{ [one, two] | to_json }}", dest: "${join(node.home, 'read')}"}\n`;
    const result = node.play(read('v.properties', 'one') + read('gone', 'two') + show, environmentOf(node));
    t.is(result.status, 0, result.text);
    t.deepEqual(JSON.parse(node.read('read')), [
      { found: true, parameters: { VERSION: '1.2.3', NAME: 'café', PATH: 'a=b', EMPTY: '' } },
      { found: false, parameters: {} },
    ]);
  });
});
