import { samplesOf } from '../../support/samples.js';

samplesOf('wrappers/copy-to-node');
