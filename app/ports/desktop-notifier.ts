import type { Result } from '../domain/result.ts'

/** The notifications of the desktop. The failure says, for people, why nothing was shown. */
export interface DesktopNotifier {
  show(title: string, text: string): Promise<Result<null, string>>
}
