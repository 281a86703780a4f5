import { samplesOf } from '../../support/samples.js';

samplesOf('builders/docker-image');
