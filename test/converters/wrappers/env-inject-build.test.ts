import { samplesOf } from '../../support/samples.js';

samplesOf('wrappers/env-inject-build');
