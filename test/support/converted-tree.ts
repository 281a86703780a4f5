import type { NodesetSettings } from '../../src/model/settings.js';
import { NO_NODESETS } from '../../src/model/settings.js';
import { treeNodes, type TreeNodes } from '../../src/nodesets/job-states.js';

/** A small tree as `convert` writes it: path → text. */
export function convertedTree(more: Readonly<Record<string, string>> = {}): Map<string, string> {
  const files: Record<string, string> = {
    'zuul.d/jobs.yaml': `
- job: {name: base, parent: null, abstract: true, nodeset: focal}
- job: {name: base, nodeset: bionic, branches: ^stable/}
- job: {name: jenkins-job, parent: base, abstract: true, nodeset: bionic}
- job: {name: unit-docker, parent: jenkins-job, abstract: true, run: playbooks/unit-docker/run.yaml}
- job: {name: unit, parent: unit-docker}
- job: {name: docs, parent: unit-docker, nodeset: xenial}
- job: {name: special, parent: jenkins-job, run: playbooks/special/run.yaml}
`,
    'zuul.d/nodesets.yaml': ['focal', 'bionic', 'xenial'].map(nodeset).join(''),
    'migration/manifest.json': JSON.stringify({
      generator: 'zuulshift',
      version: '0',
      inputs: {},
      files: Object.fromEntries(
        [
          'zuul.d/jobs.yaml',
          'zuul.d/nodesets.yaml',
          'playbooks/unit-docker/run.yaml',
          'playbooks/special/run.yaml',
        ].map((path) => [path, '0']),
      ),
    }),
    'migration/report.json': JSON.stringify({
      jobs: [
        { name: 'Unit', v3: 'unit' },
        { name: 'docs', v3: 'docs' },
        { name: 'special', v3: 'special' },
        { name: 'old', v3: 'old' },
        { name: 'skipped' },
      ],
    }),
    'migration/findings.jsonl': [
      { outcome: 'needs-human', code: 'a/one', file: 'Unit/config.xml', line: 3, job: 'Unit', message: 'Decide one.' },
      { outcome: 'needs-human', code: 'a/all', file: 'Unit/config.xml', line: 1, job: 'Unit', message: 'Decide all.' },
      { outcome: 'unread', code: 'a/all', file: 'docs/config.xml', line: 1, job: 'docs', message: 'Decide all.' },
      { outcome: 'dropped', code: 'b/x', file: 'special/config.xml', line: 1, job: 'special', message: 'Left out.' },
    ]
      .map((finding) => `${JSON.stringify(finding)}\n`)
      .join(''),
    ...more,
  };
  return new Map(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function nodeset(name: string): string {
  return `- nodeset: {name: ${name}, nodes: [{name: node, label: ${name}}]}\n`;
}

export function nodesOf(files: ReadonlyMap<string, string>, settings: Partial<NodesetSettings> = {}): TreeNodes {
  return treeNodes(files, { ...NO_NODESETS, ...settings });
}
