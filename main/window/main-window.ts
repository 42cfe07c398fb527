import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { ownWindow } from './own-window.ts'
import { pageUrl } from './page-address.ts'

export function openMainWindow(): BrowserWindow {
  const preload = join(import.meta.dirname, '../preload/index.cjs')
  const size = { width: 1440, height: 900, minWidth: 1024, minHeight: 640 }
  const window = ownWindow({ title: 'Cryptobot', ...size }, preload)
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
