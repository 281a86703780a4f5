import { samplesOf } from '../../support/samples.js';

samplesOf('publishers/left-to-a-person');
