import { InputError, type Fault } from '../model/input-error.js';
import { DEFAULT_SETTINGS, TARGET_VERSIONS, type Settings } from '../model/settings.js';
import { readNodesets } from './settings-nodesets.js';
import { readRenames } from './settings-renames.js';
import {
  isMap,
  readMap,
  readNames,
  readNumber,
  readText,
  readTexts,
  readWord,
  unknownKey,
  type ReadValue,
} from './settings-values.js';
import type { YamlDocument } from './yaml/document.js';
import { readYaml, readYamlFile } from './yaml/read-yaml.js';

type Fields = Omit<Settings, 'file'>;

/** Key in the file → field of `Settings` and how it is read. */
const KEYS: { readonly [F in keyof Fields]-?: readonly [key: string, read: ReadValue<NonNullable<Fields[F]>>] } = {
  tenant: ['tenant', readText],
  configProject: ['config-project', readText],
  connections: ['connections', readMap(readText)],
  zuulVersion: ['zuul-version', readNumber(TARGET_VERSIONS.oldest, TARGET_VERSIONS.newest)],
  zuulV2Version: ['zuul-v2-version', readWord('2.5', '2.6', 'wikimedia')],
  refNames: ['ref-names', readWord('full', 'short')],
  defaultBranches: ['default-branches', readTexts],
  timers: ['timers', readWord('disabled', 'enabled')],
  gerritLabels: ['gerrit-labels', readMap(readText)],
  nodesets: ['nodesets', readNodesets],
  defaultLabel: ['default-label', readText],
  jenkinsShell: ['jenkins-shell', readText],
  environment: ['environment', readMap(readText)],
  renameJobs: ['rename-jobs', readRenames],
  renameTemplates: ['rename-templates', readRenames],
  skipJobs: ['skip-jobs', readNames],
  skipProjects: ['skip-projects', readNames],
  separateQueues: ['separate-queues', readNames],
  requiredProjects: ['required-projects', readMap(readTexts)],
};

/** All keys of a settings file. */
export const SETTINGS_KEYS: readonly string[] = Object.values(KEYS).map(([key]) => key);

/**
 * Reads a settings file (`zuulshift.yaml`). What it does not say has its default.
 *
 * @throws InputError for a file that is no YAML, and with every fault: unknown and repeated keys, wrong types, patterns
 *   that do not compile, replacements for groups that a pattern does not have.
 */
export function readSettings(path: string): Settings {
  return settingsOf(readYamlFile(path, 'the settings'), path);
}

/** The same for a text that is not, or no longer, in a file. @throws InputError as `readSettings` does. */
export function parseSettings(text: string, path: string): Settings {
  return settingsOf(readYaml(text, path), path);
}

function settingsOf({ root, findings }: YamlDocument, path: string): Settings {
  // The one thing the reader of YAML finds.
  const faults: Fault[] = findings.map(({ at }) => ({
    at,
    message: 'this key is there twice in one mapping; remove one',
  }));
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS, file: path };
  if (root !== undefined && isMap(root, 'the settings file', faults)) {
    const byKey = new Map(Object.entries(KEYS).map(([field, [key, read]]) => [key, { field, read }]));
    for (const [name, { key, value }] of root.entries) {
      const known = byKey.get(name);
      if (known === undefined) unknownKey(key, '', SETTINGS_KEYS, faults);
      else settings[known.field] = known.read(value, name, faults) ?? settings[known.field];
    }
  }
  if (faults.length > 0) throw new InputError(faults.sort((a, b) => a.at.line - b.at.line));
  return settings as unknown as Settings;
}
