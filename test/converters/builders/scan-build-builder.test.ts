import { samplesOf } from '../../support/samples.js';

samplesOf('builders/scan-build-builder');
