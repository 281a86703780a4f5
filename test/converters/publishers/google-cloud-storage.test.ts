import { samplesOf } from '../../support/samples.js';

samplesOf('publishers/google-cloud-storage');
