import { samplesOf } from '../../support/samples.js';

samplesOf('publishers/post-build-script');
