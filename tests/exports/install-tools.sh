#!/bin/sh
# Bring the GIS tools that check the exports from the system's packages (Debian and kin):
# ogrinfo, validate_gpkg, PostgreSQL with PostGIS. Without them, their tests are skipped.
set -eu
if ! command -v apt-get >/dev/null; then
  echo "Tests of exports will be skipped: they need gdal-bin, python3-gdal and PostGIS." >&2
  exit 0
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then as_root="sudo"; fi
$as_root apt-get update -qq
$as_root apt-get install -y -qq --no-install-recommends \
  gdal-bin python3-gdal postgresql postgis >/dev/null \
  || echo "Tests of exports will be skipped: the GIS tools could not be installed." >&2
