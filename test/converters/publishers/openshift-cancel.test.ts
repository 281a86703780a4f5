import { samplesOf } from '../../support/samples.js';

samplesOf('publishers/openshift-cancel');
