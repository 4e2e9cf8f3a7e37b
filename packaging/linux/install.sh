#!/bin/sh
# Installs the folder that `python3 dev.py build` made for this user; double click then opens .evpkg packages.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
mkdir -p "$HOME/.local/bin" "$share/applications" "$share/mime/packages"
rm -rf "$share/evaluator-app"
cp -R "$here/../../dist/evaluator-app" "$share/evaluator-app"
ln -sf "$share/evaluator-app/evaluator-app" "$HOME/.local/bin/evaluator-app"
sed "s|^Exec=evaluator-app|Exec=\"$share/evaluator-app/evaluator-window\"|" "$here/evaluator-app.desktop" \
  > "$share/applications/evaluator-app.desktop"
cp "$here/evaluator-app.xml" "$share/mime/packages/"
update-mime-database "$share/mime" || true
update-desktop-database "$share/applications" || true
