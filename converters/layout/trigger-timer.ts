import { defineLayoutKeys } from '../../src/convert/layout/keys.js';

/** A timer. Zuul 2.6: `zuul/trigger/timer.py`. Zuul reference: Timer driver. */
export default defineLayoutKeys({
  object: 'pipelines[].trigger.timer[]',
  keys: {
    time: {
      summary: 'Minute, hour, day, month, weekday, second; v2 ignores the month',
      becomes: 'time, with * for the month; its jobs are kept to the default branches',
      grade: 'approximate',
      findings: ['timer/month', 'timer/invalid', 'timer/branch'],
    },
  },
});
