const PATTERN = /^(-?)(\d+)(?:\.(\d+))?$/
const MINUS = '−'

export type Sign = 'positive' | 'negative' | 'zero'

/** Which way an amount points; decides its arrow and its colour. */
export function signOf(text: string): Sign {
  if (!/[1-9]/.test(text)) return 'zero'
  return text.startsWith('-') ? 'negative' : 'positive'
}

/** "10412.0791" → "10,412.08". Rounds half away from zero on the digits themselves, never through a float. */
export function formatDecimal(text: string, decimals: number): string {
  const match = PATTERN.exec(text)
  if (!match) return text
  const [, sign = '', whole = '', fraction = ''] = match
  const digits = roundDigits(whole, fraction, decimals)
  const split = digits.length - decimals
  const body = `${grouped(digits.slice(0, split))}${decimals > 0 ? `.${digits.slice(split)}` : ''}`
  return sign && /[1-9]/.test(digits) ? `${MINUS}${body}` : body
}

/** Like `formatDecimal`, with a plus where the amount is above zero. */
export function formatSignedDecimal(text: string, decimals: number): string {
  const body = formatDecimal(text, decimals)
  return signOf(text) === 'positive' && /[1-9]/.test(body) ? `+${body}` : body
}

/** Quantities show what is there, up to eight decimals, without trailing zeros. */
export function formatQuantity(text: string): string {
  const body = formatDecimal(text, 8)
  return body.includes('.') ? body.replace(/\.?0+$/, '') : body
}

/** Currencies that people count in cents; all others show eight decimals. */
const CENT_CURRENCIES = new Set([
  'USD',
  'EUR',
  'GBP',
  'CHF',
  'USDT',
  'USDC',
  'DAI',
  'FDUSD',
  'TUSD',
])

export function moneyDecimals(currency: string): number {
  return CENT_CURRENCIES.has(currency) ? 2 : 8
}

export function formatMoney(text: string, currency: string): string {
  return formatDecimal(text, moneyDecimals(currency))
}

export function formatSignedMoney(text: string, currency: string): string {
  return formatSignedDecimal(text, moneyDecimals(currency))
}

function roundDigits(whole: string, fraction: string, decimals: number): string {
  const padded = fraction.padEnd(decimals + 1, '0')
  const kept = BigInt(whole + padded.slice(0, decimals))
  const roundsUp = padded.charAt(decimals) >= '5'
  return (roundsUp ? kept + 1n : kept).toString().padStart(decimals + 1, '0')
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',')
}
