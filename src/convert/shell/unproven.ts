/**
 * Thrown inside `src/convert/shell/` where the meaning of a piece of shell cannot be proven to be that of a role call.
 * The message says which piece, for the report. It never leaves this folder: the script then stays a script.
 */
export class Unproven extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Unproven';
  }
}
