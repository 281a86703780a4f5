import { defineConverter } from '../../src/convert/converter.js';

/** Messages to chats. jenkins-elements: publishers, by-design-dropped. */
export default defineConverter({
  element: [
    'jenkins.plugins.slack.SlackNotifier',
    'jenkins.plugins.hipchat.HipChatNotifier',
    'com.flowdock.jenkins.FlowdockNotifier',
    'hudson.plugins.campfire.CampfireNotifier',
    'hudson.plugins.jabber.im.transport.JabberPublisher',
    'hudson.plugins.growl.GrowlPublisher',
    'hudson.plugins.humbug.HumbugNotifier',
    'jenkins.plugins.rocketchatnotifier.RocketChatNotifier',
    'nz.co.jammehcow.jenkinsdiscord.WebhookPublisher',
    'com.opsgenie.integration.jenkins.OpsGenieNotifier',
  ],
  section: 'publishers',
  plugin: 'slack, hipchat, flowdock, campfire, jabber, growl, humbug, rocketchatnotifier, discord-notifier, opsgenie',
  summary: 'Tells a chat about results',
  becomes: 'nothing',
  grade: 'dropped',
  findings: {
    'no-chat': 'Zuul does not talk to chats: tell the people there, or let a bot follow Gerrit or an MQTT reporter.',
  },
  convert(input, notes) {
    notes.dropped('no-chat', input);
    return {};
  },
});
