import { blocksOf, type Blocks } from './blocks.js';
import { folderOf, needsOf } from './needs.js';

/** Path → text, or bytes where it is no text. */
export type Generation = ReadonlyMap<string, string | Buffer>;

/** An object of Zuul with all its variants, or a folder of `playbooks/` or `roles/`. */
export interface Part {
  /** All that is written of it: differs where something in it does. */
  readonly text: string;
  /** Keys of parts that it cannot do without, as far as they exist. */
  readonly needs: ReadonlySet<string>;
}

/** A generation, taken apart. */
export interface Parts {
  readonly files: Generation;
  /** Files of `zuul.d/`. A file that cannot be taken apart is not in it. */
  readonly zuul: ReadonlyMap<string, Blocks>;
  /** `job unit`, `playbooks/unit`, `roles/unit` → part, in the order of the files. */
  readonly parts: ReadonlyMap<string, Part>;
}

/** Takes the files of a generation apart. */
export function partsOf(files: Generation): Parts {
  const zuul = new Map<string, Blocks>();
  const texts = new Map<string, string>();
  const needs = new Map<string, string[]>();
  const add = (key: string, text: string, needed: readonly string[]): void => {
    texts.set(key, `${texts.get(key) ?? ''}${text}\n`);
    needs.set(key, [...(needs.get(key) ?? []), ...needed]);
  };
  const roles = new Set([...files.keys()].filter((path) => path.startsWith('roles/')).map(folderOf));
  for (const [path, content] of files) {
    if (path.startsWith('zuul.d/') && typeof content === 'string') {
      const blocks = blocksOf(content);
      if (blocks === undefined) continue;
      zuul.set(path, blocks);
      for (const block of blocks.blocks) add(block.key, block.text, needsOf(block));
    } else if (/^(?:playbooks|roles)\//.test(path)) {
      const text = content.toString();
      add(folderOf(path), `${path}\n${text}`, foldersIn(text, roles));
    }
  }
  const existing = (key: string): boolean => texts.has(key);
  const parts = [...texts].map(([key, text]): [string, Part] => {
    return [key, { text, needs: new Set((needs.get(key) ?? []).filter((one) => existing(one) && one !== key)) }];
  });
  return { files, zuul, parts: new Map(parts) };
}

/** Roles that a text may call, and folders of playbooks that it names. A word that happens to be the name of a role does no harm. */
function foldersIn(text: string, roles: ReadonlySet<string>): string[] {
  const words = new Set(text.match(/[\w-]+/g));
  const called = [...words].map((word) => `roles/${word}`).filter((role) => roles.has(role));
  return [...called, ...(text.match(/\bplaybooks\/[\w.-]+/g) ?? [])];
}
