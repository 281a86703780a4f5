import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { printVariable, setVariablesStep } from '../../src/convert/elements/set-variables.js';

/** Delivery Pipeline plugin: a version made of variables, as PIPELINE_VERSION. Source: PipelineVersionContributor. */
export default defineConverter({
  element: 'se.diabol.jenkins.pipeline.PipelineVersionContributor',
  section: 'wrappers',
  plugin: 'delivery-pipeline-plugin',
  summary: 'Makes a version of variables and gives it to the steps',
  becomes: 'The variable PIPELINE_VERSION',
  grade: 'approximate',
  findings: {
    number:
      'Zuul does not count builds: BUILD_NUMBER is a number of this build alone, larger or smaller than the one before.',
    display: 'Only changes how Jenkins shows the build, or says nothing: left out.',
  },
  convert(input, notes) {
    const field = input.child('versionTemplate');
    const template = field?.text().trim() ?? '';
    if (/\$\{?(BUILD_NUMBER|BUILD_ID)\b/.test(template)) notes.approximated('number', field!);
    if (template === '') field?.judgeAll('dropped');
    leaveOutRest(input, (rest) => notes.dropped('display', rest));
    if (template === '') return {};
    return { setUp: [setVariablesStep('Make a version', [printVariable('PIPELINE_VERSION', template)], input)] };
  },
});
