import type { Finding } from '../../model/finding.js';
import type { Contribution } from '../../model/jenkins-job.js';
import { markRead } from '../../model/leaf.js';
import type { Settings } from '../../model/settings.js';
import type { FailStep } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';
import type { Walk } from '../converter.js';
import type { Catalogue } from '../load-catalogue.js';
import { elementXml } from '../elements/element-xml.js';
import { convertGuarded } from '../custom/convert-guarded.js';
import { mergeContributions, type Clash } from './merge.js';
import { notesFor } from './notes.js';

/** What became known while one job was converted. */
export interface Walked {
  readonly findings: Finding[];
  /** Elements that no converter knows: each has one finding, their leaves are not told one by one. */
  readonly unknown: Set<Element>;
}

/** Makes the walk of one job. */
export function walkOver(job: string, catalogue: Catalogue, settings: Settings, walked: Walked): Walk {
  const walk: Walk = {
    job,
    settings,
    convert(elements) {
      const contributions = elements.map((element) => convertOne(element));
      return mergeContributions(contributions, (clash) => walked.findings.push(clashFinding(clash, elements, job)));
    },
  };

  function convertOne(element: Element): Contribution {
    const entry = catalogue.get(element.type);
    if (entry === undefined) {
      const failing = unknownElement(element, job, walked);
      return element.parent === undefined ? mergeContributions([failing, walk.convert(partsOf(element))]) : failing;
    }
    // What led to the converter has been read: the class, and an element that says no more than its name.
    for (const attribute of element.attributes) if (attribute.name === 'class') markRead(attribute);
    element.children();
    const notes = notesFor(entry, job, walked.findings);
    if (entry.file === undefined) return entry.converter.convert(element, notes, walk);
    const result = convertGuarded(entry, element, notes, walk);
    return 'failed' in result ? failedElement(element, result.failed, job, walked) : result.contribution;
  }

  return walk;
}

/** An element that the converter of a user could not convert: told, and a step that fails in its place. */
function failedElement(element: Element, failed: string, job: string, walked: Walked): Contribution {
  const message = `${failed} Correct the converter, or write the step by hand.`;
  element.judgeAll('needs-human');
  walked.findings.push({ outcome: 'needs-human', code: 'converter-failed', message, at: element.at, job });
  return failInPlace(element, 'converter-failed', message);
}

/** Sections whose elements take no part in the build itself: an unknown one is reported, the build can do without. */
const BESIDE_THE_BUILD = new Set(['properties', 'triggers']);

/** Sections that jobs of all kinds have, in the order in which what they say takes effect. */
const SECTIONS = ['properties', 'triggers', 'buildWrappers', 'prebuilders', 'builders', 'postbuilders', 'publishers'];

/** What can be converted of a kind of job that nobody knows: elements of the sections it shares with others. */
function partsOf(root: Element): readonly Element[] {
  const scm = root.child('scm');
  const inSections = SECTIONS.flatMap((name) => root.child(name)?.children() ?? []);
  return [...(scm === undefined ? [] : [scm]), ...inSections];
}

/**
 * An element nobody knows. Where it would have done something in the build there is a step that fails and keeps what is
 * written there: a migrated job that passes has to mean something.
 */
function unknownElement(element: Element, job: string, walked: Walked): Contribution {
  walked.unknown.add(element);
  const section = element.parent?.name;
  const where = section === undefined ? '' : ` in <${section}>`;
  const isBeside = section !== undefined && BESIDE_THE_BUILD.has(section);
  const advice = isBeside ? 'Check whether the job needs it' : 'Write the step by hand';
  const message = `No converter knows ${element.type}${where}. ${advice}, or add a converter for it.`;
  walked.findings.push({ outcome: 'unread', code: 'unknown-element', message, at: element.at, job });
  return failInPlace(element, 'unknown-element', message);
}

/** A step that fails where the element would have done something; nothing for one that takes no part in the build. */
function failInPlace(element: Element, code: string, message: string): Contribution {
  const section = element.parent?.name;
  if (section !== undefined && BESIDE_THE_BUILD.has(section)) return {};
  const name = lastPart(element.type);
  const original = { name: `${name}.xml`, text: elementXml(element) };
  const step: FailStep = { kind: 'fail', name: `Do what ${name} did`, at: element.at, code, message, original };
  if (section === undefined) return { before: [step] };
  if (section === 'publishers' || section === 'reporters') return { post: [step] };
  if (section === 'buildWrappers') return { setUp: [step] };
  if (element.name === 'scm') return { checkout: [step] };
  return { run: [step] };
}

/** `org.example.builder.Foo$Bar` → `Bar`. */
function lastPart(type: string): string {
  return type.split(/[.$]/).at(-1)!;
}

function clashFinding(clash: Clash, elements: readonly Element[], job: string): Finding {
  const why =
    clash.fact === 'timeout' ? 'the shorter one ended the build in Jenkins too' : 'a Zuul job takes only one here';
  return {
    outcome: 'approximated',
    code: `clash/${clash.fact}`,
    message: `Two parts of the job set a ${clash.fact}: ${clash.kept} is kept, ${clash.left} is left out (${why}). Check it.`,
    at: (elements[0]?.parent ?? elements[0]!).at,
    job,
  };
}
