import { samplesOf } from '../../support/samples.js';

samplesOf('wrappers/config-file-provider');
