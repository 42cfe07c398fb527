import { parseArgs } from 'node:util'
import type { ControlAnswer, KeyRequest } from '../../app/contract/control.ts'
import type { KeyRotation } from '../../app/contract/key-rotation.ts'
import {
  endingOf,
  type KeyPlace,
  keyMode,
  type TypedKeys,
  typedKeys,
} from '../../app/contract/keys.ts'
import { exchangeId } from '../../app/contract/values.ts'
import { refusedByAccess } from '../control/access.ts'
import { changeKeys } from '../control/change-keys.ts'
import { refusedByLock } from '../control/refused-by-lock.ts'
import { KeyRing } from '../vault/key-ring.ts'
import { askOrDo } from './account-for-a-call.ts'
import { type AccountChoice, modeOf, profileOf } from './account-options.ts'
import { askLines } from './ask-lines.ts'
import { cliSecrets } from './cli-secrets.ts'
import { withOwnWorkspace } from './own-workspace.ts'
import { print, printProblem } from './print.ts'
import { EXIT, Misuse } from './usage.ts'

const OPTIONS = {
  profile: { type: 'string' },
  mode: { type: 'string' },
  exchange: { type: 'string' },
  'exchange-url': { type: 'string' },
  'accept-withdrawals': { type: 'string' },
} as const

const ACTIONS = 'show, add, remove, rotate, go-on or give-up'
const REFUSALS: readonly string[] = [
  'key-may-withdraw',
  'view-only',
  'passphrase-needed',
  'wrong-passphrase',
]

/** `cryptobot keys`: what is known of an API key in the keychain; `add` and `remove` it. */
export async function keys(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: OPTIONS,
  })
  const [action = 'show', ...more] = positionals
  if (more.length > 0) throw new Misuse(`Unexpected argument "${more[0]}".`)
  const place = placeOf(values)
  const directory = profileOf(values)
  if (action === 'show') return show(directory, place)
  if (action === 'remove') return ask(directory, { kind: 'remove-keys', ...place })
  if (action === 'give-up') return ask(directory, { kind: 'give-up-rotation', ...place })
  const baseUrl = values['exchange-url'] ?? null
  const words = values['accept-withdrawals'] ?? ''
  switch (action) {
    case 'add':
      return ask(directory, { kind: 'add-keys', ...place, typed: await readKeys(words), baseUrl })
    case 'rotate':
      return ask(directory, {
        ...{ kind: 'rotate-keys', ...place, typed: await readKeys(words), baseUrl },
      })
    case 'go-on':
      return ask(directory, { kind: 'rotate-keys', ...place, typed: null, baseUrl })
    default:
      throw new Misuse(`There is no "keys ${action}": say ${ACTIONS}.`)
  }
}

function placeOf(choice: AccountChoice): KeyPlace {
  const mode = keyMode.safeParse(modeOf(choice))
  if (!mode.success) {
    throw new Misuse('Only testnet and live have keys: --mode must be one of them.')
  }
  if (choice.exchange === undefined) throw new Misuse('--exchange is missing.')
  const exchange = exchangeId.safeParse(choice.exchange)
  if (exchange.success) return { mode: mode.data, exchangeId: exchange.data }
  throw new Misuse(`The exchange ${exchange.error.issues[0]?.message}.`)
}

/** Never as arguments: those can be read by every process of the machine. */
async function readKeys(words: string): Promise<TypedKeys> {
  const [apiKey = '', secret = '', passphrase = ''] = await askLines([
    'API key: ',
    'Secret: ',
    'Passphrase (empty where there is none): ',
  ])
  const typed = typedKeys.safeParse({ apiKey, secret, passphrase: passphrase || null, words })
  if (typed.success) return typed.data
  throw new Misuse('Type the API key on the first line, and its secret on the second.')
}

async function ask(directory: string, request: KeyRequest): Promise<number> {
  const answer = await askOrDo(directory, request, (passphrase) =>
    withOwnWorkspace(directory, async (workspace, lock): Promise<ControlAnswer> => {
      const asking = { lock, isLive: request.mode === 'live', passphrase }
      const refused = refusedByAccess(workspace, request) ?? (await refusedByLock(request, asking))
      return refused ?? (await changeKeys(workspace, request))
    }),
  )
  if (!answer.ok) {
    printProblem(answer.problem)
    return REFUSALS.includes(answer.problem.code) ? EXIT.refused : EXIT.failed
  }
  print(answer.outcome)
  const rotation = answer.outcome.kind === 'rotation' ? answer.outcome.rotation : null
  process.stderr.write(`${rotation === null ? DONE[request.kind] : rotationText(rotation)}\n`)
  return rotation === null ? EXIT.done : EXIT.failed
}

const DONE: Readonly<Record<KeyRequest['kind'], string>> = {
  'add-keys': 'The keys are kept.',
  'remove-keys': 'The keys are removed.',
  'rotate-keys': 'The new keys are used, and the exchange refuses the old ones.',
  'give-up-rotation': 'The rotation is given up.',
}

function rotationText({ step, problem }: KeyRotation): string {
  return `The rotation waits (${step}): ${problem?.message ?? ''} ${problem?.action ?? ''} Then say \`cryptobot keys go-on\`.`
}

async function show(directory: string, { mode, exchangeId: exchange }: KeyPlace): Promise<number> {
  const found = await new KeyRing(cliSecrets(directory)).keysFor(mode, exchange)
  if (!found.ok) {
    process.stderr.write(`${found.error}\n`)
    return EXIT.failed
  }
  const apiKey = found.value === null ? null : `…${endingOf(found.value.apiKey)}`
  print({ mode, exchange, apiKey })
  return EXIT.done
}
