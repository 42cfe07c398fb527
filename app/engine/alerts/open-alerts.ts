import { AlertDesk } from '../../alerts/alert-desk.ts'
import { alertSettings } from '../../contract/alert-settings.ts'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { Clock } from '../../ports/clock.ts'
import type { DesktopNotifier } from '../../ports/desktop-notifier.ts'
import type { SecretStore } from '../../ports/secret-store.ts'
import { ProfilePaths } from '../../storage/profile-paths.ts'
import { SqliteAlertStore } from '../../storage/sqlite-alert-store.ts'
import { problemOf } from '../problem-of.ts'

export interface AlertWishes {
  readonly directory: string
  readonly secrets: SecretStore
  readonly audit: AuditLog
  /** Null where there is no window. */
  readonly desktop: DesktopNotifier | null
  readonly clock: Clock
  readonly report: (error: unknown) => void
}

/** The alerts of a profile. That they cannot be opened is no reason not to trade. */
export function openAlerts(wishes: AlertWishes): Result<AlertDesk, Problem> {
  try {
    const store = new SqliteAlertStore(new ProfilePaths(wishes.directory).alerts, alertSettings)
    return success(openDesk(store, wishes))
  } catch (error) {
    wishes.report(error)
    return failure(problemOf(error))
  }
}

function openDesk(store: SqliteAlertStore, wishes: AlertWishes): AlertDesk {
  try {
    return new AlertDesk({ ...wishes, store })
  } catch (error) {
    store.close()
    throw error
  }
}
