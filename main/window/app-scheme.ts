import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { protocol } from 'electron'

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

/**
 * Serves the built window from its folder, and nothing from outside it. Resolves when the page has got its style sheet,
 * the last of what it starts with: what this process does from then on delays nothing.
 */
export function serveApp(root: string): Promise<void> {
  return new Promise((served) => {
    protocol.handle('app', async (request) => {
      const url = new URL(request.url)
      const response = await answer(root, url)
      if (extname(url.pathname) === '.css') setImmediate(served)
      return response
    })
  })
}

async function answer(root: string, url: URL): Promise<Response> {
  if (url.host !== 'cryptobot') return new Response(null, { status: 404 })
  const path = join(root, decodeURIComponent(url.pathname === '/' ? '/index.html' : url.pathname))
  const contentType = CONTENT_TYPES[extname(path)]
  if (!path.startsWith(root + sep) || contentType === undefined)
    return new Response(null, { status: 404 })
  try {
    return new Response(await readFile(path), { headers: headers(contentType) })
  } catch {
    return new Response(null, { status: 404 })
  }
}

/** No opener policy: nothing can open this window or be opened by it, and one would cost a second page process at start. */
function headers(contentType: string): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  }
}
