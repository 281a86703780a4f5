import test from 'ava';
import type { ItemAnswer, ItemJob } from '../../src/model/item-answer.js';
import { answerLine } from '../../src/report/answer-line.js';
import { explanationText } from '../../src/report/explanation-text.js';

const unit: ItemJob = { name: 'unit', voting: true, dependencies: [], semaphores: [], hold: false, tags: [] };
const docs: ItemJob = {
  ...unit,
  name: 'docs',
  voting: false,
  dependencies: [
    { name: 'unit', soft: false },
    { name: 'lint', soft: true },
  ],
  semaphores: ['publish'],
  hold: true,
  tags: ['web'],
};
const answer: ItemAnswer = { outcome: 'runs', triggered: true, jobs: [unit, docs], queue: 'integrated' };

test('an answer is one line: jobs with dependencies and voting, soft ones marked', (t) => {
  t.deepEqual(JSON.parse(answerLine(answer, { id: 3 })), {
    id: 3,
    triggered: true,
    jobs: [
      ['unit', [], 1],
      ['docs', ['unit', '?lint'], 0],
    ],
    queue: 'integrated',
    outcome: 'runs',
  });
  t.true(answerLine(answer).endsWith('}\n'));
});

test('an answer has the last word over fields of the scenario, and tells its error', (t) => {
  const failed: ItemAnswer = { outcome: 'error', triggered: false, jobs: [], queue: null, error: 'no such job' };
  t.is(
    answerLine(failed, { jobs: 'theirs', id: 1 }),
    '{"jobs":[],"id":1,"triggered":false,"queue":null,"outcome":"error","error":"no such job"}\n',
  );
});

test('an explanation says what runs, and each reason with its place', (t) => {
  const text = explanationText(
    { project: 'nova', pipeline: 'gate', kind: 'change', branch: 'master', files: ['/COMMIT_MSG', 'a.py'] },
    {
      answer,
      triggers: [{ text: 'comment-added fits', at: { file: 'layout.yaml', line: 12 } }],
      jobs: [
        { name: 'unit', runs: true, at: { file: 'layout.yaml', line: 80 }, reasons: [], job: unit },
        {
          name: 'docs',
          runs: true,
          reasons: [{ text: 'nothing keeps it out' }],
          job: docs,
          attributes: { timeout: 60 },
        },
        { name: 'lint', runs: false, reasons: [{ text: 'no file fits ^lint/', at: { file: 'layout.yaml', line: 9 } }] },
      ],
    },
  );
  t.is(
    text,
    `nova in gate: a change on master with the files /COMMIT_MSG, a.py

triggered
  comment-added fits  (layout.yaml:12)

runs 2 of 3 jobs, in the queue integrated
  runs  unit  (layout.yaml:80)
  runs  docs (non-voting; after unit, lint if there; semaphores publish; holds following changes; tags web)
          nothing keeps it out
          timeout: 60
  no    lint
          no file fits ^lint/  (layout.yaml:9)
`,
  );
});
