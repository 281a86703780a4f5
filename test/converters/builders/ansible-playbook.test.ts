import { samplesOf } from '../../support/samples.js';

samplesOf('builders/ansible-playbook');
