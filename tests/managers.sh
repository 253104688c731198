#!/bin/sh
# Installs the hook managers that tests/it/managers.rs drives into target/managers, from their registries, once.
#
# Needs Python 3 with venv, and npm. Run it again after changing a version.

set -eu

pre_commit=4.7.0
prek=0.5.11
lefthook=2.2.2
husky=9.1.7

cd "$(dirname "$0")/.."
folder=target/managers
wanted="pre-commit $pre_commit, prek $prek, lefthook $lefthook, husky $husky"
if [ "$(cat "$folder/installed" 2>/dev/null)" = "$wanted" ]; then
    exit
fi
echo "installing $wanted into $folder"
rm -rf "$folder"
mkdir -p "$folder"
python3 -m venv "$folder/python"
"$folder/python/bin/pip" install --quiet --disable-pip-version-check "pre-commit==$pre_commit" "prek==$prek"
echo '{ "private": true }' >"$folder/package.json"
npm install --prefix "$folder" --silent --no-audit --no-fund --ignore-scripts "lefthook@$lefthook" "husky@$husky"
echo "$wanted" >"$folder/installed"
