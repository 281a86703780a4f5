import { samplesOf } from '../../support/samples.js';

samplesOf('builders/nexus-iq');
