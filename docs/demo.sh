#!/bin/sh
# The main job on the shipped session: what it claims, what holds, and the documents that say so.
set -u
session=2026-01-21-critical-fixes

printf '\n$ handoff check %s\n\n' "$session"
handoff check "$session"
found=$?
printf '\n$ handoff render %s\n\n' "$session"
handoff render "$session" || exit $?

printf '\nThe check ended with exit code %s: 1 means that findings of level error stand, as they should in this session.\n' "$found"
printf 'Read the handoff:  sessions/%s/HANDOFF.md\nand the checklist: sessions/%s/CHECKLIST.md\n' "$session" "$session"
printf 'Record your own:   . .venv/bin/activate, then the five minutes in README.md\n'
test "$found" -le 1
