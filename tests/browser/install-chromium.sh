#!/bin/sh
# Bring Chromium for the browser tests from the system's packages (Debian and kin).
set -eu
if ! command -v apt-get >/dev/null; then
  echo "The browser tests need Chromium: install it and run make test again." >&2
  exit 1
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then as_root="sudo"; fi
$as_root apt-get update -qq
$as_root apt-get install -y -qq --no-install-recommends chromium >/dev/null
