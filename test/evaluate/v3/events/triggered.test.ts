import test from 'ava';
import { isTriggered, kindsOf, triggerReasons } from '../../../../src/evaluate/v3/events/triggered.js';
import type { RefOperation } from '../../../../src/model/scenario.js';
import { filtersOf } from '../../../support/pipeline-filters.js';

const onBranch = (branch: string) => ({ kind: 'change', branch, files: [] }) as const;
const onRef = (ref: string, op: RefOperation = 'update') => ({ kind: 'ref', ref, op }) as const;
const clock = { kind: 'timer' } as const;

test('a change, by its branch; people and comments are left out', (t) => {
  const filters = filtersOf('trigger: {gerrit: {event: comment-added, branch: ^stable/, comment: x, username: y}}');
  t.true(isTriggered(filters, onBranch('stable/1')));
  t.false(isTriggered(filters, onBranch('master')));
  t.false(isTriggered(filters, onRef('refs/heads/stable/1')));
  t.deepEqual(kindsOf(filters), ['change']);
});

test('a ref, by its name and what happened to it', (t) => {
  const filters = filtersOf('trigger: {gerrit: {event: ref-updated, ref: ^refs/tags/}}');
  t.true(isTriggered(filters, onRef('refs/tags/1', 'create')));
  t.false(isTriggered(filters, onRef('refs/tags/1', 'delete')));
  t.false(isTriggered(filters, onRef('refs/heads/master')));
  t.deepEqual(kindsOf(filters), ['ref']);
});

test('where Zuul fails on a tag nothing is triggered, by no later trigger either', (t) => {
  const filters = filtersOf('trigger: {gerrit: [{event: ref-updated, branch: x}, {event: ref-updated}]}');
  t.false(isTriggered(filters, onRef('refs/tags/1')));
  t.true(isTriggered(filters, onRef('refs/heads/y')));
});

test('the clock, at a time that comes', (t) => {
  t.true(isTriggered(filtersOf("trigger: {timer: {time: '0 6 * * *'}}"), clock));
  t.false(isTriggered(filtersOf("trigger: {timer: {time: 'H 6 * * *'}}"), clock));
});

test('triggers of Zuul itself bring changes', (t) => {
  const filters = filtersOf('trigger: {zuul: {event: project-change-merged}}');
  t.true(isTriggered(filters, onBranch('any')));
  t.false(isTriggered(filters, clock));
});

test('each trigger has its reason', (t) => {
  const filters = filtersOf(
    "trigger: {gerrit: [{event: patchset-created, branch: ^x}, {event: ref-updated}], timer: {time: '0 6 * * *'}, github: {event: push}}",
  );
  t.deepEqual(
    triggerReasons(filters, onBranch('master')).map(({ text }) => text),
    [
      'gerrit patchset-created: branch ^x does not fit master',
      'gerrit ref-updated: a change is nothing for it',
      'timer 0 6 * * *: a change is nothing for it',
      'github: triggers of github are not judged',
    ],
  );
});
