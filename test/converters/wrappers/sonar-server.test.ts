import { samplesOf } from '../../support/samples.js';

samplesOf('wrappers/sonar-server');
