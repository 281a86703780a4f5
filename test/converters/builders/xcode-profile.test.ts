import { samplesOf } from '../../support/samples.js';

samplesOf('builders/xcode-profile');
