import type { Estate } from '../../src/model/estate.js';
import type { Step } from '../../src/model/step.js';
import { playbookFiles } from '../../src/write/playbooks/playbook-files.js';
import { estateOf } from './estates.js';

/** Path → text of the files that playbooks and shared roles become, without a header. */
export function playbookTexts(parts: Partial<Estate>): Map<string, string> {
  return new Map(
    playbookFiles(estateOf({ ...parts, config: {} }), []).map(({ path, content }) => [path, String(content)]),
  );
}

/** The tasks of the playbook `playbooks/unit/<name>.yaml` with these steps, as they stand in it but not indented. */
export function taskTexts(name: 'run' | 'post', steps: readonly Step[], more: Partial<Estate> = {}): string {
  const path = `playbooks/unit/${name}.yaml`;
  const text = playbookTexts({ ...more, playbooks: [{ path, steps }] }).get(path) ?? '';
  return text.replace(/^- hosts: all\n {2}gather_facts: false\n {2}tasks:\n/, '').replaceAll(/^ {4}/gm, '');
}
