export const HELP_ORIGIN = 'app://help'

/** The page of the guide that a person wants to see; what it says about a problem, when there is a code. */
export function helpAddress(code: string | null): string {
  if (code === null) return `${HELP_ORIGIN}/index.html`
  return `${HELP_ORIGIN}/troubleshooting.html#${encodeURIComponent(code)}`
}

/** Within the guide one may go from page to page; from anywhere else, and to anywhere else, nowhere. */
export function mayNavigate(from: string, to: string): boolean {
  return isHelp(from) && isHelp(to)
}

/** `URL.origin` is "null" for schemes that are not the web's. */
function isHelp(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && `${url.protocol}//${url.host}` === HELP_ORIGIN
}
