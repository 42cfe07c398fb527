import { type Amount, parseAmount } from '../matching/amount.ts'
import { isRecord, parseJson } from '../server/parse-json.ts'
import type { WireRequest } from '../server/wire-request.ts'
import { badParameter, emptyParameter, invalidParameter } from './bybit-errors.ts'

/** What a request asks for by name: in its query, or in a body of JSON. */
export class Fields {
  readonly #values: ReadonlyMap<string, string>

  constructor(values: Iterable<readonly [string, string]>) {
    this.#values = new Map([...values].filter(([, value]) => value !== ''))
  }

  get(name: string): string | undefined {
    return this.#values.get(name)
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  wanted(name: string): string {
    const value = this.get(name)
    if (value === undefined) throw emptyParameter(name)
    return value
  }

  amount(name: string): Amount | undefined {
    const text = this.get(name)
    if (text === undefined) return undefined
    const value = parseAmount(text)
    if (value === undefined || value <= 0n) throw invalidParameter(name)
    return value
  }

  wantedAmount(name: string): Amount {
    const value = this.amount(name)
    if (value === undefined) throw emptyParameter(name)
    return value
  }

  wholeNumber(name: string): number | undefined {
    const text = this.get(name)
    if (text === undefined) return undefined
    if (!/^\d+$/.test(text)) throw badParameter(`${name} is not a whole number`)
    return Number(text)
  }

  /** One of the words of a table. */
  choice<Value>(name: string, table: Readonly<Record<string, Value>>): Value | undefined {
    const text = this.get(name)
    return text !== undefined && Object.hasOwn(table, text) ? table[text] : undefined
  }
}

export function fieldsOf({ method, url, body }: WireRequest): Fields {
  if (method === 'GET') return new Fields(url.searchParams)
  const values = parseJson(body)
  if (!isRecord(values)) throw badParameter('The body is not a JSON object.')
  const texts = Object.entries(values).map(([name, value]) => [name, String(value ?? '')] as const)
  return new Fields(texts)
}

/** Only spot is traded here. */
export function checkCategory(fields: Fields): void {
  const category = fields.get('category')
  if (category === 'spot') return
  throw badParameter(category === undefined ? 'category is empty' : 'Illegal category')
}
