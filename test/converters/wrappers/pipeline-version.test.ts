import { samplesOf } from '../../support/samples.js';

samplesOf('wrappers/pipeline-version');
