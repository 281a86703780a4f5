import { samplesOf } from '../../support/samples.js';

samplesOf('wrappers/shown-build');
