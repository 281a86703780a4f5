/**
 * Jenkins as far as it runs a freestyle job: shell and Python steps, each a process of its own; the first that fails ends
 * them; publishers by result. Sources: Jenkins core, hudson.tasks.Shell and CommandInterpreter; PostBuildScript plugin.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Element } from '../../../src/read/jenkins/element.js';
import { readJenkins } from '../../../src/read/jenkins/read-jenkins.js';

export interface JenkinsStep {
  readonly kind: 'shell' | 'python';
  readonly body: string;
}

/** A publisher that runs a step of its own, for the results it is meant for. */
export interface JenkinsPublisher {
  readonly results: readonly string[];
  readonly step: JenkinsStep;
}

export interface JenkinsDefinition {
  readonly name: string;
  /** Defaults, in order. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly steps: readonly JenkinsStep[];
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
      if (!publisher.name.endsWith('.PostBuildScript')) {
        unknown.push(publisher.name);
        return [];
      }
      return children(publisher.child('config') ?? publisher, 'buildSteps').flatMap((item) => {
        const results = children(item, 'results').map((result) => result.text());
        return children(item, 'buildSteps')
          .flatMap(step)
          .map((inner) => ({ results, step: inner }));
      });
    });
    return {
      name,
      parameters: parametersOf(root),
      steps: children(root, 'builders').flatMap(step),
      publishers,
      unknown,
    };
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
}

/** Runs a build and gives its result. The workspace has to be there. */
export function runBuild(definition: JenkinsDefinition, build: JenkinsBuild): 'SUCCESS' | 'FAILURE' {
  let result: 'SUCCESS' | 'FAILURE' = 'SUCCESS';
  mkdirSync(build.workspace, { recursive: true });
  if (definition.steps.some((step) => runStep(step, build) !== 0)) result = 'FAILURE';
  for (const { results, step } of definition.publishers) {
    if (!results.includes(result)) continue;
    if (runStep(step, build) !== 0) result = 'FAILURE';
  }
  return result;
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
