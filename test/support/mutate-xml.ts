/** A repeatable source of numbers from 0 up to, not including, `below`. */
export type Random = (below: number) => number;

/** The same seed gives the same numbers, on every machine (an xorshift generator). */
export function seededRandom(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

type Mutation = (xml: string, random: Random) => string;

const ODD_TEXTS = [
  '',
  ' ',
  '\n\n',
  'true',
  'FALSE',
  '-1',
  '1e400',
  '99999999999999999999',
  '0x1F',
  'null',
  '{{ lookup("env", "HOME") }}',
  '{% if %}',
  '{#',
  '${PARAM:-x}',
  '$$',
  '&amp;&lt;&#x1b;&#0;',
  '<![CDATA[<a>]]>',
  '&nowhere;',
  'é\u{1F600}\u202e',
  '../../../etc/passwd',
  'a'.repeat(70_000),
  '- yaml: [',
  '#!/usr/bin/env python\nprint(1)',
  "docker run --rm -v '$PWD:/x",
  "cat <<'EOF'\nnever ends",
  'H/15 * * * *\n@daily',
  '(?P<a',
  "pipeline { agent any\n stages { stage('a') { steps { sh '''make'''",
  'pipeline { agent { docker { image "x" } } stages { } post { always { junit "**/*.xml" } } }',
  "node('x') { def y = [1, 2].collect { it -> \"${it}\" }\n parallel a: { echo 'b' } }",
];

/** Names of the root elements that job definitions have, and of some that none has. */
const ROOTS = [
  'project',
  'matrix-project',
  'maven2-moduleset',
  'flow-definition',
  'hudson.model.ExternalJob',
  'com.tikal.jenkins.plugins.multijob.MultiJobProject',
  'com.cloudbees.hudson.plugins.folder.Folder',
  'org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject',
  'jenkins.branch.OrganizationFolder',
  'hudson.plugins.promoted__builds.PromotionProcess',
  'com.cloudbees.plugins.flow.BuildFlow',
  'hudson.model.ListView',
  'hudson',
  'slave',
];

const MUTATIONS: readonly Mutation[] = [
  // Text and tags in places where nobody expects them.
  (xml, random) => splice(xml, random(xml.length), random(40), ''),
  (xml, random) => splice(xml, random(xml.length), 0, '<>&"\'\u0000{}[]%$\\'.charAt(random(15))),
  (xml, random) => xml.slice(0, random(xml.length)),
  (xml, random) => splice(xml, random(xml.length), 0, xml.slice(random(xml.length)).slice(0, 200)),
  // Values that no form of Jenkins would write.
  (xml, random) => eachMatch(xml, />([^<]*)<\//g, random, () => `>${pick(ODD_TEXTS, random)}</`),
  (xml, random) => eachMatch(xml, />([^<]*)<\//g, random, (found) => found.repeat(1 + random(3))),
  // Elements that are gone, twice there, renamed, empty, with attributes.
  (xml, random) => eachMatch(xml, /<([\w.-]+)>[^<]*<\/\1>/g, random, () => ''),
  (xml, random) => eachMatch(xml, /<([\w.-]+)>[^<]*<\/\1>/g, random, (found) => found + found),
  (xml, random) => eachMatch(xml, /<([\w.-]+)[^>]*>[^]*?<\/\1>/g, random, (found) => `<wrapped>${found}</wrapped>`),
  (xml, random) => eachMatch(xml, /<([\w.-]+)[^>]*>[^]*?<\/\1>/g, random, (_, name) => `<${name}/>`),
  (xml, random) => rename(xml, random),
  (xml, random) => eachMatch(xml, /<[\w.-]+/g, random, (found) => `${found} plugin="odd@" class="org.example.Odd"`),
  // Another kind of job with the parts of this one; a part of a job where a job should be.
  (xml, random) => {
    const [, name] = /<([A-Za-z][\w.-]*)/.exec(xml) ?? [];
    return name === undefined ? xml : renameTag(xml, name, pick(ROOTS, random));
  },
  (xml, random) => {
    const root = pick(ROOTS, random);
    const section = pick(['builders', 'publishers', 'buildWrappers', 'properties', 'triggers', 'prebuilders'], random);
    return `<${root}><${section}>${xml.replace(/^\s*<\?xml[^>]*>/, '')}</${section}></${root}>`;
  },
  // An element of one place at another one.
  (xml, random) => {
    const elements = [...xml.matchAll(/<([\w.-]+)[^>]*>[^]*?<\/\1>/g)];
    const moved = elements.length === 0 ? '' : (pick(elements, random)[0] ?? '');
    return eachMatch(xml, /<\/[\w.-]+>/g, random, (found) => moved + found);
  },
  // Depth.
  (xml, random) => {
    const depth = 1 + random(300);
    return eachMatch(xml, /<(builders|publishers|properties|buildWrappers|triggers)\/?>/g, random, (found) =>
      found.endsWith('/>') ? found : `${found}${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`,
    );
  },
];

/** One to four changes to a definition, as a broken plugin, a bad merge or a hand would make them. */
export function mutateXml(xml: string, random: Random): string {
  let changed = xml;
  for (let count = 1 + random(4); count > 0; count -= 1) {
    if (changed.length === 0) break;
    changed = pick(MUTATIONS, random)(changed, random);
  }
  return changed;
}

function pick<T>(from: readonly T[], random: Random): T {
  return from[random(from.length)] as T;
}

function splice(text: string, at: number, remove: number, insert: string): string {
  return text.slice(0, at) + insert + text.slice(at + remove);
}

/** Changes one of the places where the pattern fits. */
function eachMatch(
  text: string,
  pattern: RegExp,
  random: Random,
  change: (found: string, group: string) => string,
): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const one = pick(found, random);
  return splice(text, one.index, one[0].length, change(one[0], one[1] ?? ''));
}

/** The name of one element becomes that of another one, in both of its tags. */
function rename(xml: string, random: Random): string {
  const names = [...new Set([...xml.matchAll(/<([\w.-]+)/g)].map(([, name]) => name ?? ''))];
  if (names.length === 0) return xml;
  return renameTag(xml, pick(names, random), pick(names, random));
}

function renameTag(xml: string, from: string, to: string): string {
  const escaped = from.replace(/[.]/g, '\\.');
  return xml.replace(new RegExp(`(</?)${escaped}(?=[\\s/>])`, 'g'), `$1${to}`);
}
