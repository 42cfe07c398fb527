import { parseArgs } from 'node:util'
import { sendMessage } from '../../app/alerts/send-message.ts'
import { testMessage } from '../../app/alerts/test-message.ts'
import { alertSettings } from '../../app/contract/alert-settings.ts'
import { deliveryView } from '../../app/engine/alerts/alerts-view.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { readAlerts } from '../../app/storage/read-alerts.ts'
import { profileOf } from './account-options.ts'
import { alertChannelCommand } from './alert-channel.ts'
import { cliSecrets } from './cli-secrets.ts'
import { printTable } from './print-table.ts'
import { findChannel } from './stored-channels.ts'
import { EXIT, Misuse } from './usage.ts'

const DELIVERIES_SHOWN = 200

/** `cryptobot alerts`: what was told to whom, also while an engine runs; `alerts test CHANNEL` tries a channel. */
export async function alerts(args: readonly string[]): Promise<number> {
  if (args[0] === 'channel') return alertChannelCommand(args.slice(1))
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { profile: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const directory = profileOf(values)
  const [action, channel, ...more] = positionals
  if (action === undefined) return list(directory, values.json)
  if (action === 'test' && channel !== undefined && more.length === 0) {
    return tryChannel(directory, channel)
  }
  throw new Misuse('Say `alerts`, `alerts test CHANNEL`, or `alerts channel add|remove NAME`.')
}

function list(directory: string, asJson: boolean): number {
  const read = readAlerts(new ProfilePaths(directory).alerts, alertSettings, (found) =>
    found.loadDeliveries(DELIVERIES_SHOWN),
  )
  const deliveries = (read ?? []).map(deliveryView).toReversed()
  if (asJson) process.stdout.write(`${JSON.stringify(deliveries, null, 2)}\n`)
  else {
    printTable(
      deliveries.map(({ time, code, channelId, state, attempts, title, trouble }) => ({
        ...{ time, code, channel: channelId, state, attempts, title },
        trouble: trouble || null,
      })),
    )
  }
  return EXIT.done
}

/** Prints what the provider answers, and ends well only if it took the message. */
async function tryChannel(directory: string, wanted: string): Promise<number> {
  const channel = findChannel(directory, wanted)
  const secrets = cliSecrets(directory)
  const now = () => systemClock.now()
  const sent = await sendMessage({ secrets, desktop: null, now }, channel, testMessage(channel))
  process.stdout.write(`${sent.answer}\n`)
  return sent.kind === 'delivered' ? EXIT.done : EXIT.failed
}
