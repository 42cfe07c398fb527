import type { QuietHours } from '../domain/alert-rule.ts'

/** When the quiet hours end that it is now in; undefined outside them. By this machine's own clock and zone. */
export function quietUntil(now: number, { from, until }: QuietHours): number | undefined {
  const hour = new Date(now).getHours()
  const isQuiet = from <= until ? hour >= from && hour < until : hour >= from || hour < until
  if (!isQuiet) return undefined
  const end = new Date(now)
  end.setHours(until, 0, 0, 0)
  if (end.getTime() <= now) end.setDate(end.getDate() + 1)
  return end.getTime()
}
