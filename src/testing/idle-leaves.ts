import type { Catalogue } from '../convert/load-catalogue.js';
import { InputError } from '../model/input-error.js';
import type { Leaf } from '../model/leaf.js';
import type { Element } from '../read/jenkins/element.js';
import { convertMarked } from './convert-sample.js';

/**
 * Leaves that count as converted although nothing changes when they do: fields that were read but not used. Each leaf is
 * changed by itself to some other values; it is idle if the contribution stays the same and the leaf is still converted.
 *
 * @returns where they stand: `line 7: <timeout>`.
 */
export function idleLeaves(xml: string, catalogue: Catalogue): string[] {
  const { contribution, root } = convertMarked(xml, catalogue);
  const usual = JSON.stringify(contribution);
  return leavesOf(root)
    .filter(({ leaf }) => leaf.state === 'read')
    .filter(({ index }) => !CHANGES.some((change) => matters(xml, catalogue, usual, index, change)))
    .map(({ name }) => name);
}

const CHANGES: readonly ((leaf: NamedLeaf) => void)[] = [
  (leaf) => leaf.set(`${leaf.text}x`),
  (leaf) => leaf.set(/^(true|yes)$/i.test(leaf.text.trim()) ? 'false' : 'true'),
  (leaf) => leaf.set(String(Number(leaf.text) + 1)),
  (leaf) => leaf.set(''),
  // An empty element whose name is a class says all it has to say by being there.
  (leaf) => leaf.retype?.(),
];

function matters(
  xml: string,
  catalogue: Catalogue,
  usual: string,
  index: number,
  change: (leaf: NamedLeaf) => void,
): boolean {
  try {
    let leaf: Leaf | undefined;
    const changed = convertMarked(xml, catalogue, (root) => {
      const target = leavesOf(root)[index]!;
      change(target);
      leaf = target.leaf;
    });
    return leaf!.state !== 'read' || JSON.stringify(changed.contribution) !== usual;
  } catch (error) {
    if (error instanceof InputError) return true;
    throw error;
  }
}

interface NamedLeaf {
  readonly name: string;
  readonly index: number;
  readonly leaf: Leaf;
  readonly text: string;
  readonly set: (text: string) => void;
  readonly retype?: () => void;
}

function leavesOf(root: Element): NamedLeaf[] {
  const leaves: NamedLeaf[] = [];
  root.walk((element) => {
    const at = `line ${String(element.line)}: <${element.name}>`;
    for (const attribute of element.attributes) {
      const set = (text: string): void => void ((attribute as { value: string }).value = text);
      const name = `${at} ${attribute.name}`;
      leaves.push({ name, index: leaves.length, leaf: attribute, text: attribute.value, set });
    }
    if (!element.isLeaf) return;
    const set = (text: string): void => void (element.rawText = text);
    const typed = element.attributes.find((attribute) => attribute.name === 'class') as { value: string } | undefined;
    const retype = (): void => {
      if (typed === undefined) (element as { name: string }).name = 'org.example.Changed';
      else typed.value = 'org.example.Changed';
    };
    const isType = element.rawText.trim() === '' && (element.name.includes('.') || typed !== undefined);
    const common = { name: at, index: leaves.length, leaf: element, text: element.rawText, set };
    leaves.push(isType ? { ...common, retype } : common);
  });
  return leaves;
}
