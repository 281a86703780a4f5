import { recogniser as ansibleLint } from './tools/ansible-lint.js';
import { recogniser as chartTesting } from './tools/chart-testing.js';
import { recogniser as composer } from './tools/composer.js';
import { recogniser as dockerBuild } from './tools/docker-build.js';
import { recogniser as flake8 } from './tools/flake8.js';
import { recogniser as go } from './tools/go.js';
import { recogniser as gradle } from './tools/gradle.js';
import { recogniser as helm } from './tools/helm.js';
import { recogniser as markdownlint } from './tools/markdownlint.js';
import { recogniser as maven } from './tools/maven.js';
import { recogniser as nox } from './tools/nox.js';
import { recogniser as npm } from './tools/npm.js';
import { recogniser as phpunit } from './tools/phpunit.js';
import { recogniser as preCommit } from './tools/pre-commit.js';
import { recogniser as pytest } from './tools/pytest.js';
import { recogniser as pythonBuild } from './tools/python-build.js';
import { recogniser as shellcheck } from './tools/shellcheck.js';
import { recogniser as sphinx } from './tools/sphinx.js';
import { recogniser as tox } from './tools/tox.js';
import { recogniser as yamllint } from './tools/yamllint.js';
import type { Recogniser } from './recogniser.js';

/** All recognisers: one for each file below `tools/`, which a test compares with this list. */
export const TOOLS: readonly Recogniser[] = [
  ansibleLint,
  chartTesting,
  composer,
  dockerBuild,
  flake8,
  go,
  gradle,
  helm,
  markdownlint,
  maven,
  nox,
  npm,
  phpunit,
  preCommit,
  pytest,
  pythonBuild,
  shellcheck,
  sphinx,
  tox,
  yamllint,
];
