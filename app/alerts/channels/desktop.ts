import type { DesktopNotifier } from '../../ports/desktop-notifier.ts'
import type { Message } from '../compose-message.ts'
import { delivered, failed, failedForGood, type Sent } from './sent.ts'

/** `notifier` is null where Cryptobot runs without a window. */
export async function sendDesktop(
  notifier: DesktopNotifier | null,
  { title, text }: Message,
): Promise<Sent> {
  if (notifier === null) {
    return failedForGood(
      'Notifications on this computer need the window, and Cryptobot runs without.',
    )
  }
  const shown = await notifier.show(title, text)
  return shown.ok ? delivered('It was shown on this computer.') : failed(shown.error)
}
