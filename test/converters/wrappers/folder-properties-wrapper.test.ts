import { samplesOf } from '../../support/samples.js';

samplesOf('wrappers/folder-properties-wrapper');
