import { samplesOf } from '../../support/samples.js';

samplesOf('properties/shown-job');
