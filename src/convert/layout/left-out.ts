import type { V2JobNode, V2Layout } from '../../model/layout.js';
import type { NameTools } from './names.js';
import type { LayoutNotes } from './notes.js';

/**
 * Tells what the settings leave out, and what has no counterpart as a whole.
 *
 * @param functionsWereRun What the included files do is known.
 */
export function noteLeftOut(layout: V2Layout, names: NameTools, notes: LayoutNotes, functionsWereRun = false): void {
  for (const include of functionsWereRun ? [] : layout.includes)
    notes.raise('layout/includes', include, { detail: include.value });
  for (const project of layout.projects) {
    if (names.skipsProject(project.name.value)) notes.raise('project/skipped', project, { detail: project.name.value });
  }
  const mentions = new Map<string, V2JobNode[]>();
  for (const { sections } of [...layout.templates, ...layout.projects]) {
    for (const section of sections) collectSkipped(section.jobs, names, mentions);
  }
  for (const [name, nodes] of mentions) {
    const places = nodes.length === 1 ? 'listed once' : `listed ${String(nodes.length)} times`;
    notes.raise('job/skipped', nodes[0]!, { job: name, detail: `${name}, ${places}`, leaves: nodes });
  }
  noteTemplates(layout, notes);
}

function collectSkipped(jobs: readonly V2JobNode[], names: NameTools, into: Map<string, V2JobNode[]>): void {
  for (const job of jobs) {
    if (names.skipsJob(job.name)) {
      const nodes = into.get(job.name);
      if (nodes === undefined) into.set(job.name, [job]);
      else nodes.push(job);
    }
    collectSkipped(job.children, names, into);
  }
}

function noteTemplates(layout: V2Layout, notes: LayoutNotes): void {
  const called = new Set(layout.projects.flatMap((project) => project.templates.map((call) => call.name.value)));
  for (const template of layout.templates) {
    if (!called.has(template.name.value)) notes.raise('template/unused', template, { detail: template.name.value });
  }
}
