import { samplesOf } from '../../support/samples.js';

samplesOf('parameters/extended-choice');
