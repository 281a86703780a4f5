import { jinjaString } from '../../model/value.js';
import { ALWAYS_SET, macroPieces, variable, type Piece } from './macros.js';

const ENV_MACRO = /\$\{ENV,\s*var\s*=\s*"([\w.]+)"\s*\}/g;
const OTHER_MACRO = /\$\{\s*\w+\s*,/;

/**
 * Splits a text at the variables that the Token Macro plugin would put in: `$NAME`, `${NAME}` and `${ENV,var="NAME"}`.
 *
 * @returns nothing for a text with another macro (`${FILE,path="x"}`): only Jenkins can tell what it stands for.
 */
export function tokenPieces(text: string): Piece[] | undefined {
  const plain = text.replaceAll(ENV_MACRO, (_, name: string) => `\${${name}}`);
  return OTHER_MACRO.test(plain) ? undefined : macroPieces(plain);
}

/** A Jinja expression for the text that pieces stand for. A variable that is not set is empty. */
export function operand(pieces: readonly Piece[]): string {
  if (pieces.length === 0) return "''";
  return pieces.map((piece) => ('text' in piece ? jinjaString(piece.text) : valueOf(piece.name))).join(' ~ ');
}

/** As {@link operand}, ready to have a filter or a test put behind it. */
export function term(pieces: readonly Piece[]): string {
  return pieces.length > 1 ? `(${operand(pieces)})` : operand(pieces);
}

function valueOf(name: string): string {
  return ALWAYS_SET.has(name) ? variable(name) : `(${variable(name)} | default(''))`;
}
