import { samplesOf } from '../../support/samples.js';

samplesOf('builders/ssh-command');
