import { samplesOf } from '../../support/samples.js';

samplesOf('jobs/build-flow');
