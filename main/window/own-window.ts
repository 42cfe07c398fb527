import { app, BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme } from 'electron'

type OwnWindowOptions = Omit<
  BrowserWindowConstructorOptions,
  'webPreferences' | 'show' | 'autoHideMenuBar' | 'backgroundColor'
>

/**
 * What every window of ours is: a page that has its own files and the functions of its preload script, and nothing else.
 * The preferences stand where the window is made, since `npm run security` looks for them there.
 */
export function ownWindow(options: OwnWindowOptions, preload: string): BrowserWindow {
  return new BrowserWindow({
    ...options,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: canvasColour(),
    webPreferences: {
      preload,
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
}

/** The canvas of the theme, shown until a page has drawn itself. */
export function canvasColour(): string {
  return nativeTheme.shouldUseDarkColors ? '#0e1116' : '#f6f7f9'
}
