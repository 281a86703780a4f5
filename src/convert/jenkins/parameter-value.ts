import type { Contribution } from '../../model/jenkins-job.js';
import type { Element } from '../../read/jenkins/element.js';

/**
 * One parameter with its default, always as text: scripts compare `= "true"`. What it is for is told about by the property
 * around all parameters.
 */
export function parameter(definition: Element, value: string): Contribution {
  const description = definition.child('description');
  if (description !== undefined && description.text().trim() !== '') description.judgeAll('dropped');
  return { environment: { [definition.need('name').text()]: value } };
}
