import { samplesOf } from '../../support/samples.js';

samplesOf('builders/raw-steps');
