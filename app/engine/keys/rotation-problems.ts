import type { KeyRotation } from '../../contract/key-rotation.ts'
import type { Problem } from '../../domain/result.ts'

export const ALREADY_ROTATING: Problem = {
  code: 'key-rotating',
  message: 'A new key is taking the place of this one already.',
  action: 'Let that come to its end, or give it up, first.',
}

export const NOTHING_ROTATING: Problem = {
  code: 'key-not-rotating',
  message: 'No key of this exchange is being rotated.',
  action: 'Look at the keys in the settings, or with `cryptobot keys show`.',
}

export const NO_OLD_KEY: Problem = {
  code: 'key-missing',
  message: 'There is no key yet whose place a new one could take.',
  action: 'Add one first.',
}

export const SAME_KEY: Problem = {
  code: 'key-same',
  message: 'That is the key that is used already.',
  action: 'Make a new one at the exchange, and type that.',
}

export function oldKeyWorks({ exchangeId, oldEnding }: KeyRotation): Problem {
  return {
    code: 'old-key-works',
    message: `The old key …${oldEnding} still works at ${exchangeId}.`,
    action: 'Delete it at the exchange. Cryptobot looks every hour whether it is dead.',
  }
}

export function notReconciled(reason: string): Problem {
  return {
    code: 'rotation-not-reconciled',
    message: `The account was not reconciled with its new key: ${reason}`,
    action: 'No bot enters until it is; Cryptobot tries again every minute.',
  }
}

export function notStored(reason: string): Problem {
  return {
    code: 'rotation-not-stored',
    message: `The keys of the rotation could not be read or kept: ${reason}`,
    action: 'Unlock the keychain of this system. The rotation goes on from where it stopped.',
  }
}
