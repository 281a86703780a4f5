import { samplesOf } from '../../support/samples.js';

samplesOf('builders/change-assembly-version');
