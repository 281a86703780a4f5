/** How long the stages of a run took, in milliseconds, in the order in which they ran. */
export interface Stages {
  /** Runs one stage and remembers its time. */
  time<T>(name: string, stage: () => T): T;
  timeAsync<T>(name: string, stage: () => Promise<T>): Promise<T>;
  /** Adds times that were measured elsewhere. */
  add(stages: Stages['taken']): void;
  readonly taken: readonly { readonly name: string; readonly milliseconds: number }[];
}

/** @param now Clock, in milliseconds. */
export function trackStages(now: () => number, onStart: (name: string) => void = () => undefined): Stages {
  const taken: { name: string; milliseconds: number }[] = [];
  return {
    taken,
    add: (stages) => void taken.push(...stages),
    time(name, stage) {
      onStart(name);
      const start = now();
      try {
        return stage();
      } finally {
        taken.push({ name, milliseconds: now() - start });
      }
    },
    async timeAsync(name, stage) {
      onStart(name);
      const start = now();
      try {
        return await stage();
      } finally {
        taken.push({ name, milliseconds: now() - start });
      }
    },
  };
}
