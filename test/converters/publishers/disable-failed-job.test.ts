import { samplesOf } from '../../support/samples.js';

samplesOf('publishers/disable-failed-job');
