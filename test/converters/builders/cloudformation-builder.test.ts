import { samplesOf } from '../../support/samples.js';

samplesOf('builders/cloudformation-builder');
