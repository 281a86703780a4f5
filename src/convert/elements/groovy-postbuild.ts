import { javaToPython, wholeMatch } from './java-regex.js';

/** What a script of the Groovy Postbuild plugin is recognised to do. */
export type PostbuildScript =
  /** It only shows something in Jenkins. */
  | { readonly kind: 'shows' }
  /** It makes the build a failure or UNSTABLE if a line of the console fits one of these expressions, which are for Python. */
  | { readonly kind: 'fails-on'; readonly expressions: readonly string[] }
  /** It always makes the build a failure or UNSTABLE. */
  | { readonly kind: 'fails' };

/** Methods of `manager` that show something. */
const SHOW = /^(?:add\w*|create\w*Summary|remove\w*|set\w*|listener\.logger\.print\w*)$/;
const WORSE = /^build(?:Failure|Unstable)$/;

/**
 * Reads a script that is made of calls of `manager` alone: badges, `buildFailure()`, and those inside
 * `if (manager.logContains("…")) { … }`. Source: Groovy Postbuild plugin, BadgeManager; `logContains` wants an expression that
 * fits a whole line.
 *
 * @returns nothing for anything else: only a person can tell what it does.
 */
export function readPostbuildScript(script: string): PostbuildScript | undefined {
  const text = script.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[\s;{}])\/\/[^\n]*/g, '$1');
  const expressions: string[] = [];
  let always = false;
  let rest = text.trim();
  while (rest !== '') {
    const condition = IF.exec(rest);
    if (condition !== null) {
      const [whole, double, single, block, line] = condition;
      const does = effectOf(block ?? line ?? '');
      if (does === undefined) return undefined;
      const python = javaToPython(unescape(double ?? single ?? ''));
      if (does === 'worse') {
        if (python === undefined) return undefined;
        // A search begins anywhere; flags have to stand first.
        expressions.push(wholeMatch(python).replace(/^(\(\?[ims]+\))?/, '$1^'));
      }
      rest = rest.slice(whole.length).trimStart();
      // What happens otherwise would have to be turned round.
      if (rest.startsWith('else')) return undefined;
      continue;
    }
    const call = CALL.exec(rest);
    if (call === null) return undefined;
    const does = effectOf(call[0]);
    if (does === undefined) return undefined;
    always ||= does === 'worse';
    rest = rest.slice(call[0].length).trimStart();
  }
  if (always) return { kind: 'fails' };
  return expressions.length > 0 ? { kind: 'fails-on', expressions } : { kind: 'shows' };
}

const STRING = String.raw`"(?:\\.|[^"\\\n$])*"|'(?:\\.|[^'\\\n])*'`;
const ARGUMENTS = String.raw`\((?:${STRING}|[\w\s,.+-])*\)`;
const CALL = new RegExp(
  String.raw`^manager\.([\w.]+)(?:${ARGUMENTS}|[ \t]+(?:${STRING}))(?:\.\w+${ARGUMENTS})*[ \t]*(?:;|(?=\n)|(?=\})|$)\s*`,
);
const IF = new RegExp(
  String.raw`^if\s*\(\s*manager\.logContains\(\s*(?:"((?:\\.|[^"\\\n$])*)"|'((?:\\.|[^'\\\n])*)')\s*\)\s*\)\s*(?:\{([^{}]*)\}|([^\n{}]*))`,
);

/** What a list of calls does: nothing but showing, or making the build worse. */
function effectOf(calls: string): 'shows' | 'worse' | undefined {
  let does: 'shows' | 'worse' = 'shows';
  let rest = calls.trim();
  while (rest !== '') {
    const call = CALL.exec(rest);
    if (call === null) return undefined;
    if (WORSE.test(call[1]!)) does = 'worse';
    else if (!SHOW.test(call[1]!)) return undefined;
    rest = rest.slice(call[0].length).trim();
  }
  return does;
}

function unescape(text: string): string {
  return text.replaceAll(/\\(.)/g, (_, one: string) => (one === 'n' ? '\n' : one === 't' ? '\t' : one));
}
