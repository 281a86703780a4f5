import { samplesOf } from '../../support/samples.js';

samplesOf('builders/publish-over-builder');
