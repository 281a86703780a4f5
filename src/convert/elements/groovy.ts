import { memoised } from '../memo.js';

/** What can be told about a Jenkinsfile without running it. Names in the order in which they first stand in it. */
export interface PipelineFacts {
  readonly libraries: readonly string[];
  readonly stages: readonly string[];
  readonly credentials: readonly string[];
  readonly parameters: readonly string[];
  /** How many calls of `sh` there are. */
  readonly scripts: number;
}

interface Token {
  readonly kind: 'word' | 'string' | 'mark';
  readonly text: string;
}

/**
 * Recognises libraries, stages, credentials and parameters of a Jenkinsfile, declarative or scripted. It is a hint for the
 * person who has to write the job anew: names that the script computes are not found.
 */
export const recognisePipeline = memoised((script: string): PipelineFacts => {
  const tokens = tokensOf(script);
  const libraries = new Set<string>();
  const stages = new Set<string>();
  const credentials = new Set<string>();
  const parameters = new Set<string>();
  let scripts = 0;
  tokens.forEach((token, index) => {
    if (token.kind !== 'word') return;
    const strings = (from: number): string[] => stringsFrom(tokens, index + from);
    const is = (offset: number, text: string): boolean => tokens[index + offset]?.text === text;
    if (token.text === 'Library' && is(-1, '@')) addAll(libraries, strings(1));
    else if (token.text === 'sh' && (tokens[index + 1]?.kind === 'string' || is(1, '(') || is(2, ':'))) scripts += 1;
    else if (token.text === 'library') addAll(libraries, strings(is(1, '(') && is(2, 'identifier') ? 4 : 1));
    else if (token.text === 'stage') addAll(stages, strings(1).slice(0, 1));
    else if (token.text === 'credentialsId' && is(1, ':')) addAll(credentials, strings(2).slice(0, 1));
    else if (token.text === 'credentials' || token.text === 'sshagent') {
      addAll(credentials, strings(is(1, ':') ? 2 : is(2, 'credentials') ? 4 : 1));
    } else if (token.text === 'params') {
      const member = tokens[index + 2];
      if (is(1, '.') && member?.kind === 'word') parameters.add(member.text);
      if (is(1, '[')) addAll(parameters, strings(2).slice(0, 1));
    }
  });
  return {
    libraries: [...libraries],
    stages: [...stages],
    credentials: [...credentials],
    parameters: [...parameters],
    scripts,
  };
});

/** The facts as one sentence each; empty if nothing was recognised. */
export function describePipeline(facts: PipelineFacts): string {
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['Libraries', facts.libraries],
    ['Stages', facts.stages],
    ['Credentials', facts.credentials],
    ['Parameters', facts.parameters],
  ];
  const lists = parts.filter(([, names]) => names.length > 0).map(([title, names]) => `${title}: ${names.join(', ')}.`);
  return [...lists, ...(facts.scripts === 0 ? [] : [`Shell steps: ${String(facts.scripts)}.`])].join(' ');
}

/** String literals that begin at a token, inside parentheses or brackets, separated by commas. */
function stringsFrom(tokens: readonly Token[], start: number): string[] {
  const found: string[] = [];
  for (let index = start; index < tokens.length; index += 1) {
    const { kind, text } = tokens[index]!;
    if (kind === 'string') found.push(text);
    else if (kind === 'word' || !['(', '[', ','].includes(text)) break;
    if (kind === 'string' && tokens[index + 1]?.text !== ',') break;
  }
  return found;
}

function addAll(into: Set<string>, names: readonly string[]): void {
  for (const name of names) into.add(name);
}

/** Comments, the four kinds of quoted text, words, and single marks. A slash begins a pattern only where no value ends before it. */
const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'''([\s\S]*?)'''|"""([\s\S]*?)"""|'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|\$\/[\s\S]*?\/\$|[A-Za-z_]\w*|\s+|[\s\S]/g;

function tokensOf(script: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(script); match !== null; match = TOKEN.exec(script)) {
    const [whole] = match;
    const string = match[1] ?? match[2] ?? match[3] ?? match[4];
    if (string !== undefined) tokens.push({ kind: 'string', text: string });
    else if (/^[A-Za-z_]/.test(whole)) tokens.push({ kind: 'word', text: whole });
    else if (whole === '/' && beginsPattern(tokens.at(-1))) TOKEN.lastIndex = endOfPattern(script, match.index + 1);
    else if (whole.length === 1 && whole.trim() !== '') tokens.push({ kind: 'mark', text: whole });
  }
  return tokens;
}

function beginsPattern(before: Token | undefined): boolean {
  if (before === undefined || before.text === 'return') return true;
  return before.kind === 'mark' && !/[\])}\d]/.test(before.text);
}

function endOfPattern(script: string, start: number): number {
  const rest = /^(?:\\.|[^/\\\n])*\//.exec(script.slice(start, start + 2000));
  return rest === null ? start : start + rest[0].length;
}
