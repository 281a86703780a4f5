import { samplesOf } from '../../support/samples.js';

samplesOf('builders/critical-block');
