import type { Evaluator } from '../model/evaluator.js';
import type { ItemAnswer } from '../model/item-answer.js';
import type { Scenario } from '../model/scenario.js';
import type { Difference, DifferenceGroup, Standing, Verification } from '../model/verification.js';
import type { Announcer } from './announce/announce-difference.js';
import type { Differing } from './announce/announce-presence.js';
import { causeOf, type BothExplained, type Cause } from './causes.js';
import { pairMemo, type ComparedPair } from './compare/pair-memo.js';
import { groupBook, type Judged } from './groups.js';
import { inFormOf, itemsInForm, renamed } from './item-forms.js';
import type { NameMap } from './names.js';
import type { WaiverBook } from './waivers/match-waiver.js';

export interface JudgeRequest {
  readonly v2: Evaluator;
  readonly v3: Evaluator;
  readonly names: NameMap;
  readonly fromJenkins: ReadonlyMap<string, ReadonlySet<string>>;
  readonly refNames: 'full' | 'short';
  readonly announce: Announcer;
  /** Whether a difference is none when the layout is asked. */
  readonly isApparent: (difference: Difference, differing: Differing) => boolean;
  readonly waivers: WaiverBook;
  /** Is told of every item: as v2 gets it and as v3 does, and what v2 does with it. */
  readonly watch?: (item: Scenario, inV3: Scenario, v2: ItemAnswer) => void;
}

/** Asks both systems and keeps what came of it. */
export interface ScenarioJudge {
  /**
   * @param scenarios Of one project in one pipeline, by v2's names. Refs may be given in either form.
   * @param byHand No trigger of either pipeline lets anything in.
   */
  ask(scenarios: Iterable<Scenario>, byHand: boolean): void;
  readonly counts: Verification['scenarios'];
  groups(): DifferenceGroup[];
}

/** Which of several standings counts for the scenario as a whole. */
const WORST: readonly Standing[] = ['announced', 'waived', 'unexplained'];

export function scenarioJudge(request: JudgeRequest): ScenarioJudge {
  const { v2, v3, names } = request;
  const compare = pairMemo(request);
  const counts = { asked: 0, equal: 0, announced: 0, waived: 0, unexplained: 0 };
  const book = groupBook(v2.pipelines.map(({ name }) => name));
  const causes = new Map<string, readonly Cause[]>();

  const explain = (item: Scenario): BothExplained => ({
    v2: v2.explain(item),
    v3: v3.explain(forV3(item, names)),
    nameInV3: (job) => names.v3.job(job),
  });
  // Explaining takes long; the same two answers in one pipeline have, but for rare cases, the same cause.
  const causesOf = ({ id, differences }: ComparedPair, item: Scenario): readonly Cause[] => {
    const key = `${String(id)} ${item.pipeline}`;
    let found = causes.get(key);
    if (found === undefined) {
      const both = explain(item);
      found = differences.map((difference) => causeOf(difference, both));
      causes.set(key, found);
    }
    return found;
  };

  const judge = (pair: ComparedPair, differing: Differing): Standing | 'equal' => {
    const { item } = differing;
    const { project, pipeline } = item;
    let worst: Standing | 'equal' = 'equal';
    for (const [index, difference] of pair.differences.entries()) {
      if (request.isApparent(difference, differing)) continue;
      const finding = request.announce(difference, differing);
      let judged: Judged;
      if (finding !== undefined) judged = { difference, standing: 'announced', finding };
      else {
        const cause = causesOf(pair, item)[index]!;
        const { aspect, job } = difference;
        const about = { aspect, projects: [project], pipeline, cause: cause.text };
        const waiver = request.waivers.find(job === undefined ? about : { ...about, job });
        judged =
          waiver === undefined
            ? { difference, standing: 'unexplained', cause }
            : { difference, standing: 'waived', cause, waiver };
      }
      book.add(judged, item);
      if (worst === 'equal' || WORST.indexOf(judged.standing) > WORST.indexOf(worst)) worst = judged.standing;
    }
    return worst;
  };

  return {
    counts,
    ask(scenarios, byHand) {
      for (const item of itemsInForm(scenarios, request.refNames)) {
        counts.asked += 1;
        const inV3 = forV3(item, names);
        const [one, other] = [v2.answer(item), v3.answer(inV3)];
        request.watch?.(item, inV3, one);
        const pair = compare(one, other, byHand);
        if (pair.differences.length === 0) counts.equal += 1;
        else {
          const v3Jobs = new Set(other.jobs.map((job) => names.v2.job(job.name)));
          counts[judge(pair, { item, v2: one, v3: other, v3Jobs })] += 1;
        }
      }
    },
    groups: () => book.groups((difference, scenario) => causeOf(difference, explain(scenario))),
  };
}

/** The same item as Zuul v3 gets it: refs always have their full names there. */
function forV3(item: Scenario, names: NameMap): Scenario {
  return inFormOf(renamed(item, names.v3), 'full');
}
