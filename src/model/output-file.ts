/** One file of the output, before anything is on disk. */
export interface OutputFile {
  /** Below the output folder, with `/` between its parts: `zuul.d/jobs.yaml`. */
  readonly path: string;
  /** A string is written as UTF-8. */
  readonly content: string | Buffer;
}
