import { samplesOf } from '../../support/samples.js';

samplesOf('properties/env-inject-job');
