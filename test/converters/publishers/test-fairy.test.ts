import { samplesOf } from '../../support/samples.js';

samplesOf('publishers/test-fairy');
