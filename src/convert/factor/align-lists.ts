/** One element of lists that were laid side by side. */
export type AlignedElement =
  | { readonly kind: 'same'; readonly text: string }
  | {
      readonly kind: 'differs';
      /** What all have before the difference: `--db=`. */
      readonly prefix: string;
      /** The rest, by list. */
      readonly values: readonly string[];
      /** The option the value belongs to, without its hyphens: `db`. */
      readonly option?: string;
    };

/** Lists laid side by side: what they begin and end with alike, and what each has in between. */
export interface Alignment {
  readonly left: readonly AlignedElement[];
  /** Absent: nothing is left in between. */
  readonly rest?: readonly (readonly string[])[];
  readonly right: readonly AlignedElement[];
}

/** An equal list may differ in so many places before it is clearer to give it as a whole. */
const MANY_DIFFERENCES = 3;

const ASSIGNMENT = /^--?[A-Za-z][\w.-]*=|^[A-Za-z_][\w.-]*=/;
const BARE_OPTION = /^--?[A-Za-z][\w-]*$/;

/**
 * Whether a text comes back unchanged from a template that is nothing but its variable. Ansible reads what looks like a list,
 * a mapping or a boolean as one (ansible-core 2.16, `ansible_eval_concat`).
 */
export function survivesTemplating(text: string): boolean {
  return text !== 'True' && text !== 'False' && !text.startsWith('[') && !text.startsWith('{');
}

/**
 * Lays argument lists side by side.
 *
 * @param lists Literal elements, one list for each job; at least two lists.
 * @param canNest Whether the role takes a list inside the list, so that lists of different lengths have a place.
 * @returns nothing where the lists cannot be told element by element.
 */
export function alignLists(lists: readonly (readonly string[])[], canNest: boolean): Alignment | undefined {
  const length = lists[0]!.length;
  if (lists.every((list) => list.length === length)) {
    const elements = alignEqualLengths(lists, length);
    if (elements !== undefined) return { left: elements, right: [] };
  }
  return canNest ? alignEnds(lists) : undefined;
}

function alignEqualLengths(lists: readonly (readonly string[])[], length: number): AlignedElement[] | undefined {
  const elements: AlignedElement[] = [];
  let differences = 0;
  for (let index = 0; index < length; index += 1) {
    const element = alignAt(lists, (list) => list[index]!, elements.at(-1), true);
    if (element === undefined) return undefined;
    if (element.kind === 'differs' && element.prefix === '' && element.option === undefined) differences += 1;
    elements.push(element);
  }
  return differences > MANY_DIFFERENCES || differences === length ? undefined : elements;
}

function alignEnds(lists: readonly (readonly string[])[]): Alignment {
  const shortest = Math.min(...lists.map((list) => list.length));
  const left: AlignedElement[] = [];
  while (left.length < shortest) {
    const index = left.length;
    const element = alignAt(lists, (list) => list[index]!, left.at(-1), false);
    if (element === undefined) break;
    left.push(element);
  }
  // An option stays with its value.
  if (endsWithOption(left) && lists.some((list) => isWord(list[left.length]))) left.pop();

  const right: AlignedElement[] = [];
  while (left.length + right.length < shortest) {
    const back = right.length + 1;
    const element = alignAt(lists, (list) => list.at(-back)!, undefined, false);
    if (element === undefined) break;
    right.unshift(element);
  }
  while (right.length > 0 && lists.some((list) => isValueAt(list, list.length - right.length, left.length)))
    right.shift();

  const rest = lists.map((list) => list.slice(left.length, list.length - right.length));
  if (rest.every((list) => list.length === 0)) return { left, right };
  return { left, rest, right };
}

function alignAt(
  lists: readonly (readonly string[])[],
  at: (list: readonly string[]) => string,
  before: AlignedElement | undefined,
  isLoose: boolean,
): AlignedElement | undefined {
  const values = lists.map(at);
  const first = values[0]!;
  if (values.every((value) => value === first)) return { kind: 'same', text: first };
  const prefix = ASSIGNMENT.exec(first)?.[0] ?? '';
  if (prefix !== '' && values.every((value) => value.startsWith(prefix))) {
    const option = prefix.slice(0, -1).replace(/^-+/, '');
    const rest = values.map((value) => value.slice(prefix.length));
    return rest.every(survivesTemplating) ? { kind: 'differs', prefix, values: rest, option } : undefined;
  }
  if (!values.every((value) => survivesTemplating(value) && isWord(value))) return undefined;
  if (before?.kind === 'same' && BARE_OPTION.test(before.text)) {
    return { kind: 'differs', prefix: '', values, option: before.text.replace(/^-+/, '') };
  }
  return isLoose ? { kind: 'differs', prefix: '', values } : undefined;
}

function endsWithOption(elements: readonly AlignedElement[]): boolean {
  const last = elements.at(-1);
  return last?.kind === 'same' && BARE_OPTION.test(last.text);
}

function isWord(text: string | undefined): boolean {
  return text !== undefined && !text.startsWith('-');
}

/** Whether the element could be the value of an option that stands before it in the middle part. */
function isValueAt(list: readonly string[], index: number, start: number): boolean {
  return isWord(list[index]) && index > start && BARE_OPTION.test(list[index - 1]!);
}
