import { samplesOf } from '../../support/samples.js';

samplesOf('triggers/build-result');
