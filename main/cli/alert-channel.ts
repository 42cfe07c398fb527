import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { type AlertChannel, alertChannel } from '../../app/contract/alert-settings.ts'
import type { ChannelRequest } from '../../app/contract/control.ts'
import { needsSecret } from '../../app/domain/alert-channel.ts'
import { openAlerts } from '../../app/engine/alerts/open-alerts.ts'
import { NO_LISTENER } from '../../app/engine/engine-listener.ts'
import { Workspace } from '../../app/engine/session/workspace.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { NO_KEYS } from '../../app/ports/key-source.ts'
import { refusedByAccess } from '../control/access.ts'
import { changeChannels } from '../control/change-channels.ts'
import { refusedByLock } from '../control/refused-by-lock.ts'
import { documentsOf } from '../lock/documents-of.ts'
import { askOrDo } from './account-for-a-call.ts'
import { profileOf } from './account-options.ts'
import { askLines } from './ask-lines.ts'
import { cliSecrets } from './cli-secrets.ts'
import { print, printProblem } from './print.ts'
import { profileLock } from './profile-lock.ts'
import { findChannel, storedChannels } from './stored-channels.ts'
import { EXIT, Misuse } from './usage.ts'

const TEXT = { type: 'string' } as const
const OPTIONS = {
  ...{ profile: TEXT, kind: TEXT, 'chat-id': TEXT, 'api-url': TEXT, url: TEXT },
  ...{ host: TEXT, port: TEXT, security: TEXT, user: TEXT, from: TEXT, to: TEXT },
}
type Options = Readonly<Partial<Record<keyof typeof OPTIONS, string>>>

const SECRET = 'CRYPTOBOT_ALERT_SECRET'
const TELEGRAM = 'https://api.telegram.org'

/** `cryptobot alerts channel add NAME …` and `… remove NAME`, also while an engine runs. */
export async function alertChannelCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: OPTIONS,
  })
  const directory = profileOf(values)
  const [action, name, ...more] = positionals
  if (name === undefined || more.length > 0 || (action !== 'add' && action !== 'remove')) {
    throw new Misuse('Say `alerts channel add NAME --kind KIND`, or `alerts channel remove NAME`.')
  }
  if (action === 'add') return change(directory, await addition(directory, name, values))
  const { id: channelId } = findChannel(directory, name)
  return change(directory, { kind: 'remove-channel', channelId })
}

async function addition(
  directory: string,
  name: string,
  options: Options,
): Promise<ChannelRequest> {
  if (storedChannels(directory).some((channel) => channel.name === name)) {
    throw new Misuse(
      `There is a channel "${name}" already: remove it first, or choose another name.`,
    )
  }
  const channel = channelFrom(name, options)
  const secret = needsSecret(channel) ? await typedSecret() : null
  return { kind: 'save-channel', channel, secret }
}

function channelFrom(name: string, options: Options): AlertChannel {
  const { kind, url, host, security, user = '', from, to } = options
  const { 'chat-id': chatId, 'api-url': apiUrl = TELEGRAM, port } = options
  const server = { host, port: Number(port), security, user, from, to }
  const parsed = alertChannel.safeParse({
    ...{ id: randomUUID().slice(0, 8), name, kind, url, chatId, apiUrl },
    ...server,
  })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Misuse(`${OPTION_OF[String(issue?.path[0])] ?? 'The channel'}: ${issue?.message}.`)
}

const OPTION_OF: Readonly<Record<string, string>> = {
  ...{ kind: '--kind', url: '--url', chatId: '--chat-id', apiUrl: '--api-url', host: '--host' },
  ...{ port: '--port', security: '--security', user: '--user', from: '--from', to: '--to' },
  name: 'The name',
}

/** Never as an argument: those can be read by every process of the machine. */
async function typedSecret(): Promise<string> {
  const given = process.env[SECRET]
  delete process.env[SECRET]
  const [typed = ''] = given === undefined ? await askLines(['Secret: ']) : [given.trim()]
  if (typed === '') throw new Misuse(`Type the secret on a line, or put it into ${SECRET}.`)
  return typed
}

async function change(directory: string, request: ChannelRequest): Promise<number> {
  const answer = await askOrDo(directory, request, (passphrase) =>
    changeHere(directory, request, passphrase),
  )
  if (answer.ok) print(answer.outcome)
  else printProblem(answer.problem)
  return answer.ok ? EXIT.done : EXIT.failed
}

async function changeHere(directory: string, request: ChannelRequest, passphrase: string | null) {
  const report = (error: unknown) => process.stderr.write(`alerts do not work: ${String(error)}\n`)
  const secrets = cliSecrets(directory)
  const workspace = new Workspace({
    directory,
    clock: systemClock,
    keys: NO_KEYS,
    observers: { publish: () => undefined, listener: NO_LISTENER },
    openAlerts: (audit) =>
      openAlerts({ directory, secrets, audit, desktop: null, clock: systemClock, report }),
  })
  try {
    const lock = profileLock(documentsOf(workspace), secrets)
    return (
      refusedByAccess(workspace, request) ??
      (await refusedByLock(request, { lock, isLive: false, passphrase })) ??
      (await changeChannels(workspace.alerts(), request))
    )
  } finally {
    workspace.close()
  }
}
