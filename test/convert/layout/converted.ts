import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { convertLayout, type ConvertedLayout } from '../../../src/convert/layout/convert-layout.js';
import { checkPattern } from '../../../src/regex/check-pattern.js';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/model/settings.js';
import type { JobAttributes, JobUse, Matcher, ProjectPipeline } from '../../../src/model/zuul.js';
import { accountingOf } from '../../../src/read/yaml/document.js';
import { readLayout } from '../../../src/read/layout/read-layout.js';
import { temporaryFolder } from '../../support/folders.js';

/** Pipelines for tests: changes before review, a gate, branches, tags, a timer. Seven lines. */
export const PIPELINES = `pipelines:
  - {name: check, manager: IndependentPipelineManager, trigger: {gerrit: [{event: patchset-created}]}}
  - {name: gate, manager: DependentPipelineManager, trigger: {gerrit: [{event: comment-added}]}}
  - {name: post, manager: IndependentPipelineManager, trigger: {gerrit: [{event: ref-updated, ref: ^refs/heads/}]}}
  - {name: tag, manager: IndependentPipelineManager, trigger: {gerrit: [{event: ref-updated, ref: ^refs/tags/}]}}
  - {name: nightly, manager: IndependentPipelineManager, trigger: {timer: [{time: '0 5 * * *'}]}}
`;

/** A layout with one pipeline `p`, whose other keys are given, and nothing else. */
export function onePipeline(keys: string, manager: 'Independent' | 'Dependent' = 'Independent'): string {
  const indented = keys.replace(/^/gm, '    ');
  return `pipelines:\n  - name: p\n    manager: ${manager}PipelineManager\n${indented}\nprojects: []\n`;
}

/**
 * Reads and converts a layout; asserts that every leaf of it was looked at. Beside it lies a file `functions.py` with a
 * parameter function `choose`.
 */
export function convert(t: ExecutionContext, source: string, settings: Partial<Settings> = {}): ConvertedLayout {
  const folder = temporaryFolder(t);
  const path = join(folder, 'layout.yaml');
  writeFileSync(path, source);
  writeFileSync(join(folder, 'functions.py'), 'def choose(item, job, params):\n    pass\n');
  const all = { ...DEFAULT_SETTINGS, ...settings };
  const { layout, document } = readLayout(path, { zuulV2Version: all.zuulV2Version, checkPattern });
  const converted = convertLayout(layout, all);
  t.is(accountingOf(document).unread, 0);
  return converted;
}

/** As it stands in YAML: `unit`, or `{unit: {branches: ['^master$']}}`; `!^x` for a negated matcher. */
export type Entry = string | { readonly [name: string]: Record<string, unknown> };

/** Codes of the findings, each once, sorted. */
export function codesOf(converted: ConvertedLayout): string[] {
  return [...new Set(converted.findings.map((finding) => finding.code))].sort();
}

/** Codes that nearly every list of files has. */
const USUAL = new Set(['matcher/empty-change', 'matcher/single-file']);

/** The codes about jobs and trees; without those that many layouts have. */
export function jobCodesOf(converted: ConvertedLayout): string[] {
  return codesOf(converted).filter((code) => /^(matcher|tree|job)\//.test(code) && !USUAL.has(code));
}

/** What the definition of a job says. */
export function definitionOf(converted: ConvertedLayout, name: string): Record<string, unknown> {
  return attributesOf(converted.jobs.get(name)!.attributes);
}

/** Definitions of all used jobs that say something. */
export function definitionsOf(converted: ConvertedLayout): Record<string, Record<string, unknown>> {
  const said = [...converted.jobs.values()].map((job) => [job.v3Name, attributesOf(job.attributes)] as const);
  return Object.fromEntries(said.filter(([, attributes]) => Object.keys(attributes).length > 0));
}

/** A project's stanza: its templates, its queue, its pipelines. */
export function stanzaOf(converted: ConvertedLayout, name: string): Record<string, unknown> {
  const { templates, mergeMode, queue, pipelines } = converted.projects.find((project) => project.name === name)!;
  return {
    ...(templates.length === 0 ? {} : { templates }),
    ...(mergeMode === undefined ? {} : { mergeMode }),
    ...(queue === undefined ? {} : { queue }),
    ...pipelinesOf(pipelines),
  };
}

/** Templates by name, each with its queue and pipelines. */
export function templatesOf(converted: ConvertedLayout): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    converted.templates.map(({ name, queue, pipelines }) => [
      name,
      { ...(queue === undefined ? {} : { queue }), ...pipelinesOf(pipelines) },
    ]),
  );
}

function pipelinesOf(pipelines: readonly ProjectPipeline[]): Record<string, Entry[]> {
  return Object.fromEntries(pipelines.map(({ pipeline, jobs }) => [pipeline, jobs.map(entryOf)]));
}

function entryOf({ name, ...attributes }: JobUse): Entry {
  const said = attributesOf(attributes);
  return Object.keys(said).length === 0 ? name : { [name]: said };
}

function attributesOf(attributes: JobAttributes): Record<string, unknown> {
  const { branches, files, irrelevantFiles, dependencies, ...rest } = attributes;
  return {
    ...rest,
    ...(branches === undefined ? {} : { branches: branches.map(matcherOf) }),
    ...(files === undefined ? {} : { files: files.map(matcherOf) }),
    ...(irrelevantFiles === undefined ? {} : { irrelevantFiles: irrelevantFiles.map(matcherOf) }),
    ...(dependencies === undefined
      ? {}
      : { dependencies: dependencies.map(({ name, soft }) => (soft === true ? { soft: name } : name)) }),
  };
}

function matcherOf(matcher: Matcher): string {
  return matcher.negate === true ? `!${matcher.regex}` : matcher.regex;
}
