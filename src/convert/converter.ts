import type { Contribution } from '../model/jenkins-job.js';
import type { Settings } from '../model/settings.js';
import type { Element } from '../read/jenkins/element.js';

/** How a converter tells what it could not carry over as it was. Each call raises a finding and judges `at` with all leaves below it. */
export interface Notes<Code extends string = string> {
  /** Carried over, with a difference a person should read. */
  approximated(code: Code, at: Element, detail?: string): void;
  /** Left out by design: Zuul does it already, or it has no meaning there. */
  dropped(code: Code, at: Element, detail?: string): void;
  /** Cannot be decided here; the output says so and does not run. */
  needsHuman(code: Code, at: Element, detail?: string): void;
}

/** What a converter may ask of the engine. */
export interface Walk {
  /** Full name of the job that is being converted. */
  readonly job: string;
  readonly settings: Settings;
  /** Converts elements one after the other through the catalogue and puts their contributions together. An element nobody knows becomes a step that fails. */
  convert(elements: readonly Element[]): Contribution;
}

/** The parts of a job definition, in the order in which the catalogue lists them. */
export const SECTIONS = [
  'job',
  'properties',
  'parameters',
  'scm',
  'triggers',
  'wrappers',
  'builders',
  'publishers',
] as const;

/** Where in a job definition an element stands. For the catalogue's table. */
export type Section = (typeof SECTIONS)[number];

/** What the element usually becomes, for the table of the catalogue. */
export type Grade = 'exact' | 'approximate' | 'dropped' | 'needs-human';

/** One Jenkins element: how it is recognised, documented and converted. */
export interface Converter<Code extends string = string> {
  /** Java class as Jenkins calls it (`hudson.plugins.build_timeout.BuildTimeoutWrapper`), without XStream's escapes. Several where a plugin renamed it. */
  readonly element: string | readonly string[];
  readonly section: Section;
  /** Short name of the plugin, `core` for Jenkins itself. */
  readonly plugin: string;
  /** What the element does in Jenkins. One line, no full stop. */
  readonly summary: string;
  /** What it becomes in Zuul. One line, no full stop. */
  readonly becomes: string;
  readonly grade: Grade;
  /** Case → the sentence a person reads. The code of the finding is the file's name, a slash and the case. */
  readonly findings: Readonly<Record<Code, string>>;
  convert(input: Element, notes: Notes<Code>, walk: Walk): Contribution;
}

export function defineConverter<Code extends string>(converter: Converter<Code>): Converter<Code> {
  return converter;
}
