import { join } from 'node:path'
import { app, type BrowserWindow, dialog, Menu, nativeTheme } from 'electron'
import { UPDATE_CHANNEL } from '../app/contract/channels.ts'
import type { EngineUpdate } from '../app/contract/engine-view.ts'
import { NO_LISTENER } from '../app/engine/engine-listener.ts'
import { profileDirectory } from './cli/profile-directory.ts'
import type { EngineHost } from './engine-host.ts'
import { registerRequests } from './ipc/register-requests.ts'
import { openLog } from './logging/open-log.ts'
import { APP_ORIGIN, registerAppScheme, serveApp } from './window/app-scheme.ts'
import { hardenSession } from './window/harden-session.ts'
import { developmentUrl, focusWindow, openMainWindow } from './window/main-window.ts'

const directory = profileDirectory(process.argv, app.getPath('userData'))
app.setPath('userData', directory)
app.setPath('sessionData', join(directory, 'window'))
// Root cannot have the sandbox, which happens only when started from source.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerAppScheme()

const log = openLog(directory)
let mainWindow: BrowserWindow | null = null
let host: EngineHost | null = null

if (app.requestSingleInstanceLock()) run()
else app.quit()

function run(): void {
  process.on('uncaughtException', (error) => log.error('an error that nobody caught', error))
  app.on('second-instance', () => mainWindow && focusWindow(mainWindow))
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', () => host?.close())
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit())
  void app.whenReady().then(open)
}

/** The window first, since its process takes a while to start; the engine loads meanwhile. */
function open(): void {
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
  hardenSession()
  serveApp(join(import.meta.dirname, '../renderer'))
  mainWindow = openMainWindow()
  mainWindow.on('closed', () => {
    mainWindow = null
  })
  const engine = startEngine()
  registerRequests({
    origins: trustedOrigins(),
    answer: async (name, input) => (await engine).answer(name, input),
    warn: (message) => log.warn(message),
  })
}

async function startEngine(): Promise<EngineHost> {
  const { EngineHost: Host } = await import('./engine-host.ts')
  host = new Host({
    directory,
    version: app.getVersion(),
    observers: { publish: sendUpdate, listener: NO_LISTENER },
    log,
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
