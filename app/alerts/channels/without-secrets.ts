const HIDDEN = '•••'
/** Shorter ones would be found inside ordinary words. */
const SECRET_LENGTH_MIN = 6
const ANSWER_LENGTH_MAX = 300

/** What somebody answered, fit to be shown and stored: on one line, short, and without these secrets or parts of them. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const shown = secrets
    .flatMap(partsOf)
    .filter(({ length }) => length >= SECRET_LENGTH_MIN)
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, secret) => left.replaceAll(secret, HIDDEN), text)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u001f\u007f\s]+/g, ' ')
    .trim()
  return shown.length <= ANSWER_LENGTH_MAX ? shown : `${shown.slice(0, ANSWER_LENGTH_MAX)}…`
}

/** A server may quote an address in part, or in another spelling; SMTP quotes a password in base64. */
function partsOf(secret: string): readonly string[] {
  const base64 = btoa(String.fromCodePoint(...new TextEncoder().encode(secret)))
  const pieces = URL.canParse(secret) ? addressParts(new URL(secret)) : secret.split(':')
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    base64,
    ...pieces,
  ]
}

/** All but the host, which is no secret. */
function addressParts({ href, pathname, search }: URL): readonly string[] {
  const longPieces = pathname.split('/').filter(({ length }) => length > 'webhooks'.length)
  return [href, `${pathname}${search}`, pathname, search.slice(1), ...longPieces]
}
