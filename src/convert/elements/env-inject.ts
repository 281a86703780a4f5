import type { Step } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Notes, Walk } from '../converter.js';
import { parseJavaProperties } from './java-properties.js';
import { leaveOutRest } from './leave-out-rest.js';
import { failStep } from './left-to-a-person.js';
import { scriptFileStep } from './post-build.js';
import { scriptStep } from './script.js';
import { printFile, printVariable, setVariablesStep } from './set-variables.js';
import { shellWord } from './tool-call.js';

/** Findings about what the Environment Injector plugin sets before a build. */
export const ENV_INJECT_FINDINGS = {
  groovy:
    'Groovy computes these variables: set them in a shell step that prints NAME=value (role inject-environment), or as variables of the job.',
  controller: 'Jenkins read this file on the controller: put it into a repository, or its variables into the job.',
  'several-lines': 'This value has several lines, of which only the first is kept: write it to a file.',
  details: 'Only says how the Groovy script runs, or where files are read: left out.',
} as const;

export type EnvInjectFinding = keyof typeof ENV_INJECT_FINDINGS;

export interface EnvInject {
  /** Variables whose value is a text, for the job as a whole. */
  readonly environment: Readonly<Record<string, string>>;
  /** In the order in which the plugin works: variables, then the script, which can set none. */
  readonly steps: readonly Step[];
}

export interface EnvInjectUse {
  /** Name of the converter, for codes of steps that fail. */
  readonly code: string;
  /** Names that keep the value they have: parameters, unless they are overridden. */
  readonly kept: readonly string[];
  /** Whether variables without any reference may be variables of the job. */
  readonly plain: boolean;
}

/**
 * Reads `info`: `propertiesFilePath`, `propertiesContent` (which wins), then `scriptFilePath` and `scriptContent`, whose status
 * alone counts, then Groovy. Source: EnvInjectInfo, EnvInjectJobPropertyInfo.
 */
export function readEnvInject(
  info: Element,
  notes: Notes<EnvInjectFinding>,
  walk: Walk,
  { code, kept, plain }: EnvInjectUse,
): EnvInject {
  const file = info.child('propertiesFilePath');
  const path = file?.text().trim() ?? '';
  const content = info.child('propertiesContent');
  const all = Object.entries(parseJavaProperties(content?.text() ?? ''));
  const variables = all.filter(([name]) => !kept.includes(name));
  if (variables.some(([, value]) => value.includes('\n'))) notes.approximated('several-lines', content!);
  const steps: Step[] = [];
  const fails = (finding: 'groovy' | 'controller', at: Element): void => {
    notes.needsHuman(finding, at);
    steps.push(failStep('Set variables', `${code}/${finding}`, ENV_INJECT_FINDINGS[finding], at));
  };

  const onController = path !== '' && info.booleanOf('loadFilesFromMaster');
  if (onController) fails('controller', file!);
  const isPlain = plain && path === '' && variables.every(([, value]) => !/[$\n]/.test(value));
  const lines = [
    ...(path === '' || onController ? [] : withoutNames(path, kept)),
    ...variables.map(([name, value]) => printVariable(name, value)),
  ];
  if (!isPlain && lines.length > 0) steps.push(setVariablesStep('Set variables', lines, info));

  const { jenkinsShell } = walk.settings;
  const call = info.textOf('scriptFilePath').trim();
  if (call !== '') steps.push(scriptFileStep(call, jenkinsShell, info));
  const script = scriptStep(info.textOf('scriptContent'), jenkinsShell, info);
  if (script !== undefined) steps.push(script);

  const groovy = info.child('groovyScriptContent') ?? info.child('secureGroovyScript')?.child('script');
  if (groovy !== undefined && groovy.text().trim() !== '') fails('groovy', groovy);
  leaveOutRest(info, (rest) => notes.dropped('details', rest));
  return { environment: isPlain ? Object.fromEntries(variables) : {}, steps };
}

/** The lines of a file but those for some names. */
function withoutNames(path: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return printFile(path);
  return [`sed ${shellWord(`/^[[:blank:]]*\\(${names.join('\\|')}\\)[[:blank:]]*[=:]/d`)} ${shellWord(path)}`, 'echo'];
}
