import { Notification } from 'electron'
import { failure, type Result, success } from '../../app/domain/result.ts'
import type { DesktopNotifier } from '../../app/ports/desktop-notifier.ts'

/** What the desktop does not confirm by then it has not shown. */
const SHOWN_MS_MAX = 5_000
const NOT_SHOWN = 'The desktop did not show the notification.'

/** Notifications of the desktop, by Electron. */
export const desktopNotifier: DesktopNotifier = {
  show(title, body) {
    if (!Notification.isSupported()) {
      return Promise.resolve(failure('This desktop has no notifications.'))
    }
    const notification = new Notification({ title, body })
    return new Promise<Result<null, string>>((resolve) => {
      const timer = setTimeout(() => {
        notification.close()
        resolve(failure(NOT_SHOWN))
      }, SHOWN_MS_MAX)
      const settle = (result: Result<null, string>) => {
        clearTimeout(timer)
        resolve(result)
      }
      notification.once('show', () => settle(success(null)))
      notification.once('failed', (_, reason) => settle(failure(`${NOT_SHOWN} ${reason}`)))
      notification.show()
    })
  },
}
