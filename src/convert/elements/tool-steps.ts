import type { RoleStep } from '../../model/step.js';
import type { Element } from '../../read/jenkins/element.js';

/** A tool that Jenkins installs under a name. */
export interface NamedTool {
  /** As Jenkins calls it: `Go 1.10`. */
  readonly name: string;
  /** Programs that have to be on the node. */
  readonly programs: readonly string[];
  /** Variable for its folder. */
  readonly homeVariable?: string;
}

/** A call of the role `named-tool`: puts the tool first in PATH for all later steps, and fails where it is missing. */
export function namedToolStep({ name, programs, homeVariable }: NamedTool, at: Element): RoleStep {
  const vars = {
    named_tool_name: name,
    ...(programs.length > 0 && { named_tool_programs: programs }),
    ...(homeVariable !== undefined && { named_tool_home_variable: homeVariable }),
  };
  return { kind: 'role', name: `Put ${name} first in PATH`, at: at.at, role: 'named-tool', vars };
}

/** Finding of converters that use {@link namedToolStep}. */
export const TOOL_FINDING =
  'Jenkins installed this tool as its settings say. Here it has to be on the node: install it in a pre-run playbook (a role like ensure-java, ensure-nodejs, ensure-go), or name its folder in named_tool_homes.';

/** Variables of the role `virtual-display`; what is absent has the role's default. */
export interface VirtualDisplay {
  readonly server?: 'Xvnc';
  readonly arguments?: readonly string[];
  readonly number?: number;
  readonly authority?: true;
  /** File below the workspace for a picture at the end. */
  readonly screenshot?: string;
}

/** Calls of the role `virtual-display`: one that starts an X server, one that stops it. */
export function virtualDisplaySteps(display: VirtualDisplay, at: Element): readonly [start: RoleStep, stop: RoleStep] {
  const { screenshot, ...rest } = display;
  const vars = Object.fromEntries(Object.entries(rest).map(([key, value]) => [`virtual_display_${key}`, value]));
  const step = { kind: 'role', at: at.at, role: 'virtual-display' } as const;
  const stopped = {
    virtual_display_state: 'stopped',
    ...(screenshot !== undefined && { virtual_display_screenshot: screenshot }),
  };
  return [
    { ...step, name: 'Start a virtual display', vars },
    { ...step, name: 'Stop the virtual display', vars: stopped },
  ];
}
