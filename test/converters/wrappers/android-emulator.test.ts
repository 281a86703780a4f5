import { samplesOf } from '../../support/samples.js';

samplesOf('wrappers/android-emulator');
