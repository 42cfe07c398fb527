import type { KeyPlace } from '../../contract/keys.ts'

export function isOf(one: KeyPlace, { mode, exchangeId }: KeyPlace): boolean {
  return one.mode === mode && one.exchangeId === exchangeId
}
