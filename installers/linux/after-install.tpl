#!/bin/sh
# Runs as root after the files are there, also after an upgrade.
set -e
folder='/opt/${sanitizedProductName}'
profile='/etc/apparmor.d/${executable}'

# Where users have namespaces, the sandbox needs no helper with root's rights.
if [ -L /proc/self/ns/user ] && command -v setpriv >/dev/null && setpriv --reuid=65534 --clear-groups unshare --user true 2>/dev/null; then
  chmod 0755 "$folder/chrome-sandbox"
else
  chmod 4755 "$folder/chrome-sandbox"
fi

# Ubuntu takes namespaces from programs without a profile. An older AppArmor cannot read it, and does not need it.
if command -v apparmor_parser >/dev/null && [ -d /etc/apparmor.d ] &&
  apparmor_parser --skip-kernel-load --skip-cache "$folder/resources/apparmor-profile" >/dev/null 2>&1; then
  cp "$folder/resources/apparmor-profile" "$profile"
  apparmor_parser --replace "$profile" >/dev/null 2>&1 || true
fi

command -v update-desktop-database >/dev/null && update-desktop-database -q /usr/share/applications || true
command -v gtk-update-icon-cache >/dev/null && gtk-update-icon-cache -q /usr/share/icons/hicolor || true

if command -v pgrep >/dev/null && pgrep -x '${executable}' >/dev/null; then
  echo 'Cryptobot is running. It goes on with the version it has; restart it to use the new one.'
fi
