import type { RoleStep } from '../../model/step.js';
import type { Value } from '../../model/value.js';
import type { Element } from '../../read/jenkins/element.js';
import { antPatterns } from './ant-patterns.js';
import { expandMacros, macroPieces } from './macros.js';

/** What role `for-each-file` is told. */
export interface EachFile {
  readonly name: string;
  /** Ant patterns relative to the workspace, parted by commas, with Jenkins' variables in them. */
  readonly include: string;
  readonly exclude?: string;
  /** Lines for the shell: `$1` is the file, `$2` its name elsewhere. */
  readonly lines: readonly string[];
  readonly environment?: Readonly<Record<string, Value>>;
  /** Only the last part of the path is kept. Default false. */
  readonly flatten?: boolean;
  /** Folder that is left out of the name elsewhere. */
  readonly strip?: string;
  /** No file fails the build. Default false. */
  readonly required?: boolean;
}

/** A call of role `for-each-file`. */
export function forEachFile(call: EachFile, at: Element): RoleStep {
  const { name, lines, environment = {}, flatten, strip = '', required } = call;
  const patterns = (text: string): Value[] => antPatterns(text).map((pattern) => expandMacros(pattern));
  const exclude = patterns(call.exclude ?? '');
  const vars: Record<string, Value> = {
    for_each_file_include: patterns(call.include),
    ...(exclude.length > 0 && { for_each_file_exclude: exclude }),
    for_each_file_script: lines.map((line) => `${line}\n`).join(''),
    ...(Object.keys(environment).length > 0 && { for_each_file_environment: environment }),
    ...(flatten === true && { for_each_file_flatten: true }),
    ...(strip !== '' && { for_each_file_strip: expandMacros(strip) }),
    ...(required === true && { for_each_file_required: true }),
  };
  return { kind: 'role', name, at: at.at, role: 'for-each-file', vars };
}

/** The folders of a pattern before the first one with a wildcard: what uploads leave out of names. */
export function fixedFolder(pattern: string): string {
  const folders = pattern.split('/').slice(0, -1);
  const wild = folders.findIndex((folder) => /[*?]/.test(folder));
  return (wild < 0 ? folders : folders.slice(0, wild)).join('/');
}

/** Lines that put the text of a variable into a file which is gone when the script ends; `$file` is its path. */
export function asFile(variable: string): readonly string[] {
  return ['file=$(mktemp)', `trap 'rm -f "$file"' EXIT`, `printf '%s\\n' "$${variable}" >"$file"`];
}

/** A word for the shell that ends in the name elsewhere: `"s3://bucket/$2"`. */
export function withName(before: string): string {
  const pieces = macroPieces(before);
  const quoted = pieces.map((piece) =>
    'text' in piece ? piece.text.replaceAll(/["\\`$]/g, '\\$&') : `\${${piece.name}}`,
  );
  return `"${quoted.join('')}$2"`;
}
