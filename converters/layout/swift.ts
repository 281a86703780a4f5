import { defineLayoutKeys } from '../../src/convert/layout/keys.js';

const PARAMETER = {
  becomes: 'nothing: there are no SWIFT_* parameters',
  grade: 'approximate',
  findings: ['job/swift'],
} as const;

/** A swift destination of a job. Zuul 2.6: `LayoutSchema.swift`. */
export default defineLayoutKeys({
  object: 'jobs[].swift[]',
  keys: {
    name: { summary: 'Name in the parameters', ...PARAMETER },
    container: { summary: 'Container to upload to', ...PARAMETER },
    expiry: { summary: 'Seconds until the signature expires', ...PARAMETER },
    max_file_size: { summary: 'Largest file', ...PARAMETER },
    'max-file-size': { summary: 'Largest file', ...PARAMETER },
    max_file_count: { summary: 'Most files', ...PARAMETER },
    'max-file-count': { summary: 'Most files', ...PARAMETER },
    logserver_prefix: { summary: 'Address of the log server', ...PARAMETER },
    'logserver-prefix': { summary: 'Address of the log server', ...PARAMETER },
  },
});
