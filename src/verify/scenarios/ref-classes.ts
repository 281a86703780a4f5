import type { TextCondition } from '../../model/item-conditions.js';
import type { RefOperation } from '../../model/scenario.js';
import type { ClassFinder, ConditionClasses } from './condition-classes.js';
import type { Depth, PlannedRef } from './item-plan.js';
import { HEADS, OTHER_REFS, TAGS, type TextSpace } from './text-space.js';

export interface RefClasses {
  readonly refs: readonly PlannedRef[];
  readonly classes: number;
  readonly gaps: readonly string[];
}

const HEADS_PREFIX = 'refs/heads/';
const TAGS_PREFIX = 'refs/tags/';
const OPERATIONS: readonly RefOperation[] = ['update', 'create', 'delete'];

/**
 * Refs that conditions tell apart. A branch is told apart by its name and by its full name alike, since an old Gerrit
 * says `master` where a newer one says `refs/heads/master`: each class comes in both spellings. So it is with tags,
 * which come with their full name alone, and with other refs.
 */
export function refClassesOf(conditions: readonly TextCondition[], depth: Depth, finder: ClassFinder): RefClasses {
  const predicates = conditions.map((condition) => [condition]);
  const named = (space: TextSpace, beginning: string): ConditionClasses =>
    finder.find([...predicates, ...predicates], space, [
      ...predicates.map(() => ''),
      ...predicates.map(() => beginning),
    ]);
  const heads = named(HEADS, HEADS_PREFIX);
  const tags = named(TAGS, TAGS_PREFIX);
  const others = finder.find(predicates, OTHER_REFS);
  const first = ({ classes }: ConditionClasses): readonly string[] => classes.map(({ texts: [text = ''] }) => text);
  const names = [
    ...first(heads).flatMap((name) => [name, HEADS_PREFIX + name]),
    ...first(tags).map((name) => TAGS_PREFIX + name),
    ...first(others),
  ];
  const updates = depth === 'full' ? OPERATIONS : OPERATIONS.slice(0, 1);
  const refs = [...new Set(names)].flatMap((ref, index) =>
    (index === 0 ? OPERATIONS : updates).map((op): PlannedRef => ({ ref, op })),
  );
  return {
    refs,
    classes: heads.classes.length + tags.classes.length + others.classes.length,
    gaps: [...new Set([...heads.gaps, ...tags.gaps, ...others.gaps])],
  };
}
