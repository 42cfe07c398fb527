import { botLineKey } from '../../../app/contract/bot-line.ts'
import type { BotView } from '../../../app/contract/engine-view.ts'

type NamedLine = BotView['lines'][number] & {
  /** "SMA cross: Fast"; the line's own name where there is one bot only. */
  readonly title: string
}

/** The lines of all bots, by the names of their columns. */
export function botLines(bots: readonly BotView[]): ReadonlyMap<string, NamedLine> {
  return new Map(
    bots.flatMap((bot) =>
      bot.lines.map((line) => {
        const title = bots.length > 1 ? `${bot.name}: ${line.label}` : line.label
        return [botLineKey(bot.id, line.id), { ...line, title }] as const
      }),
    ),
  )
}
