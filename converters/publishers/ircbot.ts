import { defineConverter } from '../../src/convert/converter.js';

/** jenkins-elements: IrcPublisher. */
export default defineConverter({
  element: 'hudson.plugins.ircbot.IrcPublisher',
  section: 'publishers',
  plugin: 'ircbot',
  summary: 'Tells IRC channels about results',
  becomes: 'nothing',
  grade: 'dropped',
  findings: {
    'no-irc': 'Zuul does not talk to IRC: tell the channels, or let a bot follow Gerrit or an MQTT reporter.',
  },
  convert(input, notes) {
    const names = (input.child('targets')?.children() ?? []).map((target) => target.textOf('name').trim());
    notes.dropped('no-irc', input, names.length === 0 ? undefined : `(${names.join(', ')})`);
    return {};
  },
});
