/** The class by which the style sheet paints a change. */
export function lookOf(change: number): string {
  if (change === 0) return ''
  return change > 0 ? 'up' : 'down'
}
