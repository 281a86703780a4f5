/**
 * What converters of users import: `import { defineConverter } from 'zuulshift'`. What is not here may change with every
 * version. Documented in docs/converters.md.
 */
export { defineConverter } from '../convert/converter.js';
export type { Converter, Grade, Notes, Section, Walk } from '../convert/converter.js';

export type { Element, Attribute } from '../read/jenkins/element.js';
export type { Place } from '../model/place.js';
export type { Settings } from '../model/settings.js';
export { InputError } from '../model/input-error.js';

export type {
  Contribution,
  EventTrigger,
  JenkinsTrigger,
  JobFacts,
  ScmCheckout,
  SecretUse,
  TriggerEvent,
  TriggerProject,
} from '../model/jenkins-job.js';
export type { BlockStep, FailStep, RoleStep, ScriptStep, StartJobStep, Step } from '../model/step.js';
export { jinja, jinjaString, jinjaText, isTemplate } from '../model/value.js';
export type { Template, Value } from '../model/value.js';

// Scripts and calls of programs.
export { scriptStep } from '../convert/elements/script.js';
export { definitions, shellWord, toolCall } from '../convert/elements/tool-call.js';
export type { ToolCall } from '../convert/elements/tool-call.js';
export { tokenize } from '../convert/elements/tokenize.js';

// Variables of Jenkins, in texts and in Jinja.
export { expandMacros, macroPieces, variable } from '../convert/elements/macros.js';
export type { Lookup, Piece } from '../convert/elements/macros.js';
export { parameterDefault, referencedVariable } from '../convert/jenkins/parameters.js';
export { parseJavaProperties } from '../convert/elements/java-properties.js';

// Files and secrets; and what nobody could convert, to be kept for a person.
export { elementXml } from '../convert/elements/element-xml.js';
export { antPatterns } from '../convert/elements/ant-patterns.js';
export {
  gitCheckoutStep,
  removeSecretFileStep,
  secretField,
  writeSecretFileStep,
} from '../convert/elements/role-steps.js';

// Results of the build, and findings about several elements.
export { FAILED, SUCCEEDED, testOfResults, withTests } from '../convert/elements/results.js';
export type { Result } from '../convert/elements/results.js';
export { together } from '../convert/elements/together.js';
