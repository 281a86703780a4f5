import type { Finding } from '../../model/finding.js';
import type { JenkinsJob, JobFacts, ScmCheckout, SecretUse } from '../../model/jenkins-job.js';
import type { BlockStep, FailStep, StartJobStep, Step } from '../../model/step.js';
import { SUCCEEDED } from '../elements/results.js';
import { factsOfAlone } from './alias.js';
import type { ChainNotes } from './findings.js';
import type { FindJob } from './job-names.js';
import { noteFacts } from './started-facts.js';
import { withFiles } from './parameter-files.js';
import { innerScope, lookupIn, startedEnvironment, type Scope } from './started-environment.js';
import { withSuccess } from './success.js';

/** What a whole estate has in common. */
export interface Estate {
  readonly find: FindJob<JenkinsJob>;
  readonly notes: ChainNotes;
  readonly findings: Finding[];
  /** Started job → jobs whose definitions its steps went into. */
  readonly starters: Map<string, Set<string>>;
}

/** What one job takes over from those whose steps it takes in. */
export interface Charge {
  readonly secrets: SecretUse[];
  readonly semaphores: Map<string, { readonly name: string; readonly max: number }>;
  readonly checkouts: ScmCheckout[];
  /** Why the job is no longer converted without a remark. */
  reason?: string;
}

export function noCharge(): Charge {
  return { secrets: [], semaphores: new Map(), checkouts: [] };
}

/** Where in a chain steps stand. */
export interface Place {
  /** The job that is being put together. */
  readonly root: JenkinsJob;
  /** The jobs from that one down to the one whose steps these are. */
  readonly path: readonly JenkinsJob[];
  readonly charge: Charge;
  readonly scope: Scope;
  /** A step before these fails in every build: they are there for people. */
  readonly heldBack: boolean;
}

export interface Folder {
  /** The steps with every start of a job replaced. The first that fails ends the list. */
  fold(steps: readonly Step[], place: Place): readonly Step[];
  /** The same for a list in which every step runs although an earlier one failed. */
  foldEach(steps: readonly Step[], place: Place): readonly Step[];
  /** The job with the starts of jobs replaced that follow its combinations. */
  foldLast(job: JenkinsJob, place: Place): JenkinsJob;
  /** The parts of a job that another one starts and is nothing without. Nothing if there is no such job. */
  replace(step: StartJobStep, place: Place): Replaced | undefined;
}

export interface Replaced {
  readonly run: readonly Step[];
  readonly post: readonly Step[];
  readonly facts: JobFacts;
}

type Parts = Pick<BlockStep, 'steps' | 'always' | 'answer'>;

export function folder(estate: Estate): Folder {
  const unchanging = new Map<JenkinsJob, Parts>();
  return { fold, foldEach, foldLast, replace };

  function fold(steps: readonly Step[], place: Place): readonly Step[] {
    let heldBack = place.heldBack;
    return steps.flatMap((step) => {
      const folded = foldStep(step, { ...place, heldBack });
      if (step.kind === 'fail' && step.when === undefined) heldBack = true;
      return folded;
    });
  }

  function foldEach(steps: readonly Step[], place: Place): readonly Step[] {
    return steps.flatMap((step) => foldStep(step, place));
  }

  function foldStep(step: Step, place: Place): readonly Step[] {
    if (step.kind === 'start-job') return start(step, place);
    if (step.kind !== 'block') return [step];
    const steps = fold(step.steps, place);
    return [step.always === undefined ? { ...step, steps } : { ...step, steps, always: foldEach(step.always, place) }];
  }

  /** Jobs started together run one after the other, each although one before failed. */
  function start(step: StartJobStep, place: Place): readonly Step[] {
    const blocks = step.jobs.flatMap((name) => startOne(step, name, place));
    const [only] = blocks;
    const outer = {
      ...(step.when !== undefined && { when: step.when }),
      ...((step.ignoreErrors === true || !step.wait || step.failsOn === null) && { ignoreErrors: true }),
    };
    if (only === undefined) return [];
    if (blocks.length === 1) return [{ ...only, ...outer }];
    return [{ kind: 'block', name: step.name, at: step.at, steps: [], always: blocks, ...outer }];
  }

  function startOne(step: StartJobStep, name: string, place: Place): readonly Step[] {
    const started = find(name, step, place);
    if ('kind' in started) return [started];
    if (started.disabled === true) {
      estate.notes.note('disabled', started, place.root.name);
      return [];
    }
    noteFacts(started, step, place, estate.notes);
    const inside = enter(started, place);
    if (step.inPlace === true) {
      const steps = fold(started.run, inside);
      return [{ kind: 'block', name: `Do the steps of ${started.name}`, at: step.at, steps }];
    }
    if (started.combinations === undefined) return [blockOf(started, step, inside, {})];
    const { list, post } = started.combinations;
    const blocks: Step[] = list.map((one) =>
      blockOf({ ...started, name: `${started.name}/${one.name}` }, step, inside, one.environment),
    );
    const more = `${started.name} starts further jobs after its combinations. Start them here.`;
    return post.length === 0 ? blocks : [...blocks, refuse('after-combinations', more, name, step, place)];
  }

  /** @param own Variables that nobody who starts the job can change. */
  function blockOf(started: JenkinsJob, step: StartJobStep, place: Place, own: JenkinsJob['environment']): Step {
    const folderName = started.name.replaceAll(/[^\w.-]/g, '-');
    const environment = { ...startedEnvironment(started, step, place.scope, folderName), ...own };
    const inner: Place = { ...place, scope: innerScope(started, environment, place.scope) };
    const name = `Do what ${started.name} did`;
    const block: BlockStep = { kind: 'block', name, at: step.at, environment, ...partsOf(started, inner) };
    return withFiles(step, started, block, lookupIn(place.scope));
  }

  /** Steps of a started job, with its publishers asking for its own result. Most jobs start no other: theirs are made once. */
  function partsOf(started: JenkinsJob, place: Place): Parts {
    if ([...started.run, ...started.post].some(startsJobs)) {
      return partsFrom(started, fold(started.run, place), foldEach(started.post, place));
    }
    let parts = unchanging.get(started);
    if (parts === undefined) unchanging.set(started, (parts = partsFrom(started, started.run, started.post)));
    return parts;
  }

  function replace(step: StartJobStep, place: Place): Replaced | undefined {
    const started = find(step.jobs[0]!, step, place);
    if ('kind' in started || started.disabled === true) return undefined;
    const environment = startedEnvironment(started, step, place.scope, undefined);
    // Their values come with the job of each combination.
    for (const name of valuesOfCombinations(started)) delete environment[name];
    const inner: Place = { ...enter(started, place), scope: innerScope(started, environment, place.scope) };
    place.charge.secrets.push(...started.secrets);
    place.charge.checkouts.push(...started.checkouts);
    const inBlock = (steps: readonly Step[]): readonly Step[] =>
      steps.every((one) => one.kind === 'fail')
        ? steps
        : [{ kind: 'block', name: `Do what ${started.name} did`, at: step.at, steps, environment }];
    return {
      run: inBlock(fold(started.run, inner)),
      // One block for each: publishers go on after a failure.
      post: foldEach(started.post, inner).flatMap((one) => inBlock([one])),
      facts: factsOfAlone(place.root, foldLast(started, inner)),
    };
  }

  function foldLast(job: JenkinsJob, place: Place): JenkinsJob {
    const { combinations } = job;
    if (combinations === undefined) return job;
    return { ...job, combinations: { ...combinations, post: foldEach(combinations.post, place) } };
  }

  function enter(started: JenkinsJob, place: Place): Place {
    const into = estate.starters.get(started.name);
    if (into === undefined) estate.starters.set(started.name, new Set([place.root.name]));
    else into.add(place.root.name);
    const { charge } = place;
    if (started.status !== 'converted') charge.reason ??= `${started.name}: ${started.reason ?? started.status}`;
    return { ...place, path: [...place.path, started] };
  }

  function find(name: string, step: StartJobStep, place: Place): JenkinsJob | FailStep {
    const starter = place.path.at(-1)!.name;
    const found = estate.find(name, starter);
    if (found === undefined) {
      const message = `${starter} starts ${name}, and no definition of that job was given. Give it, or write its steps here.`;
      return refuse('unknown', message, name, step, place);
    }
    if (!place.path.includes(found)) return found;
    const way = [...place.path.map((job) => job.name), found.name].join(' starts ');
    return refuse('cycle', `Jobs start each other in a circle: ${way}. Decide where it ends.`, name, step, place);
  }

  function refuse(word: string, message: string, name: string, { at }: StartJobStep, place: Place): FailStep {
    const code = `started-job/${word}`;
    const finding: Finding = { outcome: 'needs-human', code, message, at, job: place.root.name };
    // A job in the middle of a chain is met once for each chain it is in.
    const isTold = estate.findings.some(
      (one) => one.code === code && one.at.file === at.file && one.at.line === at.line && one.message === message,
    );
    if (!isTold) estate.findings.push(finding);
    return { kind: 'fail', name: `Do what ${name} did`, at, code, message };
  }
}

function valuesOfCombinations({ combinations }: JenkinsJob): Set<string> {
  return new Set((combinations?.list ?? []).flatMap((one) => Object.keys(one.environment)));
}

function partsFrom(started: JenkinsJob, steps: readonly Step[], post: readonly Step[]): Parts {
  if (post.length === 0) return { steps };
  const answer = `${started.name.replaceAll(/\W/g, '_')}_succeeded`;
  const always = post.map((one) => withSuccess(one, SUCCEEDED, `${answer} | bool`));
  return JSON.stringify(always) === JSON.stringify(post) ? { steps, always } : { steps, always, answer };
}

export function startsJobs(step: Step): boolean {
  if (step.kind === 'start-job') return true;
  return step.kind === 'block' && [...step.steps, ...(step.always ?? [])].some(startsJobs);
}
