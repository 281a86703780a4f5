import { defineConverter } from '../../src/convert/converter.js';
import { leaveOutRest } from '../../src/convert/elements/leave-out-rest.js';
import { namedToolStep, TOOL_FINDING } from '../../src/convert/elements/tool-steps.js';
import { noteIfFilled } from '../../src/convert/jenkins/job-fields.js';
import type { RoleStep } from '../../src/model/step.js';
import type { Element } from '../../src/read/jenkins/element.js';

/** What is known of the tools: the field with the name, the programs, the variable for the folder. */
interface Kind {
  readonly field: string;
  readonly programs: readonly string[];
  readonly homeVariable?: string;
}

const KINDS: Readonly<Record<string, Kind>> = {
  GolangBuildWrapper: { field: 'goVersion', programs: ['go'], homeVariable: 'GOROOT' },
  NodeJSBuildWrapper: { field: 'nodeJSInstallationName', programs: ['node', 'npm'] },
  NpmPackagesBuildWrapper: { field: 'nodeJSInstallationName', programs: ['node', 'npm'] },
  NvmWrapper: { field: 'version', programs: ['node', 'npm'] },
  SbtBuildWrapper: { field: 'sbtInstallationName', programs: ['sbt'] },
};

/**
 * Wrappers that put a tool, installed by Jenkins under a name, first in PATH. jenkins-elements: GolangBuildWrapper, others.
 */
export default defineConverter({
  element: [
    'org.jenkinsci.plugins.golang.GolangBuildWrapper',
    'jenkins.plugins.nodejs.NodeJSBuildWrapper',
    'jenkins.plugins.nodejs.tools.NpmPackagesBuildWrapper',
    'org.jenkinsci.plugins.nvm.NvmWrapper',
    'com.cloudbees.jenkins.plugins.customtools.CustomToolInstallWrapper',
  ],
  section: 'wrappers',
  plugin: 'golang, nodejs, nvm-wrapper, custom-tools',
  summary: 'Puts a tool that Jenkins installs first in PATH',
  becomes: 'role named-tool: the tool that is on the node, first in PATH',
  grade: 'approximate',
  findings: {
    tool: TOOL_FINDING,
    settings:
      'The configuration of npm is kept by Jenkins (Managed files): put it into the workspace or the home folder.',
    details: 'Only says how and where Jenkins installed the tool: left out.',
  },
  convert(input, notes) {
    noteIfFilled(input.child('configId'), (field) => notes.needsHuman('settings', field));
    const setUp = input.type.endsWith('.CustomToolInstallWrapper') ? customTools() : named();
    leaveOutRest(input, (rest) => notes.dropped('details', rest));
    return setUp.length === 0 ? {} : { setUp };

    function named(): RoleStep[] {
      const kind = KINDS[input.type.split('.').at(-1)!]!;
      const field = input.child(kind.field);
      const name = field?.text().trim() ?? '';
      if (field === undefined || name === '') return [];
      notes.approximated('tool', field, `(${name})`);
      const { programs, homeVariable } = kind;
      return [namedToolStep({ name, programs, ...(homeVariable !== undefined && { homeVariable }) }, input)];
    }

    /** Nobody knows their programs. The folder is a variable as well: NAME_HOME. */
    function customTools(): RoleStep[] {
      const isUpper = input.booleanOf('convertHomesToUppercase');
      return (input.child('selectedTools')?.children() ?? []).flatMap((tool: Element) => {
        const field = tool.child('name');
        const name = field?.text().trim() ?? '';
        if (field === undefined || name === '') return [];
        notes.approximated('tool', field, `(${name})`);
        const variable = `${isUpper ? name.toUpperCase() : name}_HOME`.replace(/\W/g, '_');
        return [namedToolStep({ name, programs: [name], homeVariable: variable }, tool)];
      });
    }
  },
});
