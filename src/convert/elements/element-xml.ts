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
const SECRET_NAME = /(?:pass(?:word|wd|phrase)|secret|token|api[-_]?key|private[-_]?key|auth[-_]?key)s?$/i;

/** Words that are no secret wherever they stand. */
const NO_SECRET = /^(?:|true|false|\d{1,3}|\$\w+|\$\{[\w.]+\})$/i;

/** A value that Jenkins has encrypted. */
const ENCRYPTED = /\{A[A-Za-z0-9+/]{20,}={0,2}\}/g;

/** Name and password in an address. */
const IN_ADDRESS = /(\w+:\/\/[^\s:/@]+:)[^\s@/]+(?=@)/g;

/** Whether a field of this name and value holds a secret. */
export function isSecretField(name: string, value: string): boolean {
  return SECRET_NAME.test(name) && !NO_SECRET.test(value.trim());
}

/** A text of an element without the secrets in it. */
export function withoutSecrets(name: string, value: string): string {
  if (isSecretField(name, value)) return BLANK;
  return value.replace(ENCRYPTED, BLANK).replace(IN_ADDRESS, `$1${BLANK}`);
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
    const inner = node.elements.map((element) => elementXml(element, `${indent}  `)).join('');
    return `${start}>\n${inner}${indent}</${node.name}>\n`;
  }
  const text = escape(withoutSecrets(node.name, node.rawText));
  return text === '' ? `${start}/>\n` : `${start}>${text}</${node.name}>\n`;
}

/** Characters that XML 1.0 does not have are left out; a CR would be read as LF. */
function escape(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('\r', '&#13;')
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
  );
}
