import type { ConvertedLayout } from '../convert/layout/convert-layout.js';
import type { Settings } from '../model/settings.js';
import { runFunctions, type FunctionFiles } from './parameter-functions.js';
import type { Stages } from './stages.js';

/** What comes out of a layout, or of the triggers of Jenkins jobs where there is none. */
export type LayoutStage = Pick<
  ConvertedLayout,
  'pipelines' | 'templates' | 'projects' | 'queues' | 'baseJob' | 'jobs' | 'findings' | 'accounting'
> & {
  /** Files that were read. */
  readonly files: readonly string[];
  /** v3 names of jobs → their pipelines before review, where the jobs do not know it yet. */
  readonly beforeReview: ReadonlyMap<string, readonly string[]>;
  readonly counts: { readonly projects: number; readonly pipelines: number };
};

/**
 * Reads and converts a layout.
 *
 * @param path A layout, or a zuul.conf that names one.
 * @param functions Python files whose parameter functions are run. Absent: none is.
 * @throws InputError for everything that Zuul v2 refuses a layout for.
 */
export async function layoutStage(
  path: string,
  settings: Settings,
  stages: Stages,
  functions?: FunctionFiles,
): Promise<LayoutStage> {
  const [{ readLayout }, { checkPattern }, { convertLayout }, { accountingOf }] = await Promise.all([
    import('../read/layout/read-layout.js'),
    import('../regex/check-pattern.js'),
    import('../convert/layout/convert-layout.js'),
    import('../read/yaml/document.js'),
  ]);
  const { layout, document, findings, conf } = stages.time('read layout', () =>
    readLayout(path, {
      zuulV2Version: settings.zuulV2Version,
      checkPattern,
      hasFunctions: functions !== undefined,
    }),
  );
  const parameters =
    functions === undefined
      ? undefined
      : await stages.timeAsync('run parameter functions', () => runFunctions(layout, settings, functions));
  const converted = stages.time('convert layout', () => convertLayout(layout, settings, conf?.connections, parameters));
  const { pipelines, templates, projects, queues, baseJob, jobs } = converted;
  return {
    pipelines,
    templates,
    projects,
    queues,
    baseJob,
    jobs,
    findings: [...findings, ...converted.findings],
    accounting: accountingOf(document),
    beforeReview: new Map(),
    files: [layout.file, ...(conf === undefined ? [] : [path]), ...(functions?.files ?? [])],
    counts: { projects: layout.projects.length, pipelines: layout.pipelines.length },
  };
}
