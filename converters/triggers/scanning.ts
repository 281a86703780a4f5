import { defineConverter } from '../../src/convert/converter.js';

/** When Jenkins looks for branches, or what it does at its own start. Zuul hears of everything by events. */
export default defineConverter({
  element: [
    'com.cloudbees.hudson.plugins.folder.computed.PeriodicFolderTrigger',
    'com.igalg.jenkins.plugins.mswt.trigger.ComputedFolderWebHookTrigger',
    'org.jvnet.hudson.plugins.triggers.startup.HudsonStartupTrigger',
  ],
  section: 'triggers',
  plugin: 'cloudbees-folder, multibranch-scan-webhook-trigger, startup-trigger-plugin',
  summary: 'Looks for branches at certain times, or starts a job when Jenkins or a node does',
  becomes: 'Nothing: Zuul hears of branches by events, and nodes are made for builds',
  grade: 'dropped',
  findings: {
    events: 'Zuul hears of branches and changes by events, and nodes start for builds alone: left out.',
  },
  convert(input, notes) {
    notes.dropped('events', input);
    return {};
  },
});
