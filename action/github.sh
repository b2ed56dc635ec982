#!/usr/bin/env bash
# The step of action.yml: annotations in the log, the report on the summary page, and as JSON for later steps.
# Every input arrives in the environment: nothing of it is part of a command's text.
set -eu

: "${DESCRIPTION:?expected the path of the description in the input "description"}"
report=$RUNNER_TEMP/openapi-diff.json
text=$RUNNER_TEMP/openapi-diff.txt
rm -f "$report" "$text"

options=(--format=github --output="json=$report" --output="text=$text" --output="summary=$GITHUB_STEP_SUMMARY")
test -z "${FAIL_ON_WIRE:-}" || options+=(--fail-on-wire="$FAIL_ON_WIRE")
test -z "${FAIL_ON_PYTHON:-}" || options+=(--fail-on-python="$FAIL_ON_PYTHON")
test -z "${RULES:-}" || options+=(--rules="$RULES")
test -z "${ACCEPT:-}" || options+=(--accept="$ACCEPT")

case $DESCRIPTION in -*) DESCRIPTION=./$DESCRIPTION ;; esac # a path, not an option

code=0
"$(dirname "${BASH_SOURCE[0]}")/compare.sh" "${options[@]}" "$DESCRIPTION" || code=$?
test ! -f "$text" || cat "$text"
if [ -f "$report" ]; then
    printf 'report=%s\n' "$report" >> "$GITHUB_OUTPUT"
fi
exit "$code"
