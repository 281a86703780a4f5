/**
 * Factors a corpus of Jenkins jobs and checks of every job that it still does what it did. Not a test of the suite: it needs
 * a corpus. `node --import tsx test/convert/factor/corpus-proof.ts FOLDER`
 */
import { attach } from '../../../src/convert/attach/attach.js';
import { foldStartedJobs } from '../../../src/convert/chains/fold-started-jobs.js';
import { factorJobs } from '../../../src/convert/factor/factor-jobs.js';
import { convertJenkinsJobs, typesIn } from '../../../src/convert/jenkins/convert-jobs.js';
import { loadCatalogue } from '../../../src/convert/load-catalogue.js';
import { recogniseContainers } from '../../../src/convert/shell/recognise-containers.js';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.js';
import { readJenkins } from '../../../src/read/jenkins/read-jenkins.js';
import { meaningIn, meaningOf } from './support.js';

const { documents } = readJenkins(process.argv.slice(2));
const catalogue = await loadCatalogue([new URL('../../../converters/', import.meta.url)], typesIn(documents));
const { jobs, folded } = foldStartedJobs(convertJenkinsJobs(documents, catalogue, DEFAULT_SETTINGS).jobs);
const given = attach({
  jenkinsJobs: recogniseContainers(jobs),
  folded,
  layoutJobs: new Map(),
  settings: DEFAULT_SETTINGS,
}).jobs;

for (const factor of [true, false]) {
  const output = factorJobs(given, { factor });
  const different = given.filter((job) => meaningIn(output, job) !== meaningOf(job));
  const { jobs: made, playbooks, sharedRoles } = output;
  const counts = `${String(made.length)} definitions, ${String(playbooks.length)} playbooks, ${String(sharedRoles.length)} shared roles`;
  process.stdout.write(`${factor ? 'factored' : 'plain'}: ${counts}; ${String(different.length)} jobs differ\n`);
  for (const { v3Name } of different) process.stdout.write(`  ${v3Name}\n`);
  if (different.length > 0) process.exitCode = 1;
}
