const HIDDEN = '•••'
/** Shorter texts are no keys, and would be found inside ordinary words. */
const SECRET_LENGTH_MIN = 6
/** How much of an exchange's answer is worth keeping. */
const EXCERPT_LENGTH_MAX = 600

/** A name that belongs to a secret, up to its value: in addresses, headers and JSON. */
const NAMED =
  /((?:api[-_]?key|api[-_]?sign|access[-_]?(?:key|sign|passphrase)|secret|pass(?:word|phrase)|signature|sign|listenkey|token|authorization|x-mbx-apikey)["']?\s*[=:]\s*["']?)(?:Bearer\s+)?[^"'&\s,}]+/gi
const BEARER = /Bearer\s+[\w.~+/=-]+/gi
const JSON_WEB_TOKEN = /eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g

/** Hides keys and signatures: those we know, and whatever stands where one usually does. */
export function redact(text: string, secrets: readonly string[]): string {
  const known = secrets
    .filter((secret) => secret.length >= SECRET_LENGTH_MIN)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, secret) => left.replaceAll(secret, HIDDEN), text)
  return known
    .replace(BEARER, `Bearer ${HIDDEN}`)
    .replace(JSON_WEB_TOKEN, HIDDEN)
    .replace(NAMED, `$1${HIDDEN}`)
}

/** A key stands in its address: of Telegram's bots, of Discord's and Slack's webhooks, before a host. */
const ADDRESSES: readonly (readonly [RegExp, string])[] = [
  [/(\/bot\d+:)[\w-]+/g, `$1${HIDDEN}`],
  [/(hooks\.slack\.com\/|discord(?:app)?\.com\/api\/webhooks\/)[^\s"'<>]+/gi, `$1${HIDDEN}`],
  [/(\w:\/\/)[^\s/@:]*:[^\s/@]+@/g, `$1${HIDDEN}@`],
]
const PRIVATE_KEY = /-----BEGIN [^-]*PRIVATE KEY-----[\s\S]*?(?:-----END [^-]*PRIVATE KEY-----|$)/g
/** Nobody's words: letters and digits mixed, in one piece. */
const LOOKS_LIKE_KEY = /\b(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9]{32,}\b/g

/** Hides what may be a secret in a text that anybody may have written, such as the error of a user's own strategy. */
export function redactUnknown(text: string): string {
  const withoutAddresses = ADDRESSES.reduce(
    (left, [address, hidden]) => left.replace(address, hidden),
    text.replace(PRIVATE_KEY, HIDDEN),
  )
  return redact(withoutAddresses, []).replace(LOOKS_LIKE_KEY, HIDDEN)
}

/** What an exchange sent, short and without secrets, for the log. */
export function excerpt(value: unknown, secrets: readonly string[]): string {
  const text = redact(typeof value === 'string' ? value : jsonOf(value), secrets)
  return text.length <= EXCERPT_LENGTH_MAX ? text : `${text.slice(0, EXCERPT_LENGTH_MAX)}…`
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    // Circular: its kind is all that can be said.
    return Object.prototype.toString.call(value)
  }
}
