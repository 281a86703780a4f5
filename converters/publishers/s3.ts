import { defineConverter } from '../../src/convert/converter.js';
import { antPatterns } from '../../src/convert/elements/ant-patterns.js';
import { fixedFolder, forEachFile, withName } from '../../src/convert/elements/for-each-file.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { oneLeaf } from '../../src/convert/elements/one-leaf.js';
import { SUCCEEDED, withTests } from '../../src/convert/elements/results.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { commandLine } from '../../src/convert/elements/tool-call.js';
import type { RoleStep } from '../../src/model/step.js';
import type { Value } from '../../src/model/value.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** Files for buckets of S3. Source: S3 publisher plugin, S3BucketPublisher, Entry; AWS CLI reference: s3 cp. */
export default defineConverter({
  element: 'hudson.plugins.s3.S3BucketPublisher',
  section: 'publishers',
  plugin: 's3',
  summary: 'Uploads files to S3',
  becomes: 'role for-each-file with aws s3 cp in post-run, and a secret for the keys',
  grade: 'needs-human',
  findings: {
    profile:
      "The keys of this profile stand in Jenkins' global settings: encrypt them with zuul-client encrypt and put them into the secret.",
    bookkeeping: 'Where Jenkins ran the upload, and how it kept book of it, has no counterpart.',
  },
  convert(input, notes) {
    const profile = input.child('profileName');
    const name = profile?.text().trim() ?? '';
    notes.needsHuman('profile', oneLeaf(input, profile), `(${name})`);
    const binds = { AWS_ACCESS_KEY_ID: 'access_key', AWS_SECRET_ACCESS_KEY: 'secret_key' };
    const secret = stepSecret(`s3-${name}`, binds, input);
    const metadata = metadataOf(input);
    const entries = input.child('entries')?.children() ?? [];
    const post = entries.flatMap((entry) => uploads(entry, metadata, secret.variables));
    leaveOutRest(input, (first) => notes.dropped('bookkeeping', first));
    return { secrets: [secret.use], post };
  },
});

/** One call for each pattern: what is left out of the names differs. */
function uploads(
  entry: Element,
  metadata: readonly string[],
  environment: Readonly<Record<string, Value>>,
): RoleStep[] {
  const region = entry.textOf('selectedRegion').trim().toLowerCase().replaceAll('_', '-');
  const storage = entry.textOf('storageClass', 'STANDARD').trim();
  const zipped = entry.booleanOf('gzipFiles');
  // Artifacts that the plugin manages lie in a folder of the build.
  const folder = entry.booleanOf('managedArtifacts') ? 'jobs/$JOB_NAME/$BUILD_NUMBER/' : '';
  const flatten = entry.booleanOf('flatten');
  const bucket = entry.textOf('bucket').trim().replace(/\/+$/, '');
  const target = withName(`s3://${bucket}/${folder}`);
  const options = [
    ...(region === '' ? [] : ['--region', region]),
    ...(storage === '' || storage === 'STANDARD' ? [] : ['--storage-class', storage]),
    ...(entry.booleanOf('useServerSideEncryption') ? ['--sse', 'AES256'] : []),
    ...(zipped ? ['--content-encoding', 'gzip'] : []),
    ...metadata,
  ];
  const words = options.length === 0 ? '' : ` ${commandLine(options)}`;
  const line = zipped
    ? `gzip --stdout "$1" | aws s3 cp${words} - ${target}`
    : `aws s3 cp --no-progress${words} "$1" ${target}`;
  const tests = entry.booleanOf('noUploadOnFailure') ? [SUCCEEDED] : [];
  const exclude = entry.textOf('excludedFile');
  const source = entry.textOf('sourceFile');
  // Paths are kept below the folder that a pattern names; without folders there is nothing to keep.
  return antPatterns(source).map((include) => {
    const strip = flatten ? '' : fixedFolder(include);
    const call = { name: `Upload ${include} to S3`, include, exclude, lines: [line], environment, flatten, strip };
    return withTests(forEachFile(call, entry), tests);
  });
}

function metadataOf(input: Element): string[] {
  const pairs = (input.child('userMetadata')?.children() ?? []).map((pair) => [
    pair.textOf('key'),
    pair.textOf('value'),
  ]);
  return pairs.length === 0 ? [] : ['--metadata', JSON.stringify(Object.fromEntries(pairs))];
}
