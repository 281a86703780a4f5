import { samplesOf } from '../../support/samples.js';

samplesOf('wrappers/pre-build-cleanup');
