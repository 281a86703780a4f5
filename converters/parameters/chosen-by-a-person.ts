import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { firstFilled } from '../../src/convert/elements/left-to-a-person.js';
import { parameter } from '../../src/convert/jenkins/parameter-value.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** Fields that say where the choices come from, the most telling first. */
const SOURCES = [
  'projectName',
  'jobName',
  'tagsDir',
  '__script',
  'script',
  'scriptText',
  'artifactId',
  'defaultSelector',
];

/**
 * Parameters whose values only Jenkins can list: builds of other jobs, tags of Subversion, versions of Maven, what a script
 * computes. A default that stands there is used. jenkins-elements: parameterDefinitions.
 */
export default defineConverter({
  element: [
    'hudson.model.RunParameterDefinition',
    'hudson.plugins.promoted_builds.parameters.PromotedBuildParameterDefinition',
    'hudson.scm.listtagsparameter.ListSubversionTagsParameterDefinition',
    'eu.markov.jenkins.plugin.mvnmeta.MavenMetadataParameterDefinition',
    'com.seitenbau.jenkins.plugins.dynamicparameter.ChoiceParameterDefinition',
    'com.seitenbau.jenkins.plugins.dynamicparameter.StringParameterDefinition',
    'com.seitenbau.jenkins.plugins.dynamicparameter.scriptler.ScriptlerChoiceParameterDefinition',
    'com.seitenbau.jenkins.plugins.dynamicparameter.scriptler.ScriptlerStringParameterDefinition',
    'org.biouno.unochoice.ChoiceParameter',
    'org.biouno.unochoice.CascadeChoiceParameter',
    'org.biouno.unochoice.DynamicReferenceParameter',
    'hudson.plugins.copyartifact.BuildSelectorParameter',
  ],
  section: 'parameters',
  plugin: 'core, promoted-builds, subversion, maven-metadata-plugin, dynamicparameter, uno-choice, copyartifact',
  summary: 'A parameter whose values only Jenkins can list',
  becomes: 'A variable with the default, where one stands there',
  grade: 'needs-human',
  findings: {
    value:
      'Jenkins listed the values and a person chose one. Nobody is asked here: the variable is empty. Write a value into it, or let a step find it.',
    form: 'Only says what Jenkins offers and how: nobody is asked.',
  },
  convert(input, notes) {
    const preset = input.textOf('defaultValue') || literalChoice(input);
    const contribution = parameter(input, preset);
    if (preset === '') {
      const source = firstFilled(input, SOURCES);
      notes.needsHuman('value', source === input ? input.need('name') : source, `(${input.need('name').rawText})`);
    }
    leaveOutRest(input, (rest) => notes.dropped('form', rest));
    return contribution;
  },
});

/** The default of a script that is nothing but a list of texts: the one marked `:selected`, else the first. */
function literalChoice(input: Element): string {
  const source = firstFilled(input, ['script', '__script']);
  const list = /^\s*return\s*\[([^\][]*)\]\s*;?\s*$/.exec(source.rawText)?.[1];
  if (source === input || list === undefined) return '';
  const texts = list.split(',').map((part) => /^\s*(["'])([^"'$\\]*)\1\s*$/.exec(part)?.[2]);
  if (texts.some((text) => text === undefined)) return '';
  source.text();
  const chosen = texts.find((text) => text!.endsWith(':selected')) ?? texts[0] ?? '';
  return chosen.replace(/:(selected|disabled)$/, '');
}
