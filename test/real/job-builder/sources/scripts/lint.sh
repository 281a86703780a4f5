#!/bin/bash -eu
for file in $(git ls-files "*.py"); do
  python3 -m py_compile "${file}"
done
