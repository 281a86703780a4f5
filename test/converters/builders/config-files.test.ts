import { samplesOf } from '../../support/samples.js';

samplesOf('builders/config-files');
