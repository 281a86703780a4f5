import type { RoleStep, Step } from '../../model/step.js';
import { isTemplate, type Value } from '../../model/value.js';
import { imageWords } from './image-name.js';
import { choreOf, deed, deedOfName, deedOfScript, subjectsOf, type Deed } from './script-deeds.js';
import { variablePrefix } from './shape.js';
import type { ValueMap } from './value-maps.js';
import { baseName, programName, wordsOf } from './words.js';

/** Interpreters whose program is an argument. */
const SHELLS = new Set(['sh', 'bash', 'dash', 'ksh', 'zsh']);

/** Variables of calls that start a container. */
const CONTAINER = /_(?:image|volumes)$/;

/** More words of an image's name than this are no name. */
const MANY_WORDS = 3;

/** What a step does, as far as can be seen. Only names are made of it. */
export function deedOf(step: Step): Deed {
  switch (step.kind) {
    case 'role':
      return deedOfRole(step);
    case 'script':
      return deedOfScript(step);
    case 'block':
    case 'fail':
    case 'start-job':
      return deedOfName(step.name);
  }
}

/** A name for a step, for the reader of the console: `Make cache`, `Run castor load`. */
export function sentenceOf({ verb, things, isChore }: Deed): string {
  const thing = verb === 'say' ? things.join(' ') : things.join(' and ');
  const text = [verb.replaceAll('-', ' '), ...(isChore ? [thing] : things)].filter((word) => word !== '').join(' ');
  return isChore || verb.startsWith('run-') ? text[0]!.toUpperCase() + text.slice(1) : `Run ${text}`;
}

function deedOfRole({ role, vars }: RoleStep): Deed {
  const prefix = variablePrefix(role);
  if (!Object.keys(vars).some((key) => CONTAINER.test(key))) return deed(wordsOf(role).join('-'), valuesOf(vars));
  const image = vars[`${prefix}image`];
  const words = argumentsOf(vars[`${prefix}command`]);
  const entrypoint = textOf(vars[`${prefix}entrypoint`]);
  if (entrypoint !== undefined && entrypoint !== '') {
    const program = baseName(entrypoint);
    return (
      deedOfShell([program, ...words]) ??
      choreOf([program, ...words]) ??
      deed(programName(program) || 'run', subjectsOf(words))
    );
  }
  const inShell = words.length > 0 ? deedOfShell(words) : undefined;
  if (inShell !== undefined) return inShell;
  if (image === undefined) return deed('docker-run', directoriesOf(vars[`${prefix}volumes`]));
  // A template in place of the image is a variable of the family: its name begins with the image's word.
  const variable = isTemplate(image) ? /\w+/.exec(image.jinja)?.[0].replace(/_image$/, '') : undefined;
  const verb = variable ?? (typeof image === 'string' ? imageWords(image).slice(0, MANY_WORDS).join('-') : 'container');
  const name = verb.replaceAll('_', '-');
  return deed(
    name,
    subjectsOf(words).filter((word) => word !== name),
  );
}

/** What a shell is told to do as an argument: `bash -c 'npm test'`. */
function deedOfShell([program, option, ...rest]: readonly string[]): Deed | undefined {
  if (!SHELLS.has(baseName(program!)) || option?.startsWith('-') !== true || rest.length === 0) return undefined;
  return deedOfScript({ body: rest.join(' '), name: '', extension: 'sh' });
}

/** Words of the values that a role is called with. */
function valuesOf(vars: ValueMap): string[] {
  const texts = Object.values(vars).flatMap((value) => (Array.isArray(value) ? (value as readonly Value[]) : [value]));
  const words = texts.flatMap((value) => wordsOf(baseName((textOf(value) ?? '').replace(/[/*.]+$/, ''))));
  return [...new Set(words)].slice(0, 2);
}

/** Last parts of the folders that a container sees. */
function directoriesOf(volumes: Value | undefined): string[] {
  return argumentsOf(volumes).flatMap((text) => wordsOf(baseName(text.split(':')[1] ?? '')).slice(0, 1));
}

function argumentsOf(value: Value | undefined): string[] {
  return Array.isArray(value) ? (value as readonly Value[]).map((item) => textOf(item) ?? '') : [];
}

/** Literal text, or what a template says without its expressions; a variable of a family is no text. */
function textOf(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return isTemplate(value) ? value.jinja.replace(/\{\{.*?\}\}/g, '').replace(/^\/+(?=\/)/, '') : undefined;
}
