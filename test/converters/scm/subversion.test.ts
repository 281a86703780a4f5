import { samplesOf } from '../../support/samples.js';

samplesOf('scm/subversion');
