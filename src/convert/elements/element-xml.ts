/** What there is to write of an element. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly elements: readonly XmlNode[];
  /** Text of one without children. */
  readonly rawText: string;
}

/** What stands for a secret. */
export const BLANK = '********';

/** Names of fields that hold a secret; the id of a credential is none. */
const SECRET_NAME = /(?:pass(?:word|wd|phrase)?|pwd|secret|token|(?:api|private|auth|access)[-_]?key)s?$/i;

/** Words that are no secret wherever they stand. */
const NO_SECRET = /^(?:|true|false|\d{1,3}|\$\w+|\$\{[\w.]+\})$/i;

/** A value that Jenkins has encrypted. */
const ENCRYPTED = /\{A[A-Za-z0-9+/]{20,}={0,2}\}/g;

/** Name and password in an address; a long name alone is a token. */
const IN_ADDRESS = /(\w+:\/\/(?:[^\s:/@]+:)?)(?:(?<=:)[^\s@/]+|[^\s@/:]{20,})(?=@)/g;

/** `API_TOKEN=…` and `--password …` inside a text; what is a variable is no secret. */
const IN_TEXT =
  /(\b[\w.-]*(?:password|passwd|passphrase|secret|token|api_?key)\b["']?\s*[=:]\s*["']?)(?![$"'\s])[^\s"'&;,<]+/gi;

/** Elements beside each other of which one names what the other holds. */
const NAMES: ReadonlySet<string> = new Set(['name', 'key', 'var', 'variable']);
const VALUES: ReadonlySet<string> = new Set(['value', 'defaultValue', 'string']);

/** Whether a field of this name and value holds a secret. */
export function isSecretField(name: string, value: string): boolean {
  return SECRET_NAME.test(name) && !NO_SECRET.test(value.trim());
}

/** A text of an element without the secrets in it. */
export function withoutSecrets(name: string, value: string): string {
  if (isSecretField(name, value)) return BLANK;
  return value.replace(ENCRYPTED, BLANK).replace(IN_ADDRESS, `$1${BLANK}`).replace(IN_TEXT, `$1${BLANK}`);
}

/**
 * An element as XML, two blanks for each level, secrets blanked: for a person to read, or to be kept beside a step that
 * nobody could convert.
 */
export function elementXml(node: XmlNode, indent = ''): string {
  const attributes = node.attributes
    .map(({ name, value }) => ` ${name}="${escape(withoutSecrets(name, value)).replaceAll('"', '&quot;')}"`)
    .join('');
  const start = `${indent}<${node.name}${attributes}`;
  if (node.elements.length > 0) {
    const isNamed = node.elements.some(({ name, rawText }) => NAMES.has(name) && SECRET_NAME.test(rawText.trim()));
    const inner = node.elements
      .map((element) => elementXml(isNamed && VALUES.has(element.name) ? blanked(element) : element, `${indent}  `))
      .join('');
    return `${start}>\n${inner}${indent}</${node.name}>\n`;
  }
  const text = escape(withoutSecrets(node.name, node.rawText));
  return text === '' ? `${start}/>\n` : `${start}>${text}</${node.name}>\n`;
}

function blanked(node: XmlNode): XmlNode {
  return NO_SECRET.test(node.rawText.trim())
    ? node
    : { name: node.name, attributes: node.attributes, elements: node.elements, rawText: BLANK };
}

/** Characters that XML 1.0 does not have are left out; a CR would be read as LF. */
function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
}
