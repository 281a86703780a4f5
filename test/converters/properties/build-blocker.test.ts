import { samplesOf } from '../../support/samples.js';

samplesOf('properties/build-blocker');
