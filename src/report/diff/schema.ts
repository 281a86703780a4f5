import { z } from 'zod';

const text = z.string();
const texts = z.array(text);
const count = z.number().int().nonnegative();
const place = z.strictObject({ file: text, line: count });
const item = z.union([
  z.strictObject({ project: text, pipeline: text, kind: z.literal('change'), branch: text, files: texts }),
  z.strictObject({
    project: text,
    pipeline: text,
    kind: z.literal('ref'),
    ref: text,
    op: z.enum(['update', 'create', 'delete']),
  }),
  z.strictObject({ project: text, pipeline: text, kind: z.literal('timer') }),
]);
const side = z.strictObject({ name: text, kind: z.enum(['layout', 'tree']) });
const finding = z.strictObject({
  outcome: z.enum(['approximated', 'dropped', 'needs-human', 'unread']),
  code: text,
  message: text,
  at: place,
  job: text.optional(),
  output: text.optional(),
});

/** What `diff --format json` prints; published as `docs/schemas/diff.json`. */
export const DIFF_SCHEMA = z
  .strictObject({
    schemaVersion: z.literal(1),
    before: side,
    after: side,
    scenarios: z
      .strictObject({ asked: count, equal: count })
      .describe('items put to both sides, and those for which both start the same'),
    projects: texts.describe('projects that run something else than before'),
    runs: z
      .array(
        z.strictObject({
          aspect: z.enum(['job', 'branches', 'files', 'entrance', 'outcome', 'voting', 'dependencies', 'semaphores', 'hold', 'tags', 'nodeset', 'timeout']), // prettier-ignore
          direction: z.enum(['added', 'removed', 'widened', 'narrowed', 'changed']),
          jobs: texts,
          projects: texts,
          pipelines: texts,
          places: count.describe('project-pipelines'),
          before: text,
          after: text,
          example: item.describe('the smallest item that shows it'),
          at: z.strictObject({ side: z.enum(['before', 'after']), file: text, line: count }).optional(),
        }),
      )
      .describe('one entry for each cause'),
    places: z.array(z.strictObject({ direction: z.enum(['added', 'removed']), pipeline: text, projects: texts })),
    queues: z.array(
      z.strictObject({
        pipeline: text,
        queue: text,
        direction: z.enum(['added', 'removed', 'changed']),
        joined: texts,
        left: texts,
      }),
    ),
    findings: z.strictObject({ added: z.array(finding), solved: z.array(finding), open: z.array(finding) }),
    tasks: z.array(
      z.strictObject({
        code: text,
        message: text,
        places: z.array(
          z.strictObject({
            at: place,
            job: text.optional(),
            output: text.optional(),
            outputLine: count.optional(),
            isNew: z.boolean(),
          }),
        ),
      }),
    ),
    files: z.array(
      z.strictObject({
        kind: z.enum(['added', 'removed', 'changed']),
        path: text,
        patch: text.describe('unified diff without headers; empty for what is no text'),
        addedLines: count,
        removedLines: count,
      }),
    ),
    gaps: texts.describe('what could not be compared'),
  })
  .describe('zuulshift diff --format json');

/** The schema as JSON Schema. Ends with a line break. */
export function diffJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(DIFF_SCHEMA), undefined, 2)}\n`;
}
