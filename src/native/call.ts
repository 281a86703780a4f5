/** One command that a job runs, with all that decides what it does. */
export interface Call {
  /** Its words as the program gets them, expanded by nobody: `['tox', '-e', 'py39']`. */
  readonly words: readonly string[];
  /** Where it runs, below the sources of the project; empty: in them. */
  readonly directory: string;
  /** Variables for this command only. */
  readonly environment: Readonly<Record<string, string>>;
  /** Image of the container that it runs in. */
  readonly image?: string;
  /** For people. */
  readonly text: string;
}

/** What a job does, as far as recognisers have to know. */
export interface JobCalls {
  readonly calls: readonly Call[];
  /** Files that are kept after the build, below the workspace; patterns as Ant has them. */
  readonly kept: readonly { readonly patterns: readonly string[]; readonly text: string }[];
  /** All that is neither a known command nor done by Zuul before and after every job. */
  readonly others: readonly string[];
  /** Folder of the workspace that holds the project's sources; `undefined`: nobody can tell. */
  readonly sources: string | undefined;
  /** Whether something had to be guessed. */
  readonly isGuessed: boolean;
}
