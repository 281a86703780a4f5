import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { InputError, type Fault } from '../../model/input-error.js';
import type { Placed } from '../../model/layout.js';
import { readTextFile } from '../yaml/read-text.js';

/** A zuul.conf of Zuul v2. */
export interface ZuulConf {
  readonly file: string;
  /** Section → option (lower case) → value. */
  readonly sections: ReadonlyMap<string, ReadonlyMap<string, Placed<string>>>;
  /** Connections: name → driver. The old sections `[gerrit]` and `[smtp]` are connections of these names. */
  readonly connections: ReadonlyMap<string, string>;
}

/** Whether a path is that of a zuul.conf, not of a layout: by its ending. */
export function isZuulConf(path: string): boolean {
  return /\.(?:conf|cfg|ini)$/i.test(path);
}

/**
 * Reads a zuul.conf as Python 2's ConfigParser and Zuul v2 do.
 * Source: Python 2.7, ConfigParser; Zuul 2.6, `lib/connections.py`.
 *
 * @throws InputError for an unreadable file, a line that is none, and connections v2 refuses.
 */
export function readZuulConf(file: string): ZuulConf {
  const sections = parseIni(readTextFile(file, 'the zuul.conf'), file);
  return { file, sections, connections: connectionsOf(sections, file) };
}

/**
 * Path of the layout, as `[zuul] layout_config` has it; a relative one is relative to the zuul.conf.
 *
 * @throws InputError if the option is missing.
 */
export function layoutPath(conf: ZuulConf): string {
  const option = conf.sections.get('zuul')?.get('layout_config');
  if (option === undefined) {
    const message = 'there is no "layout_config" in the section [zuul]; give the path of the layout itself';
    throw new InputError({ at: { file: conf.file, line: 0 }, message });
  }
  const path = interpolate(option.value, conf.sections.get('zuul') ?? new Map());
  if (path === '~' || path.startsWith('~/')) return join(homedir(), path.slice(2));
  return isAbsolute(path) ? path : join(dirname(conf.file), path);
}

type Sections = Map<string, Map<string, Placed<string>>>;

function parseIni(text: string, file: string): Sections {
  const sections: Sections = new Map();
  const faults: Fault[] = [];
  let section: Map<string, Placed<string>> | undefined;
  let last: string | undefined;
  text.split(/\r?\n/).forEach((written, index) => {
    const at = { file, line: index + 1 };
    if (/^\s*$|^[#;]|^rem\s/i.test(written)) return;
    const header = /^\[([^\]]+)\]/.exec(written)?.[1];
    const option = /^([^:=\s][^:=]*?)\s*[:=]\s*(.*)$/.exec(written);
    if (/^\s/.test(written) && section !== undefined && last !== undefined) {
      const before = section.get(last);
      if (before !== undefined) section.set(last, { value: `${before.value}\n${written.trim()}`, at: before.at });
    } else if (header !== undefined) {
      section = sections.get(header) ?? new Map<string, Placed<string>>();
      sections.set(header, section);
      last = undefined;
    } else if (option !== null && section !== undefined) {
      last = (option[1] ?? '').toLowerCase();
      section.set(last, { value: (option[2] ?? '').replace(/\s;.*$/, '').trim(), at });
    } else {
      const missing =
        section === undefined ? 'a section, "[zuul]", has to come first' : 'neither "[section]" nor "option = value"';
      faults.push({ at, message: `not a zuul.conf: ${missing}` });
    }
  });
  if (faults.length > 0) throw new InputError(faults);
  return withDefaults(sections);
}

function withDefaults(sections: Sections): Sections {
  const defaults = sections.get('DEFAULT');
  if (defaults === undefined) return sections;
  sections.delete('DEFAULT');
  return new Map([...sections].map(([name, options]) => [name, new Map([...defaults, ...options])]));
}

/** `%(option)s` stands for another option of the section. */
function interpolate(value: string, options: ReadonlyMap<string, Placed<string>>): string {
  return value.replace(/%(?:\(([^)]*)\)s|%)/g, (found, name?: string) => {
    if (name === undefined) return '%';
    return options.get(name.toLowerCase())?.value ?? found;
  });
}

const DRIVERS = ['gerrit', 'smtp', 'sql'];

function connectionsOf(sections: Sections, file: string): Map<string, string> {
  const connections = new Map<string, string>();
  const faults: Fault[] = [];
  for (const [section, options] of sections) {
    const name = /^connection (['"]?)(.*)\1$/i.exec(section)?.[2];
    if (name === undefined) continue;
    const driver = options.get('driver');
    if (driver === undefined) {
      faults.push({
        at: { file, line: 0 },
        message: `[${section}] has no "driver"; Zuul v2 knows ${DRIVERS.join(', ')}`,
      });
    } else if (DRIVERS.includes(driver.value)) {
      connections.set(name, driver.value);
    } else {
      const message = `[${section}] has the driver "${driver.value}"; Zuul v2 knows ${DRIVERS.join(', ')}`;
      faults.push({ at: driver.at, message });
    }
  }
  if (faults.length > 0) throw new InputError(faults);
  for (const name of ['gerrit', 'smtp']) {
    if (sections.has(name) && !connections.has(name)) connections.set(name, name);
  }
  return connections;
}
