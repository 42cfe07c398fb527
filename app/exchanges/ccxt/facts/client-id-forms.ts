import { createHash } from 'node:crypto'
import type { ClientIdFacts } from '../exchange-facts.ts'

type Form = Pick<ClientIdFacts, 'toExchange' | 'fromExchange'>

/** With the tag of its account between, where that has one. */
const OURS = /^cb[a-z0-9]{0,4}-[A-Za-z0-9-]{1,25}$/

/** For exchanges that take our ids as they are. */
export const plainForm: Form = { toExchange: (id) => id, fromExchange: oursOrNull }

/** For exchanges that show a prefix which they, or ccxt, put in front. */
export function prefixedForm(prefix: string): Form {
  return {
    toExchange: (id) => prefix + id,
    fromExchange: (text) =>
      text.startsWith(prefix) ? oursOrNull(text.slice(prefix.length)) : null,
  }
}

/**
 * Letters and digits only: "Z" starts an escape. An id with so many dashes that it gets too long is hashed, and starts
 * with "Zh", which no escape does.
 */
export function alphanumericForm(lengthMax: number): Form {
  return {
    toExchange(id) {
      const escaped = id.replaceAll('Z', 'Zz').replaceAll('-', 'Zd')
      return escaped.length <= lengthMax ? escaped : `Zh${digest(id).slice(0, lengthMax - 2)}`
    },
    fromExchange(text) {
      if (!/^(?:[A-Ya-z0-9]|Z[zd])+$/.test(text)) return null
      return oursOrNull(text.replaceAll('Zd', '-').replaceAll('Zz', 'Z'))
    },
  }
}

/** For exchanges that take a UUID: 32 hexadecimal digits of our id's hash. */
export const hashedForm: Form = {
  toExchange: (id) => digest(id).slice(0, 32),
  fromExchange: () => null,
}

function digest(id: string): string {
  return createHash('sha256').update(id).digest('hex')
}

function oursOrNull(text: string): string | null {
  return OURS.test(text) ? text : null
}
