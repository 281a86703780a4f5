import { samplesOf } from '../../support/samples.js';

samplesOf('properties/folder-contents');
