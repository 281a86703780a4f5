import type { Scenario } from '../../src/model/scenario.js';
import type { RandomLayout } from '../support/random-layout.js';
import { aboveIn } from './above.js';
import { compareLines } from './compare-lines.js';
import { convertText } from './convert-text.js';
import { explains } from './explained.js';
import { forOracle, type TreeAnswer, type TreeRequest } from './zuul14.js';
import type { V2Taken } from './zuul2.js';

export interface WholeWay {
  readonly layout: RandomLayout & { readonly scenarios: readonly Scenario[] };
  /** What Zuul v2 answered. */
  readonly reply: V2Taken;
  readonly refNames: 'full' | 'short';
  /** Text of a zuul.conf with the connections. */
  readonly conf: string;
  askV3(request: TreeRequest): Promise<TreeAnswer>;
}

export interface WholeWayResult {
  readonly scenarios: number;
  readonly equal: number;
  readonly announced: number;
  /** The first difference that no finding explains, or a tree that does not load. */
  readonly unexplained?: string;
}

/** Converts a layout, asks Zuul 14.2 the scenarios that Zuul v2 was asked, and compares. None of our evaluators has a say. */
export async function compareWholeWay({ layout, reply, refNames, conf, askV3 }: WholeWay): Promise<WholeWayResult> {
  const { files, findings, names } = await convertText(layout.text, { refNames });
  const asked = layout.scenarios.flatMap((scenario, index) =>
    isReal(scenario, refNames) ? [{ scenario, line: reply.answers[index]! }] : [],
  );
  const tree = await askV3({ files, conf, scenarios: asked.map(({ scenario }) => forOracle(scenario)) });
  const result = { scenarios: asked.length, equal: 0, announced: 0 };
  const problem = loadProblem(
    tree,
    findings.some(({ code }) => code === 'pipeline/requirement-regex'),
  );
  if (problem !== undefined) return { ...result, unexplained: problem };
  const above = aboveIn(reply.answers);
  for (const [index, { scenario, line }] of asked.entries()) {
    const item = tree.answers[index]!;
    const differences = compareLines(line, item, names, reply.jobs ?? {});
    const odd = differences.find((one) => explains(one, differences, scenario, findings, above) === undefined);
    if (odd !== undefined) {
      const jobs = Object.entries(item.jobs ?? {}).map(([name, { dependencies, soft, voting }]) => [
        name,
        { dependencies, soft, voting },
      ]);
      const lines = [scenario, odd, line, jobs].map((part) => JSON.stringify(part));
      return { ...result, unexplained: `${lines.join('\n')}\n${files['zuul.d/projects.yaml'] ?? ''}` };
    }
    result[differences.length === 0 ? 'equal' : 'announced'] += 1;
  }
  return result;
}

/**
 * Whether Gerrit may send such an item: refs as the setting `ref-names` says, and files never without the commit message.
 */
function isReal(scenario: Scenario, refNames: 'full' | 'short'): boolean {
  if (scenario.kind === 'change') return scenario.files.length === 0 || scenario.files.includes('/COMMIT_MSG');
  if (scenario.kind === 'timer') return true;
  return refNames === 'full' ? scenario.ref.startsWith('refs/') : !scenario.ref.startsWith('refs/heads/');
}

function loadProblem(tree: TreeAnswer, keepsRegex: boolean): string | undefined {
  if (tree.fatal !== undefined) return `Zuul 14.2 does not load the tree: ${tree.fatal}`;
  const warnings = tree.warnings.filter(({ name }) => !keepsRegex || name !== 'Regex Deprecation');
  const problems = [...tree.errors, ...warnings];
  return problems.length === 0 ? undefined : `Zuul 14.2 complains: ${JSON.stringify(problems)}`;
}
