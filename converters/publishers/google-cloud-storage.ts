import { defineConverter, type Notes } from '../../src/convert/converter.js';
import { asFile, forEachFile, withName } from '../../src/convert/elements/for-each-file.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { oneLeaf } from '../../src/convert/elements/one-leaf.js';
import { SUCCEEDED, withTests } from '../../src/convert/elements/results.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';
import { commandLine, shellStep, shellWord } from '../../src/convert/elements/tool-call.js';
import type { Step } from '../../src/model/step.js';
import type { Value } from '../../src/model/value.js';
import type { Element } from '../../src/read/jenkins/element.js';

const FINDINGS = {
  key: 'The key of this account is a placeholder: encrypt it with zuul-client encrypt and put it into the secret.',
  console: 'Zuul keeps the console with its own logs: it is not uploaded to this place.',
  'unknown-upload': 'Nobody knows here what this uploads: write the step by hand.',
  bookkeeping: 'How Jenkins kept book of uploads has no counterpart.',
} as const;

type Environment = Readonly<Record<string, Value>>;

/**
 * Files for buckets of Google Cloud Storage, and how long those keep files. Source: Google Cloud Storage plugin, ClassicUpload,
 * StdoutUpload, ExpiringBucketLifecycleManager; gcloud reference: storage.
 */
export default defineConverter({
  element: 'com.google.jenkins.plugins.storage.GoogleCloudStorageUploader',
  section: 'publishers',
  plugin: 'google-storage-plugin',
  summary: 'Uploads files or the console to Google Cloud Storage',
  becomes: 'role for-each-file with gcloud storage cp in post-run, and a secret for the key',
  grade: 'needs-human',
  findings: FINDINGS,
  convert(input, notes) {
    const id = input.child('credentialsId');
    const credential = id?.text().trim() ?? '';
    notes.needsHuman('key', oneLeaf(input, id), `(${credential})`);
    const secret = stepSecret(credential || 'google-cloud-storage', { GOOGLE_KEY: 'content' }, input);
    const post = (input.child('uploads')?.children() ?? []).flatMap((upload): readonly Step[] => {
      const tests = upload.booleanOf('forFailedJobs') ? [] : [SUCCEEDED];
      const kind = upload.type.split('.').at(-1)!;
      const read = READERS[kind];
      if (read !== undefined) return read(upload, notes, secret.variables).map((step) => withTests(step, tests));
      const code = 'google-cloud-storage/unknown-upload';
      notes.needsHuman('unknown-upload', upload, `(${kind})`);
      return [{ kind: 'fail', name: `Do what ${kind} did`, at: upload.at, code, message: FINDINGS['unknown-upload'] }];
    });
    leaveOutRest(input, (first) => notes.dropped('bookkeeping', first));
    return { secrets: [secret.use], post };
  },
});

type Reader = (upload: Element, notes: Notes<keyof typeof FINDINGS>, environment: Environment) => readonly Step[];

const READERS: Readonly<Record<string, Reader>> = {
  ClassicUpload: readFiles,
  StdoutUpload: (upload, notes) => {
    const name = upload.child('logName') ?? upload;
    notes.approximated('console', name);
    for (const field of upload.elements) field.judgeAll('dropped');
    return [];
  },
  ExpiringBucketLifecycleManager: readLifetime,
};

function readFiles(upload: Element, _: unknown, environment: Environment): readonly Step[] {
  const bucket = bucketOf(upload);
  const options = [
    ...(upload.booleanOf('sharedPublicly') ? ['--predefined-acl=publicRead'] : []),
    ...(upload.booleanOf('showInline') ? ['--content-disposition=inline'] : []),
  ];
  const copy = commandLine(['gcloud', 'storage', 'cp', ...options]);
  const lines = [
    ...asFile('GOOGLE_KEY'),
    `CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE="$file" ${copy} "$1" ${withName(`${bucket}/`)}`,
  ];
  const include = upload.textOf('sourceGlobWithVars');
  const strip = upload.textOf('pathPrefix').trim();
  return [forEachFile({ name: 'Upload files to Google Cloud Storage', include, lines, environment, strip }, upload)];
}

/** Objects of the bucket are deleted when they are so many days old. */
function readLifetime(upload: Element, _: unknown, environment: Environment): readonly Step[] {
  upload.child('sharedPublicly')?.judgeAll('dropped');
  const days = upload.child('bucketObjectTTL')?.integer() ?? 0;
  const rule = { rule: [{ action: { type: 'Delete' }, condition: { age: days } }] };
  const bucket = /^gs:\/\/[^/]+/.exec(bucketOf(upload))?.[0] ?? '';
  const lines = [
    ...asFile('GOOGLE_KEY'),
    `printf '%s\\n' ${shellWord(JSON.stringify(rule))} |`,
    `  CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE="$file" gcloud storage buckets update --lifecycle-file=/dev/stdin ${shellWord(bucket)}`,
  ];
  return [shellStep({ name: 'Set how long the bucket keeps files', lines, environment, quiet: true }, upload)];
}

function bucketOf(upload: Element): string {
  return upload.textOf('bucketNameWithVars').trim().replace(/\/+$/, '');
}
