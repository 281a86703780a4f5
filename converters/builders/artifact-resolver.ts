import { defineConverter } from '../../src/convert/converter.js';
import { together } from '../../src/convert/elements/together.js';
import { commandLine, shellStep } from '../../src/convert/elements/tool-call.js';
import type { Element } from '../../src/read/jenkins/element.js';

const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy';

/**
 * Downloads artifacts of Maven repositories: becomes `mvn dependency:copy`.
 * Source: Repository Connector plugin, ArtifactResolver; Maven dependency plugin, goal `copy`.
 */
export default defineConverter({
  element: 'org.jvnet.hudson.plugins.repositoryconnector.ArtifactResolver',
  section: 'builders',
  plugin: 'repository-connector',
  summary: 'Downloads Maven artifacts',
  becomes: 'a script that calls mvn dependency:copy',
  grade: 'approximate',
  findings: {
    'no-copies': 'When a copy that is there already is looked for anew: nodes of Zuul start without copies.',
    logging: 'It only printed more.',
    checksums: 'Maven has one rule for checksums of releases and snapshots: this one differs from that of releases.',
  },
  convert(input, notes) {
    together([input.child('snapshotUpdatePolicy'), input.child('releaseUpdatePolicy')], 'dropped', (at) =>
      notes.dropped('no-copies', at),
    );
    const logging = input.child('enableRepoLogging');
    if (logging !== undefined) notes.dropped('logging', logging);
    const rule = input.textOf('releaseChecksumPolicy').trim();
    const other = input.child('snapshotChecksumPolicy');
    if (other !== undefined && other.text().trim() !== rule) notes.approximated('checksums', other);
    const target = input.textOf('targetDirectory').trim() || '.';
    const options = rule === 'fail' ? ['--strict-checksums'] : rule === 'warn' ? ['--lax-checksums'] : [];
    const lines = (input.child('artifacts')?.children() ?? []).flatMap((artifact) => copy(artifact, target, options));
    if (lines.length === 0) return {};
    const step = shellStep({ name: 'Download Maven artifacts', lines }, input);
    return { run: [input.booleanOf('failOnError') ? step : { ...step, ignoreErrors: true }] };
  },
});

function copy(artifact: Element, target: string, options: readonly string[]): string[] {
  const read = (name: string): string => artifact.textOf(name).trim();
  const [name, version, classifier] = [read('artifactId'), read('version'), read('classifier')];
  const extension = read('extension') || 'jar';
  const coordinates = [read('groupId'), name, version, extension, ...(classifier === '' ? [] : [classifier])].join(':');
  const words = ['mvn', '--batch-mode', ...options, COPY, `-Dartifact=${coordinates}`, `-DoutputDirectory=${target}`];
  const wanted = read('targetFileName');
  if (wanted === '') return [commandLine(words)];
  const usual = `${[name, version, ...(classifier === '' ? [] : [classifier])].join('-')}.${extension}`;
  return [commandLine(words), commandLine(['mv', '--', `${target}/${usual}`, `${target}/${wanted}`])];
}
