/**
 * The sample estate, converted by the built program, under real Ansible: its playbooks are read, linted and run on this
 * machine with stand-ins for docker and the site's servers.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { YAML11_SCHEMA, load } from 'js-yaml';
import { needs, program } from '../roles/ansible.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'zuulshift-estate-'));
const out = join(work, 'out');
const ansible = program('ansible-playbook') ?? 'ansible-playbook';
const path = [...(ansible.includes('/') ? [dirname(ansible)] : []), process.env['PATH']].join(delimiter);

test.before(() => {
  const args = ['convert', '--jenkins', 'samples/estate/jenkins', '--layout', 'samples/estate/layout.yaml'];
  const more = ['--settings', 'samples/estate/zuulshift.yaml', '--out', out];
  const run = spawnSync(process.execPath, ['dist/src/cli/main.js', ...args, ...more], { cwd: root, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
});

test.after.always(() => rmSync(work, { recursive: true, force: true }));

function inTree(command: string, args: readonly string[]): { status: number | null; text: string } {
  const env = { ...process.env, PATH: path, HOME: work, ANSIBLE_ROLES_PATH: join(out, 'roles') };
  const run = spawnSync(command, args, { cwd: out, encoding: 'utf8', env, maxBuffer: 1 << 26 });
  return { status: run.status, text: `${run.stdout}${run.stderr}` };
}

const playbooks = (): string[] =>
  readdirSync(join(out, 'playbooks'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join('playbooks', name));

needs('ansible-playbook')('Ansible reads every playbook', (t) => {
  const { status, text } = inTree(ansible, ['-i', 'localhost,', '--syntax-check', ...playbooks()]);
  t.is(status, 0, text);
});

needs('ansible-lint')('what is generated passes ansible-lint at profile min', (t) => {
  const lint = program('ansible-lint') ?? 'ansible-lint';
  const { status, text } = inTree(lint, ['--offline', '--nocolor', '-q', '--profile', 'min', 'playbooks', 'roles']);
  t.is(status, 0, text);
});

interface Job {
  readonly name: string;
  readonly parent?: string;
  readonly run?: string;
  readonly 'post-run'?: string;
  readonly vars?: Readonly<Record<string, unknown>>;
}

/** Variables and playbooks of a job with what its parents say; maps one below the other, as Zuul merges them. */
function resolved(name: string): { run: string; post: string | undefined; vars: Record<string, unknown> } {
  const items = load(readFileSync(join(out, 'zuul.d/jobs.yaml'), 'utf8'), { schema: YAML11_SCHEMA }) as { job: Job }[];
  const byName = new Map(items.map(({ job }) => [job.name, job]));
  const chain: Job[] = [];
  for (let job = byName.get(name); job !== undefined; job = byName.get(job.parent ?? '')) chain.unshift(job);
  const vars: Record<string, unknown> = {};
  for (const job of chain) {
    for (const [key, value] of Object.entries(job.vars ?? {})) {
      const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
      vars[key] = isMap ? { ...(vars[key] as object), ...value } : value;
    }
  }
  const last = <K extends 'run' | 'post-run'>(key: K): string | undefined =>
    chain.findLast((job) => job[key] !== undefined)?.[key];
  return { run: last('run') ?? '', post: last('post-run'), vars };
}

interface Build {
  readonly home: string;
  readonly status: number | null;
  readonly text: string;
  /** Words of each call of docker. */
  readonly docker: readonly (readonly string[])[];
  readonly workspace: string;
}

/** Runs a job as Zuul would for a change of harbour/tide: pre, run, and post with the result. */
function build(
  job: string,
  more: Readonly<Record<string, unknown>> = {},
  standIns: Readonly<Record<string, string>> = {},
): Build {
  const home = mkdtempSync(join(work, 'home-'));
  const bin = join(home, 'bin');
  mkdirSync(bin);
  const record = `#!/bin/sh\nprintf '%s\\0' "$@" >>${home}/docker.log\nprintf '\\n' >>${home}/docker.log\n`;
  for (const [name, script] of Object.entries({ docker: record, ...standIns })) {
    writeFileSync(join(bin, name), script);
    chmodSync(join(bin, name), 0o755);
  }
  const sources = join(home, 'src/gerrit.example/harbour/tide');
  mkdirSync(sources, { recursive: true });
  const git = (...args: string[]): void => {
    const run = spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: sources });
    if (run.status !== 0) throw new Error(run.stderr.toString());
  };
  git('init', '-q', '-b', 'main');
  writeFileSync(join(sources, 'tide.txt'), 'speculative\n');
  git('add', '.');
  git('commit', '-q', '-m', 'A change');

  const project = {
    name: 'harbour/tide',
    src_dir: 'src/gerrit.example/harbour/tide',
    canonical_name: 'gerrit.example/harbour/tide',
  };
  const zuul = {
    build: '0123456789abcdef0123456789abcdef',
    job,
    tenant: 'harbour',
    pipeline: 'check',
    voting: true,
    branch: 'main',
    change: '4711',
    patchset: '2',
    ref: 'refs/changes/11/4711/2',
    project,
    projects: { 'gerrit.example/harbour/tide': project },
    items: [{ project, branch: 'main', change: '4711', patchset: '2' }],
    executor: { src_root: sources, log_root: join(home, 'logs') },
  };
  const { run, post, vars } = resolved(job);
  writeFileSync(join(home, 'vars.json'), JSON.stringify({ ...vars, ...more, zuul }));
  writeFileSync(
    join(home, 'ansible.cfg'),
    `[defaults]\nroles_path = ${join(out, 'roles')}\nfact_caching = jsonfile\nfact_caching_connection = ${home}/facts\ngathering = smart\n`,
  );
  const python = ansible.includes('/') ? join(dirname(ansible), 'python3') : 'python3';
  const play = (book: string, success: boolean): { status: number | null; text: string } => {
    const words = [
      '-i',
      'node,',
      '-c',
      'local',
      '-e',
      `@${home}/vars.json`,
      '-e',
      `ansible_python_interpreter=${python}`,
    ];
    const env = {
      HOME: home,
      PATH: [bin, path].join(delimiter),
      LC_ALL: 'C.UTF-8',
      ANSIBLE_CONFIG: join(home, 'ansible.cfg'),
    };
    const args = [...words, '-e', `zuul_success=${String(success)}`, join(out, book)];
    const ran = spawnSync(ansible, args, { cwd: home, encoding: 'utf8', env, maxBuffer: 1 << 26 });
    return { status: ran.status, text: `${ran.stdout}${ran.stderr}` };
  };
  const pre = play('playbooks/jenkins-job/pre.yaml', true);
  if (pre.status !== 0) throw new Error(pre.text);
  const main = play(run, true);
  const after = post === undefined ? main : play(post, main.status === 0);
  const log = existsSync(join(home, 'docker.log')) ? readFileSync(join(home, 'docker.log'), 'utf8') : '';
  const docker = log
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\0').slice(0, -1));
  return {
    home,
    status: main.status === 0 ? after.status : main.status,
    text: `${main.text}\n${after.text}`,
    docker,
    workspace: join(home, 'workspace'),
  };
}

needs('ansible-playbook')('a unit test job fetches the change, runs its container and keeps the reports', (t) => {
  // In place of tox: leaves a report and a log where the container would have.
  const docker = `#!/bin/sh
printf '%s\\0' "$@" >>"$HOME/docker.log"; printf '\\n' >>"$HOME/docker.log"
[ "$1" = run ] || exit 0
mkdir -p "$WORKSPACE/repo/results" "$WORKSPACE/repo/.tox/py39/log"
echo '<testsuite tests="1"><testcase name="a"/></testsuite>' >"$WORKSPACE/repo/results/unit.xml"
echo log >"$WORKSPACE/repo/.tox/py39/log/1.txt"
`;
  const ran = build('tide-unit-py39', {}, { docker });
  t.is(ran.status, 0, ran.text);
  t.is(readFileSync(join(ran.workspace, 'repo/tide.txt'), 'utf8'), 'speculative\n');
  const [words = []] = ran.docker;
  t.is(words[0], 'run');
  const image = words.indexOf('registry.harbour.example/python:39-2');
  t.deepEqual(words.slice(image), [
    'registry.harbour.example/python:39-2',
    'tox',
    '-e',
    'py39',
    '--',
    '--junitxml=results/unit.xml',
  ]);
  for (const word of [
    '--rm',
    '--init',
    '--network=ci',
    '--workdir=/repo',
    '--label=ci.job=tide-unit-py39',
    '--env=ZUUL_BRANCH',
  ]) {
    t.true(words.slice(0, image).includes(word), word);
  }
  t.true(words.includes(`--volume=${ran.workspace}/repo:/repo`));
  t.true(existsSync(join(ran.home, 'zuul-output/artifacts/repo/results/unit.xml')));
  t.true(existsSync(join(ran.home, 'zuul-output/artifacts/repo/.tox/py39/log/1.txt')));
});

needs('ansible-playbook')('a test report with a failure fails the job, as UNSTABLE did', (t) => {
  const docker = `#!/bin/sh
[ "$1" = run ] || exit 0
mkdir -p "$WORKSPACE/repo/results"
echo '<testsuite tests="1" failures="1"><testcase name="a"><failure/></testcase></testsuite>' >"$WORKSPACE/repo/results/unit.xml"
`;
  const ran = build('tide-unit-py39', {}, { docker });
  t.not(ran.status, 0, ran.text);
  t.true(
    existsSync(join(ran.home, 'zuul-output/artifacts/repo/results/unit.xml')),
    'the artifacts are kept nevertheless',
  );
});

needs('ansible-playbook')('a missing checkout fails the container step, not the machine', (t) => {
  const ran = build('python-lint', {}, { git: '#!/bin/sh\nexit 0\n', rm: '#!/bin/sh\nexec /bin/rm "$@"\n' });
  t.not(ran.status, 0);
  t.false(
    ran.docker.some(([word]) => word === 'run'),
    'docker run was never called',
  );
});

needs('ansible-playbook')('scripts keep their bytes, braces and secrets', (t) => {
  const curl = '#!/bin/sh\nprintf "%s\\n" "$@" >"$HOME/curl.log"\n';
  const ran = build('pages-publish', { pages_token: { value: 's3cret "quoted"' } }, { curl });
  t.is(ran.status, 0, ran.text);
  const words = readFileSync(join(ran.home, 'curl.log'), 'utf8');
  t.true(words.includes('{{ "status": %{http_code} }}'));
  t.true(words.includes('Authorization: Bearer s3cret "quoted"'));
  t.false(ran.text.includes('s3cret'), 'the secret is not on the console');
});

needs('ansible-playbook')('an unconverted pipeline script fails and says what to do', (t) => {
  const ran = build('maintenance-sweep-registry');
  t.not(ran.status, 0);
  t.regex(ran.text, /pipeline\/script/);
});
