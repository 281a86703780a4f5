import { samplesOf } from '../../support/samples.js';

samplesOf('wrappers/credentials-binding');
