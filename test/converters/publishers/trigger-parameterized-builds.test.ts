import { samplesOf } from '../../support/samples.js';

samplesOf('publishers/trigger-parameterized-builds');
