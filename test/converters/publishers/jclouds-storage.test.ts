import { samplesOf } from '../../support/samples.js';

samplesOf('publishers/jclouds-storage');
