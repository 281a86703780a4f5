import { samplesOf } from '../../support/samples.js';

samplesOf('parameters/chosen-by-a-person');
