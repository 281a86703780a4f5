import type { NameList, Settings } from '../../model/settings.js';
import { jobName } from '../job-name.js';
import { evaluatePython } from '../../regex/evaluate-python.js';
import { applyRenames } from '../renames.js';
import { isPatternName } from './effective-jobs.js';

/** What the settings say about names. */
export interface NameTools {
  /** v3 name of a v2 job. */
  job(name: string): string;
  /** v3 name of a template. */
  template(name: string): string;
  skipsJob(name: string): boolean;
  skipsProject(name: string): boolean;
  /** Whether a job shall not tie projects into one queue. */
  separates(name: string): boolean;
}

/** Each answer is remembered: the same names come thousands of times. */
export function nameTools(settings: Settings): NameTools {
  return {
    job: remembered((name) => jobName(name, settings.renameJobs)),
    template: remembered((name) => applyRenames(name, settings.renameTemplates)),
    skipsJob: remembered((name) => isListed(name, settings.skipJobs)),
    skipsProject: remembered((name) => isListed(name, settings.skipProjects)),
    separates: remembered((name) => isListed(name, settings.separateQueues)),
  };
}

function remembered<T>(ask: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    let answer = known.get(name);
    if (answer === undefined) known.set(name, (answer = ask(name)));
    return answer;
  };
}

/** Whether a list of the settings names something: exactly, or by a pattern that fits its beginning. */
export function isListed(name: string, list: NameList): boolean {
  return list.some((entry) => (isPatternName(entry) ? evaluatePython(entry, name, 'match') : entry === name));
}
