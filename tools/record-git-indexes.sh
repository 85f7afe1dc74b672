#!/bin/sh
# Writes the index files of fixtures/git-index with git itself, one per format. Needs git;
# 2.39.5 wrote those that are committed, on 2026-11-22. The test says which paths are in them.
set -eu
out=$(cd "$(dirname "$0")/../fixtures/git-index" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
make() {
  rm -rf repo
  git init -q "$@" repo
  cd repo
  git config user.name test
  git config user.email test@example.com
  mkdir -p infra/terraform/modules/web a
  for path in infra/terraform/main.tf infra/terraform/modules/web/main.tf infra/terraform/modules/web/outputs.tf a/x.yaml README.md "infra/\303\251.tf"; do
    printf '%s\n' "$path" > "$(printf '%b' "$path")"
  done
  git add -A
}
make && git update-index --index-version 2 && cp .git/index "$out/v2.index" && cd ..
make && git update-index --index-version 4 && cp .git/index "$out/v4.index" && cd ..
# An entry with extended flags (intent to add) makes it version 3.
make && echo later > infra/later.tf && git add -N infra/later.tf && cp .git/index "$out/v3.index" && cd ..
make --object-format=sha256 && git update-index --index-version 2 && cp .git/index "$out/sha256.index" && cd ..
make --object-format=sha256 && git update-index --index-version 4 && cp .git/index "$out/sha256-v4.index" && cd ..
# A conflict leaves several stages of one path.
make && git commit -qm one && git checkout -qb other && echo b > a/x.yaml && git commit -qam b && git checkout -q - && echo c > a/x.yaml && git commit -qam c
git merge -q other > /dev/null 2>&1 || cp .git/index "$out/conflict.index"
