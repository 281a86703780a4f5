import { samplesOf } from '../../support/samples.js';

samplesOf('triggers/from-outside');
