import { samplesOf } from '../../support/samples.js';

samplesOf('publishers/copy-to-controller');
