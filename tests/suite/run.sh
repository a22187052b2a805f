#!/bin/sh
# Unpacks the suite of feedparser and reads it with Warta: tests/suite/run.sh [feedparser-6.0.14.tar.gz]
# Without the package it is downloaded with pip. Nothing of it is kept.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if [ $# -eq 0 ]; then
    pip download --no-deps --no-binary :all: --dest "$folder" feedparser==6.0.14
    set -- "$folder"/feedparser-6.0.14.tar.gz
fi
tar -xzf "$1" -C "$folder"
FEEDPARSER_SUITE="$folder/feedparser-6.0.14/tests" cargo test --test suite -- --ignored --nocapture
