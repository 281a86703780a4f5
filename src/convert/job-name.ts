import type { Rename } from '../model/settings.js';
import { slug } from './attach/slug.js';
import { applyRenames } from './renames.js';

/**
 * Name of a v2 job in Zuul: renamed as the settings say, and otherwise kept where Zuul and file names both bear it;
 * folders of Jenkins become hyphens.
 */
export function jobName(name: string, renames: readonly Rename[]): string {
  const wanted = applyRenames(name, renames);
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(wanted) ? wanted : slug(wanted);
}
