import { join } from 'node:path'
import { app, type BrowserWindow, dialog, Menu, nativeTheme } from 'electron'
import { UPDATE_CHANNEL } from '../app/contract/channels.ts'
import type { EngineUpdate } from '../app/contract/engine-view.ts'
import { NO_LISTENER } from '../app/engine/engine-listener.ts'
import { profileDirectory } from './cli/profile-directory.ts'
import type { EngineHost } from './engine-host.ts'
import { registerRequests } from './ipc/register-requests.ts'
import { APP_ORIGIN, registerAppScheme, serveApp } from './window/app-scheme.ts'
import { hardenSession } from './window/harden-session.ts'
import { developmentUrl, focusWindow, openMainWindow } from './window/main-window.ts'

const directory = profileDirectory(process.argv, app.getPath('userData'))
app.setPath('userData', directory)
app.setPath('sessionData', join(directory, 'window'))
// Root cannot have the sandbox, which happens only when started from source.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerAppScheme()

let mainWindow: BrowserWindow | null = null
let host: EngineHost | null = null

if (app.requestSingleInstanceLock()) run()
else app.quit()

function run(): void {
  // Before `ready`, or Electron makes a default one.
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
  process.on('uncaughtException', (error) => {
    const log = host?.log ?? console
    log.error('an error that nobody caught', error)
  })
  app.on('second-instance', () => mainWindow && focusWindow(mainWindow))
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', () => host?.close())
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit())
  void app.whenReady().then(open)
}

/** The window first: while its process compiles the page, this one has time to load the engine. */
function open(): void {
  hardenSession()
  const pageServed = serveApp(join(import.meta.dirname, '../renderer'))
  mainWindow = openMainWindow()
  mainWindow.on('closed', () => {
    mainWindow = null
  })
  // A page that cannot be loaded must not keep the bots from trading.
  const { webContents } = mainWindow
  const pageLoaded = new Promise<void>((done) => webContents.once('did-stop-loading', () => done()))
  const engine = Promise.race([pageServed, pageLoaded]).then(startEngine)
  registerRequests({
    origins: trustedOrigins(),
    answer: async (name, input) => (await engine).answer(name, input),
    warn: async (message) => (await engine).log.warn(message),
  })
}

async function startEngine(): Promise<EngineHost> {
  const { EngineHost: Host } = await import('./engine-host.ts')
  host = new Host({
    directory,
    version: app.getVersion(),
    observers: { publish: sendUpdate, listener: NO_LISTENER },
    chooseCandleFile,
    applyTheme: (theme) => {
      nativeTheme.themeSource = theme
    },
  })
  return host
}

function trustedOrigins(): readonly string[] {
  const url = developmentUrl()
  return url === undefined ? [APP_ORIGIN] : [APP_ORIGIN, new URL(url).origin]
}

function sendUpdate(update: EngineUpdate): void {
  if (mainWindow && !mainWindow.isDestroyed()) mainWindow.webContents.send(UPDATE_CHANNEL, update)
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
