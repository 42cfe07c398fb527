import { join } from 'node:path'
import { BrowserWindow, nativeTheme } from 'electron'
import { pageUrl } from './page-address.ts'
import { BACKGROUND, pagePreferences } from './page-preferences.ts'

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
    webPreferences: pagePreferences(join(import.meta.dirname, '../preload/index.cjs')),
  })
  const show = (): void => {
    if (!window.isDestroyed()) window.show()
  }
  // Whichever comes first: a page that is resized before its first frame is never reported as ready.
  window.once('ready-to-show', show)
  window.webContents.once('did-stop-loading', show)
  void window.loadURL(pageUrl())
  return window
}

/** Brings the window to the front, wherever it was. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
