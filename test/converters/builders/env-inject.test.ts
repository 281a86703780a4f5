import { samplesOf } from '../../support/samples.js';

samplesOf('builders/env-inject');
