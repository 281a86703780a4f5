import { samplesOf } from '../../support/samples.js';

samplesOf('builders/unknown-step');
