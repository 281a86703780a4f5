import type { Settings } from '../../../model/settings.js';
import type { LayoutNotes, Noted } from '../notes.js';

/** Gives a review label its spelling in Gerrit. */
export type LabelSpelling = (category: string, about: Noted) => string;

/**
 * v2 compares labels without regard to case, and with `-` for blanks; Zuul takes them exactly as Gerrit has them. The
 * settings tell the spelling; what they do not tell is guessed from how Gerrit's own labels look (`Code-Review`), with
 * one finding a label. A name with capitals was written for somebody who knew.
 */
export function labelSpelling(settings: Settings, notes: LayoutNotes): LabelSpelling {
  const guessed = new Set<string>();
  return (category, about) => {
    const plain = category.toLowerCase().replace(/ /g, '-');
    const told = settings.gerritLabels[plain] ?? settings.gerritLabels[category];
    if (told !== undefined) return told;
    if (category !== category.toLowerCase()) return category;
    const guess = plain.split('-').map(capitalised).join('-');
    if (!guessed.has(plain)) {
      guessed.add(plain);
      notes.raise('gerrit/label-guessed', about, { detail: `${category} is taken for ${guess}`, leaves: [] });
    }
    return guess;
  };
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
