import { join } from 'node:path'
import { app, type BrowserWindow, dialog, Menu, nativeTheme } from 'electron'
import { UPDATE_CHANNEL } from '../app/contract/channels.ts'
import type { EngineUpdate } from '../app/contract/engine-view.ts'
import { NO_LISTENER } from '../app/engine/engine-listener.ts'
import { profileDirectory } from './cli/profile-directory.ts'
import { registerRequests } from './ipc/register-requests.ts'
import { requestHandlers } from './ipc/request-handlers.ts'
import { openLog } from './logging/open-log.ts'
import { Profile } from './profile.ts'
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

if (app.requestSingleInstanceLock()) run()
else app.quit()

function run(): void {
  const log = openLog(directory)
  const profile = new Profile(directory, { publish: sendUpdate, listener: NO_LISTENER })
  process.on('uncaughtException', (error) => log.error('an error that nobody caught', error))
  app.on('second-instance', () => mainWindow && focusWindow(mainWindow))
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', () => profile.close())
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit())
  void app.whenReady().then(() => openWindow(profile, log))
}

/** The window first, since it takes longest; the account opens while the page loads. */
function openWindow(profile: Profile, log: ReturnType<typeof openLog>): void {
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
  hardenSession()
  serveApp(join(import.meta.dirname, '../renderer'))
  registerRequests(handlersOf(profile), trustedOrigins(), log)
  mainWindow = openMainWindow(profile.theme())
  mainWindow.on('closed', () => {
    mainWindow = null
  })
  void profile.open()
}

function handlersOf(profile: Profile) {
  return requestHandlers({
    version: app.getVersion(),
    openProfile: () => profile.open(),
    chooseCandleFile,
    loadCatalog: async () => {
      const { CcxtCatalog } = await import('../app/exchanges/ccxt/exchange-catalog.ts')
      return new CcxtCatalog()
    },
    applyTheme: (theme) => {
      nativeTheme.themeSource = theme
    },
  })
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
