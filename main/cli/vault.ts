import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { PASSPHRASE_LENGTH_MAX, PASSPHRASE_LENGTH_MIN } from '../../app/contract/lock.ts'
import { Keychain, serviceOf } from '../vault/keychain.ts'
import { hasVault, VaultFile, vaultPath } from '../vault/vault-file.ts'
import { profileOf } from './account-options.ts'
import { askLines } from './ask-lines.ts'
import { withOwnWorkspace } from './own-workspace.ts'
import { print } from './print.ts'
import { EXIT, Misuse } from './usage.ts'
import { refuseIfViewOnly } from './view-only.ts'

/** `cryptobot vault`: where the secrets of the profile are; `create` and `passphrase` for systems without a keychain. */
export async function vault(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { profile: { type: 'string' } },
  })
  const [action = 'show', ...more] = positionals
  if (more.length > 0) throw new Misuse(`Unexpected argument "${more[0]}".`)
  const directory = profileOf(values)
  switch (action) {
    case 'show':
      return show(directory)
    case 'create':
      return create(directory)
    case 'passphrase':
      return changePassphrase(directory)
    default:
      throw new Misuse(`There is no "vault ${action}": say show, create or passphrase.`)
  }
}

/** "No keychain" and "one that is locked" are told apart from one that works and has nothing. */
async function show(directory: string): Promise<number> {
  if (hasVault(directory)) {
    print({ secrets: 'vault', path: vaultPath(directory) })
    return EXIT.done
  }
  const trouble = await keychainTrouble(directory)
  print({ secrets: 'keychain', trouble: trouble ?? null })
  return trouble === undefined ? EXIT.done : EXIT.failed
}

/** Only where the keychain cannot be used: what is in two places is forgotten in one of them. */
async function create(directory: string): Promise<number> {
  if (hasVault(directory)) throw new Misuse(`There is a vault already: ${vaultPath(directory)}.`)
  refuseIfViewOnly(directory)
  if ((await keychainTrouble(directory)) === undefined) {
    throw new Misuse(
      'The keychain of this system works, and keys are kept there: no vault is needed.',
    )
  }
  const passphrase = await newPassphrase()
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  // Nobody else has the profile meanwhile, or would go on looking into the keychain.
  return withOwnWorkspace(directory, async (workspace) => {
    await VaultFile.create(directory, passphrase)
    workspace.record({ ...BY, action: 'vault made', detail: 'keys are kept in it from now on' })
    return told(
      'The vault is made, and secrets are kept in it from now on. Nobody can open it without the passphrase.',
    )
  })
}

async function changePassphrase(directory: string): Promise<number> {
  if (!hasVault(directory))
    throw new Misuse('There is no vault: `cryptobot vault create` makes one.')
  refuseIfViewOnly(directory)
  const [old = '', ...typed] = await askLines([
    'Passphrase: ',
    'New passphrase: ',
    'The new one once more: ',
  ])
  const passphrase = checkedPassphrase(typed)
  return withOwnWorkspace(directory, async (workspace) => {
    const file = new VaultFile(directory)
    const unlocked = await file.unlock(old)
    if (!unlocked.ok) return failed(unlocked.error)
    if (unlocked.value === 'wrong-passphrase') {
      return failed('That is not the passphrase of the vault, or its file was altered.')
    }
    const changed = await file.changePassphrase(passphrase)
    if (!changed.ok) return failed(changed.error)
    workspace.record({ ...BY, action: 'passphrase changed', detail: 'the vault is sealed anew' })
    return told('The vault has its new passphrase.')
  })
}

const BY = { actor: 'command-line', subject: 'vault' } as const

async function newPassphrase(): Promise<string> {
  return checkedPassphrase(await askLines(['Passphrase: ', 'The same once more: ']))
}

function checkedPassphrase([passphrase = '', again = '']: readonly string[]): string {
  if (passphrase.length < PASSPHRASE_LENGTH_MIN) {
    throw new Misuse(
      `A passphrase has ${PASSPHRASE_LENGTH_MIN} characters or more: take four words.`,
    )
  }
  if (passphrase.length > PASSPHRASE_LENGTH_MAX) {
    throw new Misuse(`A passphrase has ${PASSPHRASE_LENGTH_MAX} characters at most.`)
  }
  if (passphrase !== again) throw new Misuse('The two are not the same.')
  return passphrase
}

/** Why the keychain cannot be used, or nothing where it can. */
async function keychainTrouble(directory: string): Promise<string | undefined> {
  const keychain = new Keychain(serviceOf(directory))
  const answer = await keychain.load('canary')
  return answer.ok ? undefined : answer.error
}

function told(text: string): number {
  process.stderr.write(`${text}\n`)
  return EXIT.done
}

function failed(reason: string): number {
  process.stderr.write(`${reason}\n`)
  return EXIT.failed
}
