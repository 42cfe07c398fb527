import { join } from 'node:path'
import {
  app,
  type BrowserWindow,
  clipboard,
  dialog,
  Menu,
  nativeTheme,
  powerMonitor,
} from 'electron'
import { UPDATE_CHANNEL } from '../app/contract/channels.ts'
import type { EngineUpdate } from '../app/contract/engine-view.ts'
import type { PictureWish } from '../app/contract/market-watch.ts'
import { commandArguments } from './cli/command-arguments.ts'
import { profileDirectory } from './cli/profile-directory.ts'
import { runCommand } from './cli/run-command.ts'
import { EXIT } from './cli/usage.ts'
import type { Emergency } from './emergency/emergency.ts'
import { registerHaltShortcut } from './emergency/halt-shortcut.ts'
import type { EngineHost, HostParts } from './engine-host.ts'
import { registerRequests } from './ipc/register-requests.ts'
import { UpdateDesk } from './updates/update-desk.ts'
import { takeEnvironmentKeys } from './vault/profile-keys.ts'
import { registerAppScheme, serveApp } from './window/app-scheme.ts'
import { desktopNotifier } from './window/desktop-notifier.ts'
import { hardenSession } from './window/harden-session.ts'
import { HelpWindow } from './window/help-window.ts'
import { KeyWindow } from './window/key-window.ts'
import { focusWindow, openMainWindow } from './window/main-window.ts'
import { trustedOrigins } from './window/page-address.ts'
import { StayAwake } from './window/stay-awake.ts'

type ProfileParts = Pick<HostParts, 'directory' | 'keys'>

let mainWindow: BrowserWindow | null = null
let host: EngineHost | null = null
let emergency: Emergency | null = null
const keyWindow = new KeyWindow()
const helpWindow = new HelpWindow()
const stayAwake = new StayAwake()
let isSettled = false
let updates: UpdateDesk | null = null

/** How often it is looked whether somebody is there. */
const IDLE_LOOK_MS = 10_000

const NO_DISPLAY = 'There is no display here. Put --ozone-platform=headless before the command.\n'

const command = commandArguments(process.argv, app.isPackaged)
if (command === undefined) startWithWindow()
else void runWithoutWindow(command)

/** As on the command line: no window, and the exit status of the command. */
async function runWithoutWindow(args: readonly string[]): Promise<void> {
  if (lacksDisplay()) {
    process.stderr.write(NO_DISPLAY)
    process.exit(EXIT.failed)
  }
  app.disableHardwareAcceleration()
  app.dock?.hide()
  const status = await runCommand(args)
  process.stdout.write('', () => leave(status))
}

/** All is on disk and closed. Electron's own way out takes ten seconds when a store was open and no window ever was. */
function leave(status: number): void {
  const exit: unknown = Reflect.get(process, 'reallyExit')
  if (typeof exit === 'function') Reflect.apply(exit, process, [status])
  app.exit(status)
}

/** Chromium ends on the spot without a display, unless it was told before it started that there is none. */
function lacksDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY) return false
  return !app.commandLine.hasSwitch('ozone-platform')
}

function startWithWindow(): void {
  // At once, so that no process of ours inherits them.
  const keys = takeEnvironmentKeys()
  const directory = profileDirectory(process.argv, app.getPath('userData'))
  app.setPath('userData', directory)
  app.setPath('sessionData', join(directory, 'window'))
  // Root cannot have the sandbox, which happens only when started from source.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  // What Chromium keeps of a compiled module is what was compiled when it ended: all of it, then, not what ran by chance.
  app.commandLine.appendSwitch('js-flags', '--no-lazy')
  // A dump of a process holds what was in its memory.
  app.commandLine.appendSwitch('disable-breakpad')
  registerAppScheme()
  if (app.requestSingleInstanceLock()) run({ directory, keys })
  else app.quit()
}

function run(profile: ProfileParts): void {
  // Before `ready`, or Electron makes a default one.
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
  process.on('uncaughtException', (error) => {
    const log = host?.logs.of('app') ?? console
    log.error('an error that nobody caught', error)
  })
  app.on('second-instance', () => mainWindow && focusWindow(mainWindow))
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (isSettled || host === null || host.isSettled) return
    event.preventDefault()
    // Not within this event: until it is over, Electron takes the app for one that is quitting already.
    void host.settled().then(() => setImmediate(quitSettled))
  })
  app.on('will-quit', () => {
    updates?.close()
    emergency?.close()
    host?.close()
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit())
  void app.whenReady().then(() => open(profile))
}

function quitSettled(): void {
  isSettled = true
  app.quit()
}

/** The window first; while its process starts, this one loads the engine, which it opens once the page has its files. */
function open(profile: ProfileParts): void {
  hardenSession()
  const page = serveApp({
    window: join(import.meta.dirname, '../renderer'),
    help: join(import.meta.dirname, '../help'),
  })
  mainWindow = openMainWindow()
  mainWindow.on('closed', () => {
    mainWindow = null
    keyWindow.close()
    helpWindow.close()
  })
  // A page that cannot be loaded must not keep the bots from trading.
  const { webContents } = mainWindow
  const stopped = new Promise<void>((done) => webContents.once('did-stop-loading', () => done()))
  const prepared = Promise.race([page.begun, stopped]).then(() => {
    const engineHost = import('./engine-host.ts')
    // Pressed before there is an engine, it halts as soon as there is one.
    const haltShortcut = registerHaltShortcut(
      () => void opened.then(() => emergency?.halt('shortcut')),
    )
    return { engineHost, haltShortcut }
  })
  const engine = Promise.race([page.asked, stopped]).then(async () => {
    const { engineHost, haltShortcut } = await prepared
    return startEngine(await engineHost, { ...profile, haltShortcut })
  })
  const opened = engine.then(openEmergency)
  lockWithTheScreen()
  registerRequests({
    origins: trustedOrigins(),
    answer: async (name, input) => (await engine).answer(name, input),
    warn: async (message) => (await engine).logs.of('window').warn(message),
  })
}

function startEngine(
  { EngineHost: Host }: typeof import('./engine-host.ts'),
  profile: ProfileParts & Pick<HostParts, 'haltShortcut'>,
): EngineHost {
  updates = new UpdateDesk({
    applicationFolder: app.isPackaged ? app.getAppPath() : null,
    profileFolder: profile.directory,
    engine: () => host,
    startAnew: () => {
      app.relaunch()
      app.quit()
    },
  })
  host = new Host({
    ...profile,
    updates,
    version: app.getVersion(),
    publish: announce,
    desktop: desktopNotifier,
    researchScript: join(import.meta.dirname, 'research-worker.js'),
    dataScript: join(import.meta.dirname, 'data-worker.js'),
    marketScript: join(import.meta.dirname, 'market-worker.js'),
    chooseCandleFile,
    chooseHistoryFile,
    chooseSavePath,
    takePicture,
    chooseFolder,
    copy: (text) => clipboard.writeText(text),
    openHelp: (code) => helpWindow.open(code),
    openKeyWindow: (wish) => {
      if (mainWindow) keyWindow.open({ parent: mainWindow, ...wish })
    },
    locked: emptyWindow,
    applySettings: ({ theme, staysAwake }) => {
      nativeTheme.themeSource = theme
      stayAwake.wish(staysAwake)
    },
  })
  return host
}

async function openEmergency(engine: EngineHost): Promise<void> {
  const { Emergency: Parts } = await import('./emergency/emergency.ts')
  if (!mainWindow) return
  emergency = new Parts({
    window: mainWindow,
    log: engine.logs.of('window'),
    killSwitch: (wish) => engine.useKillSwitch(wish),
  })
}

function announce(update: EngineUpdate): void {
  sendUpdate(update)
  const mode = host?.mode ?? null
  stayAwake.show(mode)
  emergency?.show(mode && { mode, ...update.status })
}

function sendUpdate(update: EngineUpdate): void {
  if (host?.isLocked) return
  if (mainWindow && !mainWindow.isDestroyed()) mainWindow.webContents.send(UPDATE_CHANNEL, update)
}

/** The page begins anew, and with it the memory of its process: what was shown is gone, not hidden. */
function emptyWindow(): void {
  keyWindow.close()
  if (mainWindow && !mainWindow.isDestroyed()) mainWindow.webContents.reload()
}

/** Whoever leaves the machine, or has it sleep, has left the window too. */
function lockWithTheScreen(): void {
  powerMonitor.on('suspend', () => host?.lock())
  powerMonitor.on('lock-screen', () => host?.lock())
  setInterval(() => host?.idleFor(powerMonitor.getSystemIdleTime()), IDLE_LOOK_MS).unref()
}

async function chooseCandleFile(): Promise<string | null> {
  if (!mainWindow) return null
  const { canceled, filePaths } = await dialog.showOpenDialog(mainWindow, {
    title: 'Choose a file of candles',
    properties: ['openFile'],
    filters: [{ name: 'Candles (CSV)', extensions: ['csv'] }],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

async function chooseHistoryFile(): Promise<string | null> {
  if (!mainWindow) return null
  const { canceled, filePaths } = await dialog.showOpenDialog(mainWindow, {
    title: 'Choose a file of candles or trades',
    properties: ['openFile'],
    filters: [{ name: 'Candles or trades', extensions: ['csv', 'json', 'zip', 'gz'] }],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

async function chooseFolder(): Promise<string | null> {
  if (!mainWindow) return null
  const { canceled, filePaths } = await dialog.showOpenDialog(mainWindow, {
    title: 'Choose a folder for the log',
    properties: ['openDirectory', 'createDirectory'],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

async function takePicture({ x, y, width, height }: PictureWish): Promise<Uint8Array | null> {
  const picture = await mainWindow?.webContents.capturePage({ x, y, width, height })
  return picture?.toPNG() ?? null
}

async function chooseSavePath(fileName: string): Promise<string | null> {
  if (!mainWindow) return null
  const { canceled, filePath } = await dialog.showSaveDialog(mainWindow, {
    title: 'Export the result',
    defaultPath: join(app.getPath('downloads'), fileName),
  })
  return canceled || filePath === '' ? null : filePath
}
