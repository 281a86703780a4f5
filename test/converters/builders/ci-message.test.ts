import { samplesOf } from '../../support/samples.js';

samplesOf('builders/ci-message');
