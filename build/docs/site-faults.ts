import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'

/** What may stand in a page only with an address inside the site: it is fetched without being asked for. */
const LOADED =
  /<(?:img|script|link|iframe|source|video|audio|object|embed)\b[^>]*?\s(?:src|href|data)="([^"]*)"/g
const LINKS = /<a\b[^>]*?\shref="([^"]*)"/g
const IDS = /\sid="([^"]*)"/g

/** Everything in a built site that leads nowhere, or would be fetched from somewhere else. */
export function siteFaults(folder: string): readonly string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.html'))
  const texts = new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
  return [...texts].flatMap(([path, text]) => [
    ...found(LINKS, text).flatMap((href) => linkFault(folder, texts, { path, href })),
    ...found(LOADED, text).flatMap((href) => loadFault(folder, { path, href })),
    ...(/<script\b|\son[a-z]+="|\sstyle="/.test(text) ? [`${path} has a script or a style`] : []),
  ])
}

interface Place {
  readonly path: string
  readonly href: string
}

function linkFault(
  folder: string,
  texts: ReadonlyMap<string, string>,
  { path, href }: Place,
): readonly string[] {
  if (/^(?:https|mailto):/.test(href) || href === '') return []
  if (isRemote(href)) return [`${path} links to ${href}`]
  const [to = '', anchor] = href.split('#')
  const target = to === '' ? path : posix.join(posix.dirname(path), decodeURI(to))
  const text = texts.get(target)
  if (text === undefined)
    return isFile(folder, target) ? [] : [`${path} links to ${href}, which is not there`]
  if (anchor === undefined || found(IDS, text).includes(decodeURIComponent(anchor))) return []
  return [`${path} links to ${href}, and there is no such heading`]
}

function loadFault(folder: string, { path, href }: Place): readonly string[] {
  if (isRemote(href)) return [`${path} would fetch ${href}`]
  const target = posix.join(posix.dirname(path), href)
  return isFile(folder, target) ? [] : [`${path} shows ${href}, which is not there`]
}

const isRemote = (href: string): boolean => /^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(href)

function isFile(folder: string, path: string): boolean {
  const full = join(folder, path)
  return existsSync(full) && statSync(full).isFile()
}

function found(pattern: RegExp, text: string): readonly string[] {
  return [...text.matchAll(pattern)].map(([, value = '']) => value)
}
