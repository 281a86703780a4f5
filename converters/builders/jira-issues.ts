import { defineConverter } from '../../src/convert/converter.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { serviceCall } from '../../src/convert/elements/service-call.js';
import { stepSecret } from '../../src/convert/elements/step-secret.js';

/** Changes issues of Jira. Source: Jira Issue Updater plugin, IssueUpdatesBuilder. */
export default defineConverter({
  element: 'info.bluefloyd.jenkins.IssueUpdatesBuilder',
  section: 'builders',
  plugin: 'jenkins-jira-issue-updater',
  summary: 'Changes the issues of Jira that a search finds',
  becomes: 'role call-service, with a secret for the login',
  grade: 'needs-human',
  findings: {
    login: 'The login is a placeholder: encrypt the password with zuul-client encrypt and put it into the secret.',
    connection: 'A Jira that does not answer fails the build, whatever this says.',
  },
  convert(input, notes) {
    const read = (name: string): string => input.textOf(name).trim();
    const user = read('userName');
    const password = input.child('password');
    if (password !== undefined) notes.needsHuman('login', password);
    const connection = input.child('failIfNoJiraConnection');
    if (connection !== undefined) {
      if (input.booleanOf('failIfNoJiraConnection')) connection.judgeAll('dropped');
      else notes.approximated('connection', connection);
    }
    const field = read('customFieldId');
    const value = read('customFieldValue');
    const { use, variables } = stepSecret('jira', { password: 'password' }, input);
    const login = { variables: { username: expandMacros(user), ...variables } };
    const options = {
      url: expandMacros(read('restAPIUrl')),
      jql: expandMacros(read('jql')),
      action: expandMacros(read('workflowActionName')),
      comment: expandMacros(read('comment')),
      field: expandMacros(field),
      value: expandMacros(value),
      fail_on_error: input.booleanOf('failIfJqlFails') || undefined,
      fail_without_issues: input.booleanOf('failIfNoIssuesReturned') || undefined,
    };
    return { secrets: [use], run: [serviceCall('Change issues of Jira', 'jira', options, login, input)] };
  },
});
