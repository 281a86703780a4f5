import type { Estate } from '../../src/model/estate.js';
import { emptyAccounting } from '../../src/model/finding.js';
import type { ScriptStep } from '../../src/model/step.js';
import type { ZuulConfig } from '../../src/model/zuul.js';

const NO_OBJECTS: ZuulConfig = {
  pipelines: [],
  jobs: [],
  templates: [],
  projects: [],
  queues: [],
  nodesets: [],
  semaphores: [],
  secrets: [],
};

/** An estate with nothing in it but what is given. */
export function estateOf(parts: Partial<Omit<Estate, 'config'>> & { readonly config?: Partial<ZuulConfig> }): Estate {
  return {
    playbooks: [],
    sharedRoles: [],
    roles: [],
    tenant: { name: 'example', connection: 'gerrit', configProject: 'ci-config', maxJobTimeout: 10800 },
    jobs: [],
    findings: [],
    accounting: emptyAccounting(),
    ...parts,
    config: { ...NO_OBJECTS, ...parts.config },
  };
}

/** A shell step as Jenkins runs it. */
export function shell(name: string, body: string, more: Partial<ScriptStep> = {}): ScriptStep {
  return {
    kind: 'script',
    name,
    at: { file: 'job.xml', line: 1 },
    body,
    command: ['/bin/sh', '-xe'],
    extension: 'sh',
    ...more,
  };
}
