/**
 * Jenkins as far as it runs a freestyle job: shell and Python steps, each a process of its own; the first that fails ends
 * them; publishers by result. Sources: Jenkins core, hudson.tasks.Shell and CommandInterpreter; PostBuildScript plugin.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Element } from '../../../src/read/jenkins/element.js';
import { readJenkins } from '../../../src/read/jenkins/read-jenkins.js';

export interface JenkinsStep {
  readonly kind: 'shell' | 'python';
  readonly body: string;
}

export type JenkinsPublisher =
  /** Runs a step of its own, for the results it is meant for. */
  | { readonly kind: 'step'; readonly results: readonly string[]; readonly step: JenkinsStep }
  /** Reads JUnit's reports: a failed test makes the build UNSTABLE. */
  | { readonly kind: 'junit'; readonly files: readonly string[] }
  /** Keeps files; where none fits, nothing is wrong (`allowEmptyArchive`). */
  | { readonly kind: 'archive'; readonly files: readonly string[]; readonly onlyIfSuccessful: boolean };

/** Starts another job and waits for it; a failure of that fails this one. */
export interface StartedJob {
  readonly kind: 'start';
  readonly job: string;
  /** `$NAME` is put in. */
  readonly parameters: Readonly<Record<string, string>>;
}

export type JenkinsResult = 'SUCCESS' | 'UNSTABLE' | 'FAILURE';

export interface JenkinsDefinition {
  readonly name: string;
  /** Defaults, in order. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly steps: readonly (JenkinsStep | StartedJob)[];
  readonly publishers: readonly JenkinsPublisher[];
  /** Elements of builders and publishers that this runner knows nothing of. */
  readonly unknown: readonly string[];
}

/** Reads all definitions below a folder. */
export function readDefinitions(folder: string): JenkinsDefinition[] {
  return readJenkins([folder]).documents.map(({ name, root }) => {
    const unknown: string[] = [];
    const step = (element: Element): JenkinsStep[] => {
      const kind = STEPS[element.name];
      if (kind !== undefined) return [{ kind, body: element.child('command')?.text() ?? '' }];
      unknown.push(element.name);
      return [];
    };
    const publishers = children(root, 'publishers').flatMap((publisher): JenkinsPublisher[] => {
      const known = publisherOf(publisher);
      if (known !== undefined) return [known];
      if (!publisher.name.endsWith('.PostBuildScript')) {
        unknown.push(publisher.name);
        return [];
      }
      return children(publisher.child('config') ?? publisher, 'buildSteps').flatMap((item) => {
        const results = children(item, 'results').map((result) => result.text());
        const inner = children(item, 'buildSteps').flatMap(step);
        return inner.map((one): JenkinsPublisher => ({ kind: 'step', results, step: one }));
      });
    });
    const steps = children(root, 'builders').flatMap(
      (element): (JenkinsStep | StartedJob)[] => startedBy(element) ?? step(element),
    );
    return { name, parameters: parametersOf(root), steps, publishers, unknown };
  });
}

function publisherOf(publisher: Element): JenkinsPublisher | undefined {
  const files = (name: string): string[] => (publisher.child(name)?.text() ?? '').split(',').map((one) => one.trim());
  if (publisher.name === 'hudson.tasks.junit.JUnitResultArchiver')
    return { kind: 'junit', files: files('testResults') };
  if (publisher.name !== 'hudson.tasks.ArtifactArchiver') return undefined;
  return { kind: 'archive', files: files('artifacts'), onlyIfSuccessful: publisher.booleanOf('onlyIfSuccessful') };
}

function startedBy(element: Element): StartedJob[] | undefined {
  if (!element.name.endsWith('.TriggerBuilder')) return undefined;
  return children(element, 'configs').map((config): StartedJob => {
    const lines = children(config, 'configs').flatMap((one) => (one.child('properties')?.text() ?? '').split('\n'));
    const pairs = lines.filter((line) => line.includes('=')).map((line) => line.split('=', 2) as [string, string]);
    return { kind: 'start', job: config.child('projects')?.text() ?? '', parameters: Object.fromEntries(pairs) };
  });
}

const STEPS: Readonly<Record<string, JenkinsStep['kind']>> = {
  'hudson.tasks.Shell': 'shell',
  'hudson.plugins.python.Python': 'python',
};

function children(element: Element, name: string): readonly Element[] {
  return element.child(name)?.children() ?? [];
}

function parametersOf(root: Element): Record<string, string> {
  const found: Record<string, string> = {};
  for (const property of children(root, 'properties')) {
    for (const definition of children(property, 'parameterDefinitions')) {
      const name = definition.child('name')?.text();
      if (name !== undefined) found[name] = definition.child('defaultValue')?.text() ?? '';
    }
  }
  return found;
}

export interface JenkinsBuild {
  readonly workspace: string;
  /** All of it: the agent's own variables and those of the build. */
  readonly env: Readonly<Record<string, string>>;
  /** Jenkins' shell executable. */
  readonly shell: string;
  /** Where artifacts are kept. */
  readonly archive: string;
  /** Jobs that others start. */
  readonly others: readonly JenkinsDefinition[];
}

/** Runs a build and gives its result. The workspace has to be there. */
export function runBuild(definition: JenkinsDefinition, build: JenkinsBuild): JenkinsResult {
  let result: JenkinsResult = 'SUCCESS';
  mkdirSync(build.workspace, { recursive: true });
  const isFine = (step: JenkinsStep | StartedJob): boolean =>
    step.kind === 'start' ? start(step, build) !== 'FAILURE' : runStep(step, build) === 0;
  if (!definition.steps.every(isFine)) result = 'FAILURE';
  for (const publisher of definition.publishers) {
    if (publisher.kind === 'step') {
      if (publisher.results.includes(result) && runStep(publisher.step, build) !== 0) result = 'FAILURE';
      continue;
    }
    const files = filesThatFit(build.workspace, publisher.files);
    if (publisher.kind === 'junit') {
      const failed = files.some((name) =>
        /<(?:failure|error)\b/.test(readFileSync(join(build.workspace, name), 'utf8')),
      );
      if (failed && result === 'SUCCESS') result = 'UNSTABLE';
    } else if (!(publisher.onlyIfSuccessful && result === 'FAILURE')) {
      for (const name of files) cpSync(join(build.workspace, name), join(build.archive, name), { recursive: true });
    }
  }
  return result;
}

/** The started job's steps with its parameters, those of this build and what is handed over. */
function start({ job, parameters }: StartedJob, build: JenkinsBuild): JenkinsResult {
  const definition = build.others.find(({ name }) => name === job);
  if (definition === undefined) throw new Error(`no job ${job}`);
  const handed = Object.entries(parameters).map(([name, value]) => [
    name,
    value.replace(/\$(\w+)/g, (_, word: string) => build.env[word] ?? ''),
  ]);
  const own = { JOB_NAME: job, JOB_BASE_NAME: job };
  return runBuild(definition, {
    ...build,
    env: { ...definition.parameters, ...build.env, ...own, ...(Object.fromEntries(handed) as object) },
  });
}

/** Ant's patterns, as far as these tests use them. */
function filesThatFit(folder: string, patterns: readonly string[]): string[] {
  const tests = patterns.map((pattern) => {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    const source = escaped.replace(/\*\*\/|\*\*|\*/g, (mark) =>
      mark === '*' ? '[^/]*' : mark === '**' ? '.*' : '(?:.*/)?',
    );
    return new RegExp(`^${source}$`);
  });
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((name) => tests.some((test) => test.test(name)))
    .sort();
}

/** The status of a step; 127 where its interpreter cannot be started. */
function runStep({ kind, body }: JenkinsStep, { workspace, env, shell }: JenkinsBuild): number {
  const folder = mkdtempSync(join(tmpdir(), 'jenkins-step-'));
  try {
    const text = kind === 'shell' ? body.replace(/\r+\n/g, '\n') : body;
    const file = join(folder, kind === 'shell' ? 'jenkins1.sh' : 'jenkins1.py');
    // Without a first line that names the interpreter, an empty line comes first: CommandInterpreter does that for old shells.
    writeFileSync(file, kind === 'shell' && !text.startsWith('#!') ? `\n${text}` : text);
    const [program = '', ...args] = kind === 'shell' ? interpreterOf(text, shell) : ['python'];
    const run = spawnSync(program, [...args, file], {
      cwd: workspace,
      env,
      input: '',
      stdio: ['pipe', 'ignore', 'ignore'],
      timeout: 60_000,
    });
    return run.status ?? 127;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function interpreterOf(text: string, shell: string): string[] {
  if (!text.startsWith('#!')) return [shell, '-xe'];
  const end = text.indexOf('\n');
  const words = text
    .slice(0, end < 0 ? undefined : end)
    .trim()
    .split(/\s+/);
  return [(words[0] ?? '').slice(2), ...words.slice(1)];
}
