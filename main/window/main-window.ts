import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme } from 'electron'
import { APP_ORIGIN } from './app-scheme.ts'

/** The canvas of the two themes, shown until the page has drawn itself. */
const BACKGROUND = { dark: '#0e1116', light: '#f6f7f9' } as const

/** The page that electron-vite serves while developing; never in a packaged app. */
export function developmentUrl(): string | undefined {
  return app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL
}

export function openMainWindow(): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Cryptobot',
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      disableBlinkFeatures: 'Auxclick',
      // Our few scripts are always the same: compiling them once is enough.
      v8CacheOptions: 'bypassHeatCheckAndEagerCompile',
    },
  })
  const show = (): void => {
    if (!window.isDestroyed()) window.show()
  }
  // Whichever comes first: a page that is resized before its first frame is never reported as ready.
  window.once('ready-to-show', show)
  window.webContents.once('did-stop-loading', show)
  void window.loadURL(developmentUrl() ?? `${APP_ORIGIN}/index.html`)
  return window
}

/** Brings the window to the front, wherever it was. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
