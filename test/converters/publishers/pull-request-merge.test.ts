import { samplesOf } from '../../support/samples.js';

samplesOf('publishers/pull-request-merge');
