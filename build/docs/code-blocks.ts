/** A fenced block of a page, and how the test treats it: see `treatmentOf`. */
export interface CodeBlock {
  readonly page: string
  readonly line: number
  readonly language: string
  readonly treatment: Treatment
  readonly text: string
}

export type Treatment =
  /** Commands are carried out, and have to succeed; data have to be sound. */
  | { readonly kind: 'run' }
  /** The last command goes on by itself: it is ended once it has printed an event line of this kind. */
  | { readonly kind: 'run-until'; readonly event: string }
  /** Written to a file, for the commands that follow on the page. */
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'not-run'; readonly reason: string }
  | { readonly kind: 'unclear' }

/** What is only shown: output, formulas. */
const SHOWN = ['text']
const RUN = ['sh', 'json']
const REASON_LENGTH_MIN = 10

const FENCE = /^( *)```([^\n]*)\n([\s\S]*?)^\1```$/gm

export function codeBlocks(page: string, markdown: string): readonly CodeBlock[] {
  return [...markdown.matchAll(FENCE)].map(
    ({ index, 1: indent = '', 2: info = '', 3: body = '' }) => {
      const [language = '', ...words] = info.trim().split(' ')
      const line = markdown.slice(0, index).split('\n').length
      const text = body.replaceAll(new RegExp(`^${indent}`, 'gm'), '')
      return { page, line, language, text, treatment: treatmentOf(language, words.join(' ')) }
    },
  )
}

/**
 * The rule, written after the language: nothing (it is run), `until=EVENT`, `file=PATH`, or `not-run: REASON`. What is
 * neither `sh` nor `json` nor `text` has to name one of the latter two.
 */
function treatmentOf(language: string, words: string): Treatment {
  const [, event] = /^until=([a-z-]+)$/.exec(words) ?? []
  if (event !== undefined && language === 'sh') return { kind: 'run-until', event }
  const [, path] = /^file=([\w./-]+)$/.exec(words) ?? []
  if (path !== undefined && !path.includes('..')) return { kind: 'file', path }
  const [, reason = ''] = /^not-run: (.+)$/.exec(words) ?? []
  if (reason.length >= REASON_LENGTH_MIN) return { kind: 'not-run', reason }
  if (words !== '') return { kind: 'unclear' }
  if (SHOWN.includes(language)) return { kind: 'not-run', reason: 'it is shown, not run' }
  return RUN.includes(language) ? { kind: 'run' } : { kind: 'unclear' }
}

/** The commands of a block, as words; a comment and the end of a line that goes on are no words. */
export function commandsOf(text: string): readonly (readonly string[])[] {
  return text
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => [...line.matchAll(/'([^']*)'|"([^"]*)"|(#.*$)|([^\s'"#]+)/g)])
    .map((words) =>
      words.flatMap(([, one, two, comment, bare]) => (comment ? [] : [one ?? two ?? bare ?? ''])),
    )
    .filter((words) => words.length > 0)
}

/** What follows the name of our command line, by either of its names; undefined for another program. */
export function ourArguments(words: readonly string[]): readonly string[] | undefined {
  if (words[0] === 'cryptobot') return words.slice(1)
  const fromSource = ['npm', 'run', '-s', 'cryptobot', '--']
  return fromSource.every((word, index) => words[index] === word) ? words.slice(5) : undefined
}
