import { app } from 'electron'
import { APP_ORIGIN } from './app-scheme.ts'

/** The page that electron-vite serves while developing; never in a packaged app. */
export function developmentUrl(): string | undefined {
  return app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL
}

export function pageUrl(): string {
  return developmentUrl() ?? `${APP_ORIGIN}/index.html`
}

/** Whose requests are answered. */
export function trustedOrigins(): readonly string[] {
  const url = developmentUrl()
  return url === undefined ? [APP_ORIGIN] : [APP_ORIGIN, new URL(url).origin]
}
