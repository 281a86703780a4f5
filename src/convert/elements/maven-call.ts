import type { SecretUse } from '../../model/jenkins-job.js';
import type { Step } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Notes } from '../converter.js';
import { ignoreClass } from './together.js';
import { removeSecretFileStep, secretField, writeSecretFileStep, type SecretFile } from './role-steps.js';

/** The findings of {@link readMavenSettings}, for the definitions of converters that call it. */
export const MAVEN_SETTINGS_FINDINGS = {
  'kept-settings':
    'These settings of Maven are kept by Jenkins (Managed files): encrypt them with zuul-client encrypt and put them into the secret.',
  'unknown-settings': 'Nobody knows here where these settings of Maven come from: hand the file over with -s or -gs.',
} as const;

export type MavenSettingsFinding = keyof typeof MAVEN_SETTINGS_FINDINGS;

/** Options for the files of settings, and what puts those in place that Jenkins keeps. */
export interface MavenSettings {
  readonly options: readonly string[];
  readonly secrets: readonly SecretUse[];
  /** Before the builders, and after them. */
  readonly setUp: readonly Step[];
  readonly after: readonly Step[];
}

interface Kind {
  readonly field: 'settings' | 'globalSettings';
  readonly option: '-s' | '-gs';
  /** Variable of the build with the path of a file that Jenkins kept. */
  readonly variable: string;
}

const KINDS: readonly Kind[] = [
  { field: 'settings', option: '-s', variable: 'MAVEN_SETTINGS' },
  { field: 'globalSettings', option: '-gs', variable: 'MAVEN_GLOBAL_SETTINGS' },
];

/**
 * Reads `settings` and `globalSettings` of a call of Maven. Sources: Jenkins core, jenkins.mvn.SettingsProvider; Config File
 * Provider plugin, MvnSettingsProvider.
 */
export function readMavenSettings(input: Element, notes: Notes<MavenSettingsFinding>): MavenSettings {
  const options: string[] = [];
  const secrets: SecretUse[] = [];
  const files: SecretFile[] = [];
  for (const { field, option, variable } of KINDS) {
    const settings = input.child(field);
    if (settings === undefined) continue;
    const kind = settings.type.split('.').at(-1)!;
    const id = settings.child('settingsConfigId');
    if (settings.type === field || /^Default(Global)?SettingsProvider$/.test(kind)) ignore(settings);
    else if (/^FilePath(Global)?SettingsProvider$/.test(kind)) {
      ignore(settings);
      const path = settings.textOf('path').trim();
      if (path !== '') options.push(option, path);
    } else if (id !== undefined && id.rawText.trim() !== '') {
      ignoreClass(settings);
      const credential = id.text().trim();
      notes.needsHuman('kept-settings', id, `(${credential})`);
      secrets.push({ credential, kind: 'config-file', binds: { [variable]: 'content' }, at: id.at });
      files.push({ name: `the settings ${credential}`, content: secretField(credential, 'content'), variable });
      options.push(option, `$${variable}`);
    } else notes.needsHuman('unknown-settings', settings, `(${settings.type})`);
  }
  return {
    options,
    secrets,
    setUp: files.map((file) => writeSecretFileStep(file, input.at)),
    after: [...files].reverse().map((file) => removeSecretFileStep(file, input.at)),
  };
}

/** What says that nothing is handed over, or where the file lies, has been looked at. */
function ignore(settings: Element): void {
  settings.attribute('class');
  settings.children();
}
