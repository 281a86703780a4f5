import { InputError } from '../model/input-error.js';
import { DEFAULT_SETTINGS, TARGET_VERSIONS, type Settings } from '../model/settings.js';
import { readSettings } from '../read/settings.js';

/**
 * The settings of a run: those of the file, with what the command line says over them.
 *
 * @throws InputError for faults of the file and a target version that is no number or out of range.
 */
export function siteSettings(options: { readonly settings?: string; readonly zuulVersion?: string }): Settings {
  const settings = options.settings === undefined ? DEFAULT_SETTINGS : readSettings(options.settings);
  if (options.zuulVersion === undefined) return settings;
  const { oldest, newest } = TARGET_VERSIONS;
  const version = Number(options.zuulVersion);
  if (!Number.isInteger(version) || version < oldest || version > newest) {
    const message = `found ${JSON.stringify(options.zuulVersion)}, expected a major version of Zuul from ${String(oldest)} to ${String(newest)}`;
    throw new InputError({ at: { file: '--zuul-version', line: 0 }, message });
  }
  return { ...settings, zuulVersion: version };
}
