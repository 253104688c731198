#!/bin/sh
# Installs what tests/formats holds reports against into target/validators, from package registries, once: a JSON Schema
# validator, the validator of SARIF that its makers publish (it carries the schema), and another reader of SARIF.
#
# Needs Python 3 with venv, and npm. Run it again after changing a version.

set -eu

jsonschema=4.26.0
sarif_tools=3.0.5
multitool=5.7.0

cd "$(dirname "$0")/.."
folder=target/validators
wanted="jsonschema $jsonschema, sarif-tools $sarif_tools, sarif-multitool $multitool"
if [ "$(cat "$folder/installed" 2>/dev/null)" = "$wanted" ]; then
    exit
fi
echo "installing $wanted into $folder"
rm -rf "$folder"
mkdir -p "$folder"
python3 -m venv "$folder/python"
"$folder/python/bin/pip" install --quiet --disable-pip-version-check "jsonschema==$jsonschema" "sarif-tools==$sarif_tools"
echo '{ "private": true }' >"$folder/package.json"
npm install --prefix "$folder" --silent --no-audit --no-fund --ignore-scripts "@microsoft/sarif-multitool-linux@$multitool"
chmod +x "$folder/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
echo "$wanted" >"$folder/installed"
