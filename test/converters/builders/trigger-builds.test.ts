import { samplesOf } from '../../support/samples.js';

samplesOf('builders/trigger-builds');
