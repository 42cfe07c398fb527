import { app, type Session, session } from 'electron'
import { mayNavigate } from './help-address.ts'

/** Denies what a window that only shows our own files never needs. */
export function hardenSession(): void {
  denyPermissions(session.defaultSession)
  session.defaultSession.setSpellCheckerEnabled(false)
  session.defaultSession.on('will-download', (event) => event.preventDefault())
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      if (!mayNavigate(contents.getURL(), event.url)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** Electron grants whatever is not refused. */
function denyPermissions(of: Session): void {
  of.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  of.setPermissionCheckHandler(() => false)
  of.setDevicePermissionHandler(() => false)
}
