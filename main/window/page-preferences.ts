import { app, type WebPreferences } from 'electron'

/** What every window of ours is: a page that has its own files and the functions of its preload script, and nothing else. */
export function pagePreferences(preload: string): WebPreferences {
  return {
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
  }
}

/** The canvas of the two themes, shown until a page has drawn itself. */
export const BACKGROUND = { dark: '#0e1116', light: '#f6f7f9' } as const
