import { createHmac } from 'node:crypto';
import type { Update } from './git-projects.js';
import { http } from './http.js';

/** Zuul's REST interface for one tenant (Zuul reference, section "REST API"). */
export interface Rest {
  /** @throws Error when the answer is not 200 */
  get<T>(path: string): Promise<T>;
  /** The answer, or the status when it is an error. */
  tryGet<T>(path: string): Promise<T | number>;
  configErrors(): Promise<ConfigError[]>;
  freezeJobs(place: PlaceOnBranch): Promise<FrozenName[] | number>;
  freezeJob(place: PlaceOnBranch, job: string): Promise<FrozenParams>;
  /** Names of the jobs that may be run, so all but the abstract ones. */
  runnableJobs(): Promise<string[]>;
  enqueue(project: string, pipeline: string, update: Update): Promise<void>;
}

/** Where a hypothetical item is. Slashes in names stay as they are: Zuul takes `%2F` for a part of the name. */
export interface PlaceOnBranch {
  readonly project: string;
  readonly pipeline: string;
  readonly branch: string;
}

export interface ConfigError {
  readonly error: string;
  readonly severity: string;
  readonly name: string;
}

export interface FrozenName {
  readonly name: string;
  readonly dependencies: readonly { readonly name: string; readonly soft: boolean }[];
}

/** The parts of `freeze-job` that a conversion decides. */
export interface FrozenParams {
  readonly zuul: {
    readonly voting: boolean;
    readonly jobtags: readonly string[];
    readonly _inheritance_path: readonly string[];
  };
  readonly timeout: number | null;
  readonly nodeset: { readonly nodes?: readonly { readonly name: unknown; readonly label: string }[] };
  readonly vars: Readonly<Record<string, unknown>>;
}

/** The result of an item, as `/buildsets` lists it. */
export interface Buildset {
  readonly uuid: string;
  readonly result: string | null;
}

/** A build as `/buildset/UUID` lists it. Times as `2026-01-31T23:59:59`. */
export interface Build {
  readonly uuid: string;
  readonly job_name: string;
  readonly result: string | null;
  readonly voting: boolean;
  readonly start_time: string | null;
  readonly end_time: string | null;
}

const SECONDS = 3600;
const OK = 200;

/** What zuul.conf's `[auth]` section and the token agree on. */
export const AUTH = { client_id: 'zuulshift', issuer_id: 'zuulshift', secret: 'for this test only' };

/** @param base `http://host:port` */
export function restOf(base: string, tenant: string): Rest {
  const root = `${base}/api/tenant/${tenant}`;
  const tryGet = async <T>(path: string): Promise<T | number> => {
    const { status, text } = await http(`${root}/${path}`);
    return status === OK ? (JSON.parse(text) as T) : status;
  };
  const get = async <T>(path: string): Promise<T> => {
    const answer = await tryGet<T>(path);
    if (typeof answer === 'number') throw new Error(`GET ${root}/${path}: ${String(answer)}`);
    return answer;
  };
  const at = ({ pipeline, project, branch }: PlaceOnBranch): string =>
    `pipeline/${pipeline}/project/${project}/branch/${branch}`;
  return {
    get,
    tryGet,
    configErrors: () => get('config-errors?limit=10000'),
    freezeJobs: (place) => tryGet(`${at(place)}/freeze-jobs`),
    freezeJob: (place, job) => get(`${at(place)}/freeze-job/${job}`),
    runnableJobs: async () => {
      const jobs = await get<{ name: string }[]>('jobs');
      const names: string[] = [];
      for (const { name } of jobs) {
        const variants = await get<{ abstract: boolean }[]>(`job/${name}`);
        if (!variants.some(({ abstract }) => abstract)) names.push(name);
      }
      return names;
    },
    enqueue: async (project, pipeline, update) => {
      const body = { pipeline, ...update };
      const bearer = { authorization: `Bearer ${token(tenant)}` };
      const { status, text } = await http(`${root}/project/${project}/enqueue`, body, bearer);
      if (status !== OK || text.trim() !== 'true') throw new Error(`enqueue: ${String(status)} ${text}`);
    },
  };
}

/** A JSON web token that lets its bearer administrate the tenant. */
function token(tenant: string): string {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: AUTH.issuer_id,
    aud: AUTH.client_id,
    sub: 'tester',
    iat: now,
    exp: now + SECONDS,
    zuul: { admin: [tenant] },
  };
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', AUTH.secret).update(signed).digest('base64url')}`;
}
