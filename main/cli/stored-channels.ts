import { DEFAULT_ALERT_SETTINGS } from '../../app/alerts/default-settings.ts'
import { alertSettings } from '../../app/contract/alert-settings.ts'
import type { AlertChannel } from '../../app/domain/alert-channel.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { readAlerts } from '../../app/storage/read-alerts.ts'
import { Misuse } from './usage.ts'

/** Read beside whoever writes them. */
export function storedChannels(directory: string): readonly AlertChannel[] {
  const path = new ProfilePaths(directory).alerts
  const settings = readAlerts(path, alertSettings, (found) => found.loadSettings())
  return (settings ?? DEFAULT_ALERT_SETTINGS).channels
}

/** By its name, or its id. */
export function findChannel(directory: string, wanted: string): AlertChannel {
  const channels = storedChannels(directory)
  const channel = channels.find(({ id, name }) => id === wanted || name === wanted)
  if (channel !== undefined) return channel
  const names = channels.map(({ name }) => `"${name}"`).join(', ')
  throw new Misuse(`There is no channel "${wanted}"; there is ${names || 'none'}.`)
}
