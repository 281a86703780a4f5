import { defineConverter } from '../../src/convert/converter.js';
import { sectionOf } from '../../src/convert/jenkins/job-fields.js';
import type { Value } from '../../src/model/value.js';

/**
 * Folder Properties plugin: variables for the jobs of a folder and of the folders in it. Only jobs that asked for them had
 * them. The engine hands the variables of a folder on to its jobs.
 */
export default defineConverter({
  element: 'com.mig82.folders.properties.FolderProperties',
  section: 'properties',
  plugin: 'folder-properties',
  summary: 'Variables for the jobs of a folder',
  becomes: 'Variables of each job below the folder',
  grade: 'approximate',
  findings: {
    'secret-value':
      'This value is named like a secret and stands in clear text: it is left out. Make it a secret of Zuul.',
  },
  convert(input, notes) {
    const environment: Record<string, Value> = {};
    for (const property of sectionOf(input, 'properties')) {
      const key = property.textOf('key').trim();
      const value = property.child('value');
      if (key === '' || value === undefined) continue;
      if (SECRET.test(key)) notes.needsHuman('secret-value', value, `(${key})`);
      else environment[key] = value.text();
    }
    return { environment };
  },
});

const SECRET = /(pass(word|wd|phrase)?|secret|token|api_?key)$/i;
