import { samplesOf } from '../../support/samples.js';

samplesOf('wrappers/environment-script');
