import { samplesOf } from '../../support/samples.js';

samplesOf('wrappers/docker-environment');
