import { parseArgs } from 'node:util'
import { exchangeId } from '../../app/contract/values.ts'
import type { ExchangeKeys } from '../../app/ports/key-source.ts'
import { KeyRing } from '../vault/key-ring.ts'
import { Keychain, serviceOf } from '../vault/keychain.ts'
import { type AccountChoice, modeOf, profileOf } from './account-options.ts'
import { askLines } from './ask-lines.ts'
import { print } from './print.ts'
import { EXIT, Misuse } from './usage.ts'
import { refuseIfViewOnly } from './view-only.ts'

const SHOWN_CHARACTERS = 4

interface Place {
  readonly mode: 'testnet' | 'live'
  readonly exchange: string
}

/** `cryptobot keys`: whether there are API keys in the keychain; `add` and `remove` them. */
export async function keys(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      profile: { type: 'string' },
      mode: { type: 'string' },
      exchange: { type: 'string' },
    },
  })
  const [action = 'show', ...more] = positionals
  if (more.length > 0) throw new Misuse(`Unexpected argument "${more[0]}".`)
  const place = placeOf(values)
  const directory = profileOf(values)
  const ring = new KeyRing(new Keychain(serviceOf(directory)))
  if (action === 'show') return show(ring, place)
  refuseIfViewOnly(directory)
  if (action === 'remove') return done(await ring.remove(place.mode, place.exchange), 'removed')
  if (action !== 'add') throw new Misuse(`There is no "keys ${action}": say add, remove or show.`)
  return done(await ring.save(place.mode, place.exchange, await typedKeys()), 'kept')
}

function placeOf(choice: AccountChoice): Place {
  const mode = modeOf(choice)
  if (mode !== 'testnet' && mode !== 'live') {
    throw new Misuse('Only testnet and live have keys: --mode must be one of them.')
  }
  if (choice.exchange === undefined) throw new Misuse('--exchange is missing.')
  const exchange = exchangeId.safeParse(choice.exchange)
  if (exchange.success) return { mode, exchange: exchange.data }
  throw new Misuse(`The exchange ${exchange.error.issues[0]?.message}.`)
}

/** Never as arguments: those can be read by every process of the machine. */
async function typedKeys(): Promise<ExchangeKeys> {
  const [apiKey = '', secret = '', passphrase = ''] = await askLines([
    'API key: ',
    'Secret: ',
    'Passphrase (empty where there is none): ',
  ])
  if (apiKey === '' || secret === '') {
    throw new Misuse('Type the API key on the first line, and its secret on the second.')
  }
  return { apiKey, secret, passphrase: passphrase === '' ? undefined : passphrase }
}

async function show(ring: KeyRing, { mode, exchange }: Place): Promise<number> {
  const found = await ring.keysFor(mode, exchange)
  if (!found.ok) return failed(found.error)
  const apiKey = found.value === null ? null : `…${found.value.apiKey.slice(-SHOWN_CHARACTERS)}`
  print({ mode, exchange, apiKey })
  return EXIT.done
}

function done(
  result: { readonly ok: true } | { readonly ok: false; readonly error: string },
  what: string,
): number {
  if (!result.ok) return failed(result.error)
  process.stderr.write(`The keys are ${what}.\n`)
  return EXIT.done
}

function failed(reason: string): number {
  process.stderr.write(`${reason}\n`)
  return EXIT.failed
}
