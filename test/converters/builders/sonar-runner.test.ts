import { samplesOf } from '../../support/samples.js';

samplesOf('builders/sonar-runner');
