import { readFileSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { type ProtocolResponse, protocol } from 'electron'

export const APP_ORIGIN = 'app://cryptobot'

/** Nothing but our own files: the window needs no network, all exchange traffic runs in the main process. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "frame-src 'none'",
  "media-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** The guide is text, pictures and a style sheet. */
const HELP_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Before the app is ready; `codeCache` lets Chromium keep compiled scripts. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }])
}

const NOT_FOUND: ProtocolResponse = { statusCode: 404, data: Buffer.alloc(0) }

/** How far the window has got with asking for its files. */
export interface PageProgress {
  /** Its process is being started: this one has nothing to do meanwhile. */
  readonly begun: Promise<void>
  /** It has asked for its style sheet, the last of what it starts with: what this process does from then on delays nothing. */
  readonly asked: Promise<void>
}

/** The folders of the window and of the guide. */
export interface ServedFolders {
  readonly window: string
  readonly help: string
}

/**
 * Serves the built window and the guide from their folders, and nothing from outside them.
 *
 * Not by `protocol.handle`: that makes Node load its whole HTTP client before the first file is there.
 */
export function serveApp(folders: ServedFolders): PageProgress {
  let [begin, ask] = [(): void => undefined, (): void => undefined]
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const asked = new Promise<void>((resolve) => {
    ask = resolve
  })
  protocol.registerBufferProtocol('app', (request, answer) => {
    const url = new URL(request.url)
    answer(responseTo(folders, url))
    setImmediate(begin)
    if (extname(url.pathname) === '.css') setImmediate(ask)
  })
  return { begun, asked }
}

/** A path that cannot be decoded is not there either. */
function responseTo({ window, help }: ServedFolders, url: URL): ProtocolResponse {
  try {
    const isHelp = url.host === 'help'
    const root = isHelp ? help : window
    const path = join(root, decodeURIComponent(url.pathname === '/' ? '/index.html' : url.pathname))
    const contentType = CONTENT_TYPES[extname(path)]
    const isOurs = (isHelp || url.host === 'cryptobot') && path.startsWith(root + sep)
    if (!isOurs || contentType === undefined) return NOT_FOUND
    return {
      data: readFileSync(path),
      mimeType: contentType,
      headers: headers(contentType, isHelp ? HELP_POLICY : CONTENT_SECURITY_POLICY),
    }
  } catch {
    return NOT_FOUND
  }
}

/** No opener policy: nothing can open this window or be opened by it, and one would cost a second page process at start. */
function headers(contentType: string, policy: string): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  }
}
