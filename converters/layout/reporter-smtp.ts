import { defineLayoutKeys } from '../../src/convert/layout/keys.js';

/** A mail. Zuul 2.6: `zuul/reporter/smtp.py`. Zuul reference: SMTP driver. */
export default defineLayoutKeys({
  object: 'pipelines[].<action>.<smtp>',
  keys: {
    to: { summary: 'Receivers', becomes: 'to', grade: 'exact', findings: ['smtp/list'] },
    from: { summary: 'Sender', becomes: 'from', grade: 'exact' },
    subject: {
      summary: 'Subject, formatted with the change',
      becomes: 'subject',
      grade: 'approximate',
      findings: ['smtp/subject'],
    },
    connection: { summary: 'Never used', becomes: 'nothing', grade: 'dropped', findings: ['smtp/connection'] },
  },
});
