import { defineConverter } from '../../src/convert/converter.js';

/** Messages to chats and other systems, kept in properties. jenkins-elements: properties, by-design-dropped. */
export default defineConverter({
  element: [
    'jenkins.plugins.slack.SlackNotifier$SlackJobProperty',
    'jenkins.plugins.hipchat.HipChatNotifier$HipChatJobProperty',
    'com.tikal.hudson.plugins.notification.HudsonNotificationProperty',
    'org.jenkinsci.plugins.ZMQEventPublisher.HudsonNotificationProperty',
    'com.microsoft.jenkins.teams.WebhookJobProperty',
    'jenkins.plugins.office365connector.WebhookJobProperty',
  ],
  section: 'properties',
  plugin: 'slack, hipchat, notification, zeromq-event, office-365-connector',
  summary: 'Tells a chat or another system about builds',
  becomes: 'Nothing: an MQTT reporter tells of all builds',
  grade: 'dropped',
  findings: {
    'no-chat': 'Zuul does not talk to chats and web hooks: let a bot follow Gerrit or an MQTT reporter.',
  },
  convert(input, notes) {
    notes.dropped('no-chat', input);
    return {};
  },
});
