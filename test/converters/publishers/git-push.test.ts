import { samplesOf } from '../../support/samples.js';

samplesOf('publishers/git-push');
