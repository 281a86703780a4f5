import type { Rename } from '../model/settings.js';
import { slug } from './attach/slug.js';
import { applyRenames } from './renames.js';

/** Names of the jobs that every converted job descends from. */
const TAKEN: ReadonlySet<string> = new Set(['base', 'jenkins-job']);

/**
 * Name of a v2 job in Zuul: renamed as the settings say, and otherwise kept where Zuul and file names both bear it;
 * folders of Jenkins become hyphens. A job called like one of our base jobs gets `-v2` behind its name.
 */
export function jobName(name: string, renames: readonly Rename[]): string {
  const wanted = applyRenames(name, renames);
  if (TAKEN.has(wanted)) return `${wanted}-v2`;
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(wanted) ? wanted : slug(wanted);
}
