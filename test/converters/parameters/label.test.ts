import { samplesOf } from '../../support/samples.js';

samplesOf('parameters/label');
