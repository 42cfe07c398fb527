/** What a distribution calls a thing that we need, and how to tell whether it is there. */
export type LinuxPackage = {
  readonly probe: { readonly library: string } | { readonly command: string }
  /** Names on Debian and Ubuntu, the newest first: 64-bit time gave some libraries a new name. */
  readonly apt: readonly [string, ...string[]]
  readonly dnf: string
  readonly pacman: string
}

/** The libraries that Electron's window needs and that a machine without a desktop lacks. */
export const windowPackages: readonly LinuxPackage[] = [
  library('libgtk-3.so.0', ['libgtk-3-0t64', 'libgtk-3-0'], 'gtk3', 'gtk3'),
  library('libnss3.so', ['libnss3'], 'nss', 'nss'),
  library('libasound.so.2', ['libasound2t64', 'libasound2'], 'alsa-lib', 'alsa-lib'),
  library('libgbm.so.1', ['libgbm1'], 'mesa-libgbm', 'mesa'),
  library('libXss.so.1', ['libxss1'], 'libXScrnSaver', 'libxss'),
  library('libXtst.so.6', ['libxtst6'], 'libXtst', 'libxtst'),
  library('libnotify.so.4', ['libnotify4'], 'libnotify', 'libnotify'),
  library('libsecret-1.so.0', ['libsecret-1-0'], 'libsecret', 'libsecret'),
]

/** A screen that exists in memory only. */
export const displayPackages: readonly LinuxPackage[] = [
  command('Xvfb', ['xvfb'], 'xorg-x11-server-Xvfb', 'xorg-server-xvfb'),
]

/** A keychain for a machine where nobody is logged in to a desktop. */
export const keychainPackages: readonly LinuxPackage[] = [
  command('dbus-daemon', ['dbus-x11'], 'dbus-daemon', 'dbus'),
  command('gnome-keyring-daemon', ['gnome-keyring'], 'gnome-keyring', 'gnome-keyring'),
]

export const compilerPackages: readonly LinuxPackage[] = [
  command('g++', ['g++'], 'gcc-c++', 'gcc'),
  command('gcc', ['gcc'], 'gcc', 'gcc'),
]

/** The tools that installers are built with. */
export const packagingPackages: readonly LinuxPackage[] = [
  command('dpkg-deb', ['dpkg'], 'dpkg', 'dpkg'),
  command('rpmbuild', ['rpm'], 'rpm-build', 'rpm-tools'),
  command('7za', ['p7zip-full'], 'p7zip', 'p7zip'),
]

/** The checks of what a package tells the desktop. */
export const desktopFilePackages: readonly LinuxPackage[] = [
  command(
    'desktop-file-validate',
    ['desktop-file-utils'],
    'desktop-file-utils',
    'desktop-file-utils',
  ),
  command('appstreamcli', ['appstream'], 'appstream', 'appstream'),
]

function library(
  soname: string,
  apt: readonly [string, ...string[]],
  dnf: string,
  pacman: string,
): LinuxPackage {
  return { probe: { library: soname }, apt, dnf, pacman }
}

function command(
  name: string,
  apt: readonly [string, ...string[]],
  dnf: string,
  pacman: string,
): LinuxPackage {
  return { probe: { command: name }, apt, dnf, pacman }
}
