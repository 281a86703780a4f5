import { createHash } from 'node:crypto';
import type { ScriptStep } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';
import { antRegex } from './ant-regex.js';
import type { Piece } from './macros.js';
import { scriptStep } from './script.js';

/** A script whose exit status answers a condition. Nothing for an empty one, which always answers yes. */
export function askScript(body: string, shell: string, at: Element): ScriptStep | undefined {
  const step = scriptStep(body, shell, at);
  return step === undefined ? undefined : { ...step, name: 'Check a condition', answer: answerFor('condition', body) };
}

/** Asks whether a file is there, in the workspace. */
export function askForFile(path: readonly Piece[], at: Element): ScriptStep {
  const written = path.map((piece) => ('text' in piece ? piece.text : `$${piece.name}`)).join('');
  const quoted = path.map((piece) => ('text' in piece ? quote(piece.text) : `"\${${piece.name}}"`)).join('');
  return {
    kind: 'script',
    name: `Check whether ${written} is there`,
    at: at.at,
    body: `test -e ${quoted}\n`,
    command: ['/bin/sh'],
    extension: 'sh',
    answer: answerFor('exists', written),
  };
}

/** Asks whether any file of the workspace fits Ant patterns. Without a pattern none does. */
export function askForFiles(includes: readonly string[], excludes: readonly string[], at: Element): ScriptStep {
  const patterns = (list: readonly string[]): string => JSON.stringify(list.map(antRegex));
  return {
    kind: 'script',
    name: `Check whether there are files ${includes.join(', ')}`,
    at: at.at,
    body: FIND.replace('INCLUDES', () => patterns(includes)).replace('EXCLUDES', () => patterns(excludes)),
    command: ['python3'],
    extension: 'py',
    answer: answerFor('files', [includes.join(','), excludes.join(',')].join(' ')),
  };
}

/** JSON's lists of texts are Python's too. */
const FIND = `import os
import re
import sys

includes = [re.compile(text, re.DOTALL) for text in INCLUDES]
excludes = [re.compile(text, re.DOTALL) for text in EXCLUDES]
for folder, _, names in os.walk("."):
    for name in names:
        path = os.path.relpath(os.path.join(folder, name))
        if any(one.match(path) for one in includes) and not any(one.match(path) for one in excludes):
            sys.exit(0)
sys.exit(1)
`;

function quote(text: string): string {
  return /^[\w./:@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A name that is the same for the same question, in every job. */
function answerFor(prefix: string, question: string): string {
  return `${prefix}_${createHash('sha256').update(question).digest('hex').slice(0, 8)}`;
}
