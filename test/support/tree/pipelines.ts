/** Random pipelines of Zuul v3: managers, triggers of Gerrit, the timer and Zuul itself, requirements. */
import fc from 'fast-check';
import { branchPattern, mapOf, oneOrList, rarely, refPattern, seldom } from './values.js';
import type { ZuulMap, ZuulYaml } from './zuul-yaml.js';

const CHANGE_EVENTS = [
  'patchset-created',
  'patchset-created',
  'comment-added',
  'comment-added',
  'change-merged',
  'change-abandoned',
  'change-restored',
  'hashtags-changed',
  'wip-state-changed',
  'vote-deleted',
  'pending-check',
] as const;

const person = fc.constantFrom<ZuulYaml>('^dev1$', 'dev', '^zuul', 'nobody', '.*', { regex: '^dev1', negate: true });
const address = fc.constantFrom<ZuulYaml>('@example\\.com$', '^dev1@', 'example.org', '.*', {
  regex: 'dev2@',
  negate: true,
});
const age = fc.constantFrom<ZuulYaml>('30m', '24h', '2d', '1w', '90s');
const text = fc.constantFrom<ZuulYaml>('^recheck$', '(?i)^(Patch Set [0-9]+:)?\\n*recheck\\s*$', 'check', '^$', {
  regex: 'recheck',
  negate: true,
});
const hashtag = fc.constantFrom<ZuulYaml>('^h1$', 'h', 'blocked', { regex: 'h1', negate: true });

/** One approval of `require` or `reject`. */
const approval = mapOf({
  username: rarely(fc.constantFrom<ZuulYaml>('^dev1$', 'dev', 'zuul'), 3),
  email: rarely(fc.constantFrom<ZuulYaml>('@example\\.com$', 'dev1@'), 4),
  'older-than': rarely(age, 5),
  'newer-than': rarely(age, 5),
  Verified: rarely(fc.constantFrom<ZuulYaml>(1, 2, -1, [1, 2], [-1, -2], '1'), 2),
  'Code-Review': rarely(fc.constantFrom<ZuulYaml>(2, [1, 2], -2), 3),
});

const demands = {
  approval: rarely(oneOrList(approval, 2), 3),
  open: rarely(fc.boolean(), 4),
  'current-patchset': rarely(fc.boolean(), 4),
  wip: rarely(fc.boolean(), 4),
  status: rarely(oneOrList(fc.constantFrom<ZuulYaml>('NEW', 'MERGED', 'ABANDONED')), 5),
};

/** What `require` and `reject` may say of Gerrit. */
export const requirement: fc.Arbitrary<ZuulMap> = mapOf({ ...demands, hashtags: rarely(oneOrList(hashtag, 2), 5) });

/** In a trigger, hashtags cost the whole pipeline (14.2: it cannot write them as JSON). */
const requirementWithoutTags = mapOf(demands);

const votes = fc.constantFrom<ZuulYaml>({ Verified: 1 }, { 'Code-Review': 2 }, { Verified: -1, 'Code-Review': 1 });

/** One trigger of Gerrit about changes. */
export const changeTrigger: fc.Arbitrary<ZuulMap> = mapOf({
  event: oneOrList(fc.constantFrom<ZuulYaml>(...CHANGE_EVENTS), 2),
  branch: rarely(oneOrList(branchPattern, 2), 3),
  ref: rarely(fc.constantFrom<ZuulYaml>('^refs/changes/', '^refs/heads/'), 15),
  comment: rarely(oneOrList(text, 2), 4),
  email: rarely(oneOrList(address, 2), 5),
  username: rarely(oneOrList(person, 2), 5),
  approval: rarely(oneOrList(votes, 2), 5),
  'approval-change': rarely(fc.constantFrom<ZuulYaml>({ Verified: 1 }, [{ 'Code-Review': 2 }]), 10),
  added: rarely(oneOrList(hashtag, 2), 10),
  removed: rarely(oneOrList(hashtag, 2), 10),
  require: rarely(seldom(requirementWithoutTags, requirement, 30), 6),
  reject: rarely(seldom(requirementWithoutTags, requirement, 30), 6),
  'require-approval': rarely(oneOrList(approval, 2), 15),
  'reject-approval': rarely(oneOrList(approval, 2), 15),
  scheme: rarely(fc.constantFrom<ZuulYaml>('zuul', 'other'), 20),
  uuid: rarely(fc.constantFrom<ZuulYaml>('zuul:check', 'other:1'), 20),
  comment_filter: rarely(fc.constant<ZuulYaml>('recheck'), 20),
});

/** One trigger of Gerrit about refs. */
export const refTrigger: fc.Arbitrary<ZuulMap> = mapOf({
  event: fc.constantFrom<ZuulYaml>('ref-updated', ['ref-updated'], ['ref-updated', 'change-merged']),
  ref: rarely(oneOrList(refPattern, 2), 2),
  branch: rarely(branchPattern, 20),
  'ignore-deletes': rarely(fc.boolean(), 3),
  username: rarely(person, 8),
});

const timer = fc.constantFrom<ZuulYaml>(
  { time: '0 6 * * *' },
  [{ time: '0 6 * * *' }, { time: '*/5 * * * sat' }],
  { time: 'H 6 * * *' },
  { time: '0 6 * * * 0 60' },
);

const ownTrigger = fc.constantFrom<ZuulYaml>(
  { event: 'project-change-merged' },
  { event: 'parent-change-enqueued', pipeline: 'check' },
);

function triggers(gerrit: fc.Arbitrary<ZuulMap>, most: number): fc.Arbitrary<ZuulYaml> {
  return mapOf({ gerrit: oneOrList(gerrit, most), zuul: rarely(ownTrigger, 12) });
}

function pipeline(
  name: string,
  manager: string,
  trigger: fc.Arbitrary<ZuulYaml>,
  demanding: number,
): fc.Arbitrary<ZuulMap> {
  const ofPipeline = requirement.map((gerrit): ZuulYaml => ({ gerrit }));
  return mapOf({
    name: fc.constant<ZuulYaml>(name),
    manager: fc.constant<ZuulYaml>(manager),
    'post-review': rarely(fc.constant<ZuulYaml>(true), 3),
    trigger,
    require: rarely(ofPipeline, demanding),
    reject: rarely(ofPipeline, demanding),
    'allow-other-connections': rarely(fc.boolean(), 15),
    success: rarely(fc.constantFrom<ZuulYaml>({ gerrit: { Verified: 2, submit: true } }, { gerrit: {} }), 3),
  });
}

/**
 * The pipelines of a tree; seldom in another order, or with some missing.
 *
 * @param demanding One pipeline in so many has `require`, and as many have `reject`.
 */
export function pipelines(demanding: number): fc.Arbitrary<readonly ZuulMap[]> {
  const onTimer = fc
    .tuple(timer, rarely(refTrigger, 6))
    .map(([time, gerrit]): ZuulYaml => (gerrit === undefined ? { timer: time } : { timer: time, gerrit }));
  return fc
    .tuple(
      pipeline('check', 'independent', triggers(changeTrigger, 3), demanding),
      pipeline('gate', 'dependent', triggers(changeTrigger, 2), demanding),
      pipeline('post', 'independent', triggers(refTrigger, 2), demanding * 2),
      pipeline('periodic', 'independent', onTimer, demanding * 4),
      pipeline('deploy', 'serial', triggers(changeTrigger, 2), demanding),
      pipeline('promote', 'supercedent', triggers(seldom(refTrigger, changeTrigger, 2), 2), demanding),
      rarely(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 3 }), 8),
    )
    .map((drawn): readonly ZuulMap[] => {
      const order = drawn[6];
      const all = drawn.slice(0, 6) as ZuulMap[];
      return order === undefined ? all : order.map((index) => all[index] as ZuulMap);
    });
}
