import { samplesOf } from '../../support/samples.js';

samplesOf('properties/docker-container');
