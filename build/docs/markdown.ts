import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../setup/project-folder.ts'
import { anchorOf, type LinkTarget, linkTarget } from './site-links.ts'
import type { SitePage } from './site-pages.ts'

/** The parts of markdown-it, the generator's own parser, that are used here. */
interface Token {
  readonly type: string
  tag: string
  content: string
  info: string
  children: Token[] | null
  attrs: [string, string][] | null
  attrGet(name: string): string | null
  attrSet(name: string, value: string): void
}
export interface MarkdownParser {
  core: {
    ruler: { push(name: string, rule: (state: { tokens: Token[]; env: unknown }) => void): void }
  }
}

export interface MarkdownParts {
  readonly pages: readonly SitePage[]
  /** Told of each file that a page shows, and of each that is not there. */
  readonly onPicture: (source: string) => void
  readonly report: (fault: string) => void
}

/** Makes headings reachable, and links that are written for the source tree lead through the site. */
export function sitePlugin(markdown: MarkdownParser, parts: MarkdownParts): void {
  markdown.core.ruler.push('site', ({ tokens, env }) => {
    const page = pageOf(env, parts.pages)
    addAnchors(tokens)
    addCellAnchors(tokens)
    for (const token of tokens) {
      // Who reads needs to know the language, and not how the test treats the block.
      if (token.type === 'fence') token.info = token.info.split(' ')[0] ?? ''
      resolveLinks(token.children ?? [], page, parts)
    }
  })
}

function pageOf(env: unknown, pages: readonly SitePage[]): SitePage {
  const source = typeof env === 'object' && env !== null && 'source' in env ? env.source : undefined
  const page = pages.find((other) => other.source === source)
  if (page === undefined) throw new Error(`there is no page ${String(source)}`)
  return page
}

function addAnchors(tokens: readonly Token[]): void {
  const taken = new Map<string, number>()
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue
    const words = (tokens[index + 1]?.children ?? []).map(({ content }) => content).join('')
    const anchor = anchorOf(words)
    const earlier = taken.get(anchor) ?? 0
    taken.set(anchor, earlier + 1)
    token.attrSet('id', earlier === 0 ? anchor : `${anchor}-${earlier}`)
  }
}

/** A first cell that is one word of code, such as the code of an error, can be led to. */
function addCellAnchors(tokens: readonly Token[]): void {
  for (const [index, token] of tokens.entries()) {
    const isFirst = tokens[index - 1]?.type === 'tr_open' && token.type === 'td_open'
    const [word, ...more] = tokens[index + 1]?.children ?? []
    if (isFirst && word?.type === 'code_inline' && more.length === 0)
      token.attrSet('id', word.content)
  }
}

/** What links to a file that is no page of the site becomes plain text, with its closing tag. */
function resolveLinks(tokens: readonly Token[], page: SitePage, parts: MarkdownParts): void {
  let isPlain = false
  for (const token of tokens) {
    if (token.type === 'image') resolve(token, 'src', { page, parts })
    if (token.type === 'link_open') isPlain = resolve(token, 'href', { page, parts }) === 'source'
    if (isPlain && token.type.startsWith('link_')) token.tag = 'span'
    if (token.type === 'link_close') isPlain = false
  }
}

interface Place {
  readonly page: SitePage
  readonly parts: MarkdownParts
}

function resolve(token: Token, name: 'href' | 'src', { page, parts }: Place): LinkTarget['kind'] {
  const written = token.attrGet(name) ?? ''
  const target = linkTarget(page, written, parts.pages)
  if (target.kind === 'picture') parts.onPicture(target.source)
  if (target.kind === 'outside') {
    token.attrSet('rel', 'noreferrer')
    // The help of the application leads nowhere else: the address can be read there, at least.
    token.attrSet('title', target.href)
  }
  if (target.kind === 'source') reportMissing(page, written, parts.report)
  if (target.kind === 'source') token.attrs = []
  else token.attrSet(name, target.href)
  return target.kind
}

function reportMissing(page: SitePage, href: string, report: (fault: string) => void): void {
  const folder = new URL(`file://${join(projectFolder, page.source)}`)
  if (!existsSync(new URL(href.split('#')[0] ?? '', folder))) {
    report(`${page.source} links to ${href}, which is not there`)
  }
}
