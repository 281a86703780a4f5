import { samplesOf } from '../../support/samples.js';

samplesOf('wrappers/pre-scm-steps');
