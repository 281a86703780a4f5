import { displayPlace, type DisplayPath } from './display-path.js';
import { isProven, type Verification, type VerifiedInput } from '../model/verification.js';

/** What stands in `migration/evidence.json` and what `verify --json` prints. Fields are only ever added within one `schemaVersion`. */
export interface VerificationReport extends Verification {
  readonly schemaVersion: 1;
  /** Version of this program. */
  readonly version: string;
  readonly verdict: 'proven' | 'unexplained';
  readonly inputs: VerificationInputs;
  /** Only with waivers, which depend on it: the day that was taken for today. */
  readonly date?: string;
  /** What Zuul would say against the tree itself. */
  readonly problems: readonly TreeFault[];
}

export interface TreeFault {
  readonly file: string;
  readonly line: number;
  /** What is wrong keeps something from working; of the rest Zuul only warns. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

export interface VerificationInputs {
  readonly layout: VerifiedInput;
  readonly settings?: VerifiedInput;
  readonly branches?: VerifiedInput;
  readonly events?: VerifiedInput;
  readonly waivers?: VerifiedInput;
  readonly parameterFunctions?: readonly VerifiedInput[];
  /** The hash is that of the list below it. */
  readonly converted: VerifiedInput & { readonly files: readonly VerifiedInput[] };
}

/** What is known beside the comparison. */
export interface VerificationContext {
  readonly version: string;
  readonly inputs: VerificationInputs;
  readonly problems: readonly TreeFault[];
  readonly date?: string;
}

/** @param shown How paths of the user's files are written, so that the report does not tell where it was made. */
export function verificationReport(
  result: Verification,
  context: VerificationContext,
  shown: DisplayPath = (file) => file,
): VerificationReport {
  const { version, inputs, problems, date } = context;
  const groups = result.groups.map((group) =>
    group.layout === undefined ? group : { ...group, layout: displayPlace(group.layout, shown) },
  );
  const events = result.events && {
    ...result.events,
    groups: result.events.groups.map((group) => ({ ...group, example: displayPlace(group.example, shown) })),
  };
  return {
    schemaVersion: 1,
    version,
    verdict: isProven(result) ? 'proven' : 'unexplained',
    inputs,
    ...(date === undefined ? {} : { date }),
    problems,
    ...result,
    groups,
    ...(events === undefined ? {} : { events }),
  };
}

/** The text of `evidence.json`: the same inputs give the same bytes. */
export function verificationJson(report: VerificationReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
