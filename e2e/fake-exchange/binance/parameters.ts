import { type Amount, floorToDecimals, parseAmount } from '../matching/amount.ts'
import { illegalParameter, missingParameter, tooPreciseParameter } from './binance-errors.ts'

const DECIMALS_MAX = 8

/** What a client sent with a request, read the way Binance reads it. */
export function wantedText(parameters: URLSearchParams, name: string): string {
  const text = parameters.get(name)
  if (!text) throw missingParameter(name)
  return text
}

export function wholeNumber(parameters: URLSearchParams, name: string): number | undefined {
  const text = parameters.get(name)
  if (text === null) return undefined
  if (!/^\d+$/.test(text)) throw illegalParameter(name)
  return Number(text)
}

export function optionalAmount(parameters: URLSearchParams, name: string): Amount | undefined {
  const text = parameters.get(name)
  if (text === null) return undefined
  const value = parseAmount(text)
  if (value === undefined || value <= 0n) throw illegalParameter(name)
  if (floorToDecimals(value, DECIMALS_MAX) !== value) throw tooPreciseParameter(name)
  return value
}

export function wantedAmount(parameters: URLSearchParams, name: string): Amount {
  const value = optionalAmount(parameters, name)
  if (value === undefined) throw missingParameter(name)
  return value
}
