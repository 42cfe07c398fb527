/** A frame as far as it matters here; Electron's own type has much more. */
export interface SenderFrame {
  readonly url: string
  readonly parent: unknown
}

/** True for the main frame of our own page: not for a frame inside it, and not for anything else that was loaded. */
export function isTrustedSender(frame: SenderFrame | null, origins: readonly string[]): boolean {
  if (frame === null || frame.parent !== null) return false
  const origin = originOf(frame.url)
  return origin !== undefined && origins.includes(origin)
}

/** `URL.origin` is "null" for schemes that are not the web's, so it is put together here. */
function originOf(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url === undefined ? undefined : `${url.protocol}//${url.host}`
}
