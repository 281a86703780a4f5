import { samplesOf } from '../../support/samples.js';

samplesOf('jobs/organization-folder');
