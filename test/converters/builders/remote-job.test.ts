import { samplesOf } from '../../support/samples.js';

samplesOf('builders/remote-job');
