import { samplesOf } from '../../support/samples.js';

samplesOf('publishers/email-ext');
