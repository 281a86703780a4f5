import { samplesOf } from '../../support/samples.js';

samplesOf('wrappers/version-number');
