import { samplesOf } from '../../support/samples.js';

samplesOf('properties/batch-tasks');
