import { samplesOf } from '../../support/samples.js';

samplesOf('builders/http-request');
