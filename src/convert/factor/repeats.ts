/** A text of a repeat search: words are numbers, equal numbers are equal words. */
export interface RepeatText {
  readonly words: readonly number[];
  /** Repeats of two words and more count only within texts of one kind. */
  readonly kind: string;
}

/** A run of words that stands in several places and is written once. */
export interface Repeat {
  readonly kind: string;
  /** The words; a negative number `-n` stands for the repeat with the index `n - 1`. */
  readonly words: readonly number[];
  readonly uses: number;
}

export interface Repeats {
  readonly repeats: readonly Repeat[];
  /** The texts, with the repeats in them replaced by negative numbers, as in `Repeat.words`. */
  readonly texts: readonly (readonly number[])[];
}

/** What writing a run of words once is worth; not more than 0: leave it. Must not grow when `uses` gets smaller. */
export type Worth = (words: readonly number[], uses: number) => number;

/** Longer runs are found in pieces of this length. */
const LONGEST = 64;

/**
 * Finds runs of words that stand in several places, the most valuable first, until none is worth anything. Time is that of all
 * places of all repeats; deterministic.
 *
 * @param canNest Whether a repeat can stand inside another one.
 */
export function findRepeats(texts: readonly RepeatText[], worth: Worth, canNest = true): Repeats {
  const board = new Board(texts, canNest);
  const heap = new Heap<Candidate>(
    (one, other) => other.score - one.score || other.length - one.length || one.order - other.order,
  );
  for (const candidate of candidatesIn(texts)) {
    candidate.score = scoreOf(candidate, board, worth);
    if (candidate.score > 0) heap.push(candidate);
  }
  for (let best = heap.pop(); best !== undefined; best = heap.pop()) {
    // Places are lost to better repeats, never won: a score that still holds is the best there is.
    const score = scoreOf(best, board, worth);
    if (score <= 0) continue;
    if (score < best.score) {
      best.score = score;
      heap.push(best);
    } else {
      board.take(best);
    }
  }
  return board.result();
}

interface Place {
  readonly text: number;
  readonly start: number;
}

interface Candidate {
  readonly places: readonly Place[];
  readonly length: number;
  /** Order of discovery, for ties. */
  readonly order: number;
  score: number;
}

/** Every run that stands in at least two places: grown word by word, only from runs that do so themselves. */
function candidatesIn(texts: readonly RepeatText[]): Candidate[] {
  const kinds = new Map<string, number>();
  const kindOf = texts.map(({ kind }) => {
    const known = kinds.get(kind) ?? kinds.size;
    kinds.set(kind, known);
    return known;
  });
  const found: Candidate[] = [];
  const all = texts.flatMap(({ words }, text) => words.map((_, start): Place => ({ text, start })));
  let groups = group(all, ({ text, start }) => texts[text]!.words[start]!);
  for (let length = 1; groups.length > 0 && length <= LONGEST; length += 1) {
    for (const places of groups) found.push({ places, length, order: found.length, score: 0 });
    groups = groups.flatMap((places) =>
      group(places, ({ text, start }) => {
        const next = texts[text]!.words[start + length];
        return next === undefined ? undefined : next * kinds.size + kindOf[text]!;
      }),
    );
  }
  return found;
}

/** Groups of at least two places with equal keys; places without a key are left out. */
function group(places: readonly Place[], keyOf: (place: Place) => number | undefined): Place[][] {
  const groups = new Map<number, Place[]>();
  for (const place of places) {
    const key = keyOf(place);
    if (key === undefined) continue;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [place]);
    else known.push(place);
  }
  return [...groups.values()].filter((known) => known.length > 1);
}

function scoreOf(candidate: Candidate, board: Board, worth: Worth): number {
  const places = board.free(candidate);
  return places.length < 2 ? 0 : worth(board.wordsAt(places[0]!, candidate.length), places.length);
}

/** Who each word belongs to: its text, the body of a repeat, or nobody once it was replaced. */
class Board {
  readonly #texts: readonly RepeatText[];
  /** By text and position: number of the text or body the word is still written in, -1 for none. */
  readonly #owner: number[][];
  /** By owner: position → repeat that is called there. */
  readonly #calls = new Map<number, Map<number, { readonly repeat: number; readonly length: number }>>();
  readonly #taken: { readonly place: Place; readonly length: number; readonly uses: number }[] = [];

  readonly #canNest: boolean;

  constructor(texts: readonly RepeatText[], canNest: boolean) {
    this.#texts = texts;
    this.#canNest = canNest;
    this.#owner = texts.map(({ words }, text) => words.map(() => text));
  }

  wordsAt({ text, start }: Place, length: number): readonly number[] {
    return this.#texts[text]!.words.slice(start, start + length);
  }

  /** The places whose words are still written out, without those that overlap an earlier one. */
  free({ places, length }: Candidate): Place[] {
    const free: Place[] = [];
    for (const place of places) {
      const last = free.at(-1);
      const overlaps = last !== undefined && last.text === place.text && place.start < last.start + length;
      if (!overlaps && this.#isFree(place, length)) free.push(place);
    }
    return free;
  }

  #isFree({ text, start }: Place, length: number): boolean {
    const owners = this.#owner[text]!;
    const owner = owners[start]!;
    if (owner < 0) return false;
    for (let index = start + 1; index < start + length; index += 1) if (owners[index] !== owner) return false;
    return true;
  }

  /** Writes a repeat once: its first place becomes its body. */
  take(candidate: Candidate): void {
    const places = this.free(candidate);
    const { length } = candidate;
    const repeat = this.#taken.length;
    this.#taken.push({ place: places[0]!, length, uses: places.length });
    for (const [index, { text, start }] of places.entries()) {
      const owner = this.#owner[text]![start]!;
      const calls = this.#calls.get(owner) ?? new Map();
      this.#calls.set(owner, calls);
      calls.set(start, { repeat, length });
      this.#owner[text]!.fill(index === 0 && this.#canNest ? this.#bodyOf(repeat) : -1, start, start + length);
    }
  }

  #bodyOf(repeat: number): number {
    return this.#texts.length + repeat;
  }

  result(): Repeats {
    return {
      repeats: this.#taken.map(({ place, length, uses }, repeat) => ({
        kind: this.#texts[place.text]!.kind,
        words: this.#written(this.#bodyOf(repeat), place, length),
        uses,
      })),
      texts: this.#texts.map(({ words }, text) => this.#written(text, { text, start: 0 }, words.length)),
    };
  }

  #written(owner: number, { text, start }: Place, length: number): number[] {
    const calls = this.#calls.get(owner);
    const written: number[] = [];
    for (let index = start; index < start + length;) {
      const call = calls?.get(index);
      written.push(call === undefined ? this.#texts[text]!.words[index]! : -1 - call.repeat);
      index += call?.length ?? 1;
    }
    return written;
  }
}

/** A binary heap: gives back the first item by `compare`. */
class Heap<T> {
  readonly #items: T[] = [];
  readonly #compare: (one: T, other: T) => number;

  constructor(compare: (one: T, other: T) => number) {
    this.#compare = compare;
  }

  push(item: T): void {
    const items = this.#items;
    let index = items.push(item) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.#compare(items[parent]!, item) <= 0) break;
      items[index] = items[parent]!;
      index = parent;
    }
    items[index] = item;
  }

  pop(): T | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (items.length === 0 || last === undefined) return first;
    let index = 0;
    for (let child = 1; child < items.length; child = 2 * index + 1) {
      if (child + 1 < items.length && this.#compare(items[child + 1]!, items[child]!) < 0) child += 1;
      if (this.#compare(last, items[child]!) <= 0) break;
      items[index] = items[child]!;
      index = child;
    }
    items[index] = last;
    return first;
  }
}
