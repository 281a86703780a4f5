import { samplesOf } from '../../support/samples.js';

samplesOf('triggers/scm-poll');
