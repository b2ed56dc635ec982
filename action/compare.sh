#!/usr/bin/env bash
# Compares descriptions with an earlier commit. The hook of .pre-commit-hooks.yaml runs it, and so does action/github.sh.
#
#   compare.sh [--option=value …] FILE…    the options of `python -m generator diff`
#
#   COMPARE_BASE    the revision to compare with (default: the start of pre-commit's range, else HEAD)
#   COMPARE_OLD     the old document, a path or REF:PATH, where it is not FILE of COMPARE_BASE
#   COMPARE_PYTHON  a Python that has the packages of requirements/diff.txt (default: an environment made here once)
#   PYTHON          the Python 3.11 or later that makes this environment
#
# Exit codes: 0 passed, 1 the gate failed, 2 usage, 3 a document cannot be read; the highest one for several files.
set -eu

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
lock=$root/requirements/diff.txt
environment=$root/.cache/diff

find_python() {
    local python
    for python in ${PYTHON:+"$PYTHON"} python3 python; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            printf '%s\n' "$python"
            return
        fi
    done
    echo "error: no Python 3.11 or later found; name one in the environment variable PYTHON" >&2
    return 3
}

interpreter() {
    local candidate
    for candidate in "$environment/bin/python" "$environment/Scripts/python.exe"; do
        test ! -x "$candidate" || printf '%s\n' "$candidate"
    done
}

# Everything is installed by version and hash, as wheels: no package runs code while it is installed.
make_environment() {
    local python
    python=$(find_python)
    rm -rf "$environment"
    "$python" -m venv "$environment"
    "$(interpreter)" -m pip install --quiet --disable-pip-version-check --no-input \
        --only-binary=:all: --require-hashes --requirement "$lock" >&2 ||
        { echo "error: cannot install $lock; see the messages above" >&2; return 3; }
    cp "$lock" "$environment/installed.txt"
}

if [ -z "${COMPARE_PYTHON:-}" ]; then
    cmp -s "$lock" "$environment/installed.txt" || make_environment
    COMPARE_PYTHON=$(interpreter)
fi

# -P: a file of the repository that is compared, such as yaml.py, is never imported.
diff() {
    PYTHONPATH=$root "$COMPARE_PYTHON" -P -m generator diff "$@"
}

options=()
files=()
for argument in "$@"; do
    case $argument in
        -*) options+=("$argument") ;;
        *) files+=("$argument") ;;
    esac
done
if [ "${#files[@]}" -eq 0 ]; then
    echo "error: expected the path of a description; options are written as --option=value" >&2
    exit 2
fi

base=${COMPARE_BASE:-${PRE_COMMIT_FROM_REF:-HEAD}}
inside=$(git rev-parse --show-prefix 2>/dev/null || true) # the current folder, empty for the root
worst=0
for file in "${files[@]}"; do
    old=${COMPARE_OLD:-$base:${inside:+./}$file}
    if [ -z "${COMPARE_OLD:-}" ] && [ -f "$file" ] &&
        git rev-parse --quiet --verify --end-of-options "$base^{commit}" >/dev/null 2>&1 &&
        ! git cat-file -e "$old" 2>/dev/null; then
        printf '%q is new since %q: there is nothing to compare\n' "$file" "$base"
        continue
    fi
    code=0
    diff "${options[@]+"${options[@]}"}" "$old" "$file" || code=$?
    test "$code" -le "$worst" || worst=$code
done
exit "$worst"
