import type { JenkinsJob } from '../model/jenkins-job.js';
import type { BlockStep, RoleStep, ScriptStep, Step } from '../model/step.js';
import { isTemplate, type Value } from '../model/value.js';
import type { Call, JobCalls } from './call.js';
import { containerCall, type ContainerCall } from './container-call.js';
import { below, relativeTo } from './folders.js';
import { idlePart } from './idle-commands.js';
import { scriptParts, shown, type ScriptPart } from './script-parts.js';

/** Entry points that only make and empty folders. */
const FOLDER_TOOLS = /^(find|install|rm|mkdir|rmdir|chmod|chown)$/;

/** What a job does, taken apart. `toolOf` tells from the name of an image which tool it starts. */
export function jobCalls(
  job: Pick<JenkinsJob, 'run' | 'post'>,
  toolOf: (imageName: string) => string | undefined,
): JobCalls {
  const reading = new Reading(toolOf);
  for (const step of job.run) reading.step(step, 'run');
  for (const step of job.post) reading.step(step, 'post');
  return reading.result();
}

/** A command before it is known where the sources are. */
interface Found extends Omit<Call, 'directory'> {
  readonly folder: string | undefined;
}

class Reading {
  readonly #toolOf: (imageName: string) => string | undefined;
  readonly #calls: Found[] = [];
  readonly #others: string[] = [];
  readonly #kept: { patterns: readonly string[]; text: string }[] = [];
  /** Commands on folders after the sources were there. */
  readonly #folders: { paths: readonly (string | undefined)[]; text: string }[] = [];
  #sources: string | undefined;
  #isGuessed = false;

  constructor(toolOf: (imageName: string) => string | undefined) {
    this.#toolOf = toolOf;
  }

  step(step: Step, phase: 'run' | 'post'): void {
    if (step.kind === 'fail' || step.kind === 'start-job') this.#others.push(step.name);
    else if (step.kind === 'block') this.#block(step, phase);
    else if (step.when !== undefined || step.ignoreErrors === true) this.#unlessIdle(step);
    else if (step.kind === 'script') this.#script(step, phase);
    else this.#role(step, phase);
  }

  result(): JobCalls {
    const sources = this.#sources;
    const others = [...this.#others];
    for (const { paths, text } of this.#folders) {
      if (paths.some((path) => path === undefined || relativeTo(sources ?? '?', path))) others.push(text);
    }
    const calls = this.#calls.flatMap(({ folder, ...call }): Call[] => {
      if (sources === undefined || folder === undefined) {
        this.#isGuessed = true;
        return [{ ...call, directory: '' }];
      }
      const directory = relativeTo(sources, folder);
      if (directory !== undefined) return [{ ...call, directory }];
      others.push(`${call.text} (in ${folder}, which is not in the sources)`);
      return [];
    });
    return { calls, others, kept: this.#kept, sources, isGuessed: this.#isGuessed };
  }

  #block(block: BlockStep, phase: 'run' | 'post'): void {
    const isPlain =
      block.when === undefined && block.ignoreErrors !== true && block.environment?.['WORKSPACE'] === undefined;
    const isApart = !isPlain || Object.keys(block.environment ?? {}).length > 0;
    // Reading scripts takes time: what is seen without that comes first.
    if (isApart && block.steps.some(doesMore)) return void this.#others.push(block.name);
    const inner = new Reading(this.#toolOf);
    for (const step of [...block.steps, ...(block.always ?? [])]) {
      (isApart ? inner : this).step(step, phase);
    }
    const { calls, others, kept } = inner.result();
    if (calls.length + others.length + kept.length > 0) this.#others.push(block.name);
  }

  /** A step that runs sometimes, or whose failure does not count: only one without an effect is needless. */
  #unlessIdle(step: ScriptStep | RoleStep): void {
    const inner = new Reading(this.#toolOf);
    inner.step({ ...step, when: undefined, ignoreErrors: false } as unknown as Step, 'post');
    const { calls, others, kept } = inner.result();
    if (calls.length + others.length + kept.length > 0) this.#others.push(describe(step));
  }

  #script(step: ScriptStep, phase: 'run' | 'post'): void {
    const [program = '', ...flags] = step.command;
    if (!/^(.*\/)?(ba|da)?sh$/.test(program) || step.answer !== undefined)
      return void this.#others.push(describe(step));
    if (Object.keys(step.environment ?? {}).length > 0) return void this.#others.push(describe(step));
    this.#parts(
      scriptParts(
        step.body,
        flags.some((flag) => /^-[a-z]*e/.test(flag)),
      ),
      '.',
      phase,
    );
  }

  #parts(
    parts: readonly ScriptPart[],
    start: string | undefined,
    phase: 'run' | 'post',
    container?: ContainerCall,
  ): void {
    let folder = start;
    const environment: Record<string, string> = { ...container?.environment };
    for (const part of parts) {
      if (part.kind === 'other') this.#others.push(part.text);
      else if (part.kind === 'folder')
        folder =
          container !== undefined && part.to.startsWith('/') ? container.inWorkspace(part.to) : below(folder, part.to);
      else if (part.kind === 'variable') environment[part.name] = part.value;
      else if (part.kind === 'checkout') this.#checkout(part.folder, folder);
      else if (part.kind === 'folders')
        this.#onFolders(
          part.paths.map((path) => below(folder, path)),
          part.text,
          phase,
        );
      else if (part.kind === 'call') {
        const image = container === undefined ? {} : { image: container.image };
        this.#calls.push({
          ...{ words: part.words, text: part.text, folder, ...image },
          environment: { ...environment, ...part.environment },
        });
      }
    }
  }

  #checkout(to: string, folder: string | undefined): void {
    if (to === '?') this.#isGuessed = true;
    else this.#sources ??= below(folder, to);
  }

  /** Before the sources are there, and after everything, nothing that is made or removed can matter. */
  #onFolders(paths: readonly (string | undefined)[], text: string, phase: 'run' | 'post'): void {
    if (phase === 'post') return;
    if (this.#sources !== undefined) this.#folders.push({ paths, text });
    else if (this.#calls.length > 0) this.#isGuessed = true;
  }

  #role(step: RoleStep, phase: 'run' | 'post'): void {
    if (step.role === 'docker-run') return this.#container(step, phase);
    if (step.role === 'git-checkout' && this.#ownCheckout(step)) return;
    if (step.role === 'archive-artifacts') {
      const patterns = step.vars['archive_artifacts_include'];
      if (Array.isArray(patterns) && (patterns as readonly Value[]).every((one) => typeof one === 'string')) {
        this.#kept.push({ patterns: patterns as readonly string[], text: `keeping ${patterns.join(', ')}` });
        return;
      }
    }
    this.#others.push(describe(step));
  }

  #ownCheckout({ vars }: RoleStep): boolean {
    const url = vars['git_checkout_url'];
    const folder = vars['git_checkout_directory'] ?? '.';
    const isOwn = isTemplate(url) && /jenkins_env\.(ZUUL_(PROJECT|URL)|GERRIT_PROJECT)\b/.test(url.jinja);
    const submodules = vars['git_checkout_submodules'] ?? 'none';
    if (!isOwn || typeof folder !== 'string' || submodules !== 'none') return false;
    this.#checkout(folder, '.');
    return true;
  }

  #container(step: RoleStep, phase: 'run' | 'post'): void {
    const read = containerCall(step);
    if (typeof read === 'string') return void this.#others.push(`${describe(step)}: ${read}`);
    const [program = '', ...rest] = read.words;
    const text = shown([read.imageName, ...read.words].join(' '));
    if (read.namesProgram && FOLDER_TOOLS.test(program)) {
      const paths = rest.filter((word) => word.startsWith('/')).map(read.inWorkspace);
      const isSimple =
        program !== 'find' || rest.every((word) => /^(\/.*|-mindepth|-maxdepth|-depth|\d+|-delete)$/.test(word));
      if (isSimple) return this.#onFolders(paths, text, phase);
    }
    if (/^(ba|da)?sh$/.test(program) && rest.length >= 2 && /^-[a-z]*c$/.test(rest[0]!)) {
      if (rest.length > 2) return void this.#others.push(text);
      return this.#parts(scriptParts(rest[1]!, rest[0]!.includes('e')), read.folder, phase, read);
    }
    const tool = read.namesProgram ? undefined : this.#toolOf(read.imageName);
    const isEntrypoint = tool !== undefined && program !== tool;
    const words = isEntrypoint ? [tool, ...read.words] : read.words;
    if (isEntrypoint) this.#isGuessed = true;
    if (words.length === 0) return void this.#others.push(`the image's own command of ${read.image}`);
    if (!isEntrypoint && idlePart(words, text)?.kind === 'idle') return;
    this.#calls.push({ words, environment: read.environment, image: read.image, folder: read.folder, text });
  }
}

function describe(step: ScriptStep | RoleStep): string {
  if (step.kind === 'script') return shown(step.body.replace(/^#!.*\n/, ''));
  return `${step.name} (role ${step.role})`;
}

/** Whether a step is more than commands and containers, and nothing that Zuul does anyway. */
function doesMore(step: Step): boolean {
  if (step.kind === 'block') return step.steps.some(doesMore);
  if (step.kind === 'role') return step.role !== 'docker-run' && step.role !== 'git-checkout';
  return step.kind !== 'script';
}
