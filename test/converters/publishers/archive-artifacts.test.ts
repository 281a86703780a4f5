import { samplesOf } from '../../support/samples.js';

samplesOf('publishers/archive-artifacts');
