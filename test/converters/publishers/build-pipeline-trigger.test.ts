import { samplesOf } from '../../support/samples.js';

samplesOf('publishers/build-pipeline-trigger');
