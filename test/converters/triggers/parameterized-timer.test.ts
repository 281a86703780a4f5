import { samplesOf } from '../../support/samples.js';

samplesOf('triggers/parameterized-timer');
