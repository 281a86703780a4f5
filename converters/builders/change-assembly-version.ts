import { defineConverter } from '../../src/convert/converter.js';
import { expandMacros } from '../../src/convert/elements/macros.js';
import { together } from '../../src/convert/elements/together.js';
import type { Value } from '../../src/model/value.js';

/** What the plugin looks for without a pattern of its own. */
const VERSION = String.raw`Version\("[\d.*]+"\)`;

const BODY = String.raw`import glob
import os
import re

names = sorted(glob.glob(os.environ["ASSEMBLY_FILES"], recursive=True))
for name in names:
    with open(name, encoding="utf-8", errors="surrogateescape", newline="") as file:
        text = file.read()
    changed = text
    if "ASSEMBLY_PATTERN" in os.environ:
        replacement = os.environ["ASSEMBLY_REPLACEMENT"]
        changed = re.sub(os.environ["ASSEMBLY_PATTERN"], lambda match: replacement, text)
    for attribute, value in sorted(os.environ.items()):
        if attribute.startswith("ASSEMBLY_ATTRIBUTE_"):
            attribute = attribute[len("ASSEMBLY_ATTRIBUTE_"):]
            new = '%s("%s")' % (attribute, value)
            changed = re.sub(attribute + r'\("[^"]*"\)', lambda match: new, changed)
    if changed != text:
        with open(name, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(changed)
    print("%s: %s" % (name, "changed" if changed != text else "as it was"))
if not names:
    print("No file fits %s." % os.environ["ASSEMBLY_FILES"])
`;

/** Attribute of an assembly → field of the plugin. */
const ATTRIBUTES: readonly (readonly [string, string])[] = [
  ['AssemblyVersion', 'assemblyVersion'],
  ['AssemblyFileVersion', 'assemblyFileVersion'],
  ['AssemblyInformationalVersion', 'assemblyInformationalVersion'],
  ['AssemblyConfiguration', 'assemblyConfiguration'],
  ['AssemblyTitle', 'assemblyTitle'],
  ['AssemblyDescription', 'assemblyDescription'],
  ['AssemblyCompany', 'assemblyCompany'],
  ['AssemblyProduct', 'assemblyProduct'],
  ['AssemblyCopyright', 'assemblyCopyright'],
  ['AssemblyTrademark', 'assemblyTrademark'],
  ['AssemblyCulture', 'assemblyCulture'],
];

/** Writes a version into AssemblyInfo files. Source: Change Assembly Version plugin, ChangeAssemblyVersion. */
export default defineConverter({
  element: 'org.jenkinsci.plugins.changeassemblyversion.ChangeAssemblyVersion',
  section: 'builders',
  plugin: 'change-assembly-version-plugin',
  summary: 'Writes a version into AssemblyInfo files',
  becomes: 'a Python script that edits the files',
  grade: 'approximate',
  findings: {
    'own-pattern': 'An expression for Java, used as one for Python; $ and groups in the replacement are not put in.',
  },
  convert(input, notes) {
    const version = input.textOf('versionPattern').trim() || input.textOf('task').trim();
    const files = input.textOf('assemblyFile').trim() || '**/AssemblyInfo.cs';
    const [pattern, replacement] = [input.child('regexPattern'), input.child('replacementPattern')];
    const own = [pattern, replacement].filter((field) => field !== undefined && field.text().trim() !== '');
    together(own, 'approximated', (at) => notes.approximated('own-pattern', at));
    const environment: Record<string, Value> = {
      ASSEMBLY_FILES: expandMacros(files),
      ...((version !== '' || own.length > 0) && {
        ASSEMBLY_PATTERN: pattern?.rawText.trim() || VERSION,
        ASSEMBLY_REPLACEMENT: expandMacros(replaced(replacement?.rawText.trim() ?? '', version)),
      }),
    };
    for (const [attribute, field] of ATTRIBUTES) {
      const value = input.textOf(field).trim();
      if (value !== '') environment[`ASSEMBLY_ATTRIBUTE_${attribute}`] = expandMacros(value);
    }
    const name = 'Change versions of assemblies';
    return {
      run: [{ kind: 'script', name, at: input.at, body: BODY, command: ['python3'], extension: 'py', environment }],
    };
  },
});

/** `Version("%s")` with the version in it. */
function replaced(replacement: string, version: string): string {
  return (replacement === '' ? 'Version("%s")' : replacement).replaceAll('%s', () => version);
}
