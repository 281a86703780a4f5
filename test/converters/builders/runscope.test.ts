import { samplesOf } from '../../support/samples.js';

samplesOf('builders/runscope');
