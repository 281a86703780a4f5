import { samplesOf } from '../../support/samples.js';

samplesOf('builders/keep-build');
