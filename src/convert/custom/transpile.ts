import { basename } from 'node:path';
import { ts } from 'ts-morph';
import { InputError } from '../../model/input-error.js';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  inlineSourceMap: true,
  inlineSources: true,
};

/**
 * Makes JavaScript of TypeScript, without looking at types. The result knows its lines by a source map.
 *
 * @param file Name for messages.
 * @param path Where the file lies.
 * @throws InputError with line for what is no TypeScript.
 */
export function transpile(text: string, file: string, path: string): string {
  const { outputText, diagnostics } = ts.transpileModule(text, {
    fileName: path,
    reportDiagnostics: true,
    compilerOptions: OPTIONS,
  });
  const [first] = diagnostics ?? [];
  if (first !== undefined) {
    const before = text.slice(0, first.start ?? 0);
    const message = ts.flattenDiagnosticMessageText(first.messageText, ' ');
    throw new InputError({
      at: { file, line: before.split('\n').length },
      message: `is no TypeScript: ${message} Correct ${basename(file)}.`,
    });
  }
  return outputText;
}
