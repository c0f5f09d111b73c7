#!/bin/sh
# Bring the GIS tools that check the exports from the system's packages (Debian and kin):
# ogrinfo, validate_gpkg, PostgreSQL with PostGIS, or the packages named. Without them their tests are skipped, so
# whatever goes wrong here is told and stops nothing.
packages=${*:-gdal-bin python3-gdal postgresql postgresql-postgis}
bring() {
  as_root=""
  if [ "$(id -u)" -ne 0 ]; then as_root="sudo -n"; fi
  command -v apt-get >/dev/null &&
    $as_root apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $packages >/dev/null
}
bring || echo "No GIS tools ($packages): their tests are skipped." >&2
