const TOKENS = {
  panel: '--panel',
  line: '--line',
  lineStrong: '--line-strong',
  ink: '--ink',
  inkSoft: '--ink-soft',
  up: '--up',
  down: '--down',
} as const

export type ChartColours = Readonly<Record<keyof typeof TOKENS, string>> & {
  readonly strategyLines: readonly string[]
}

/** A canvas knows no custom properties: the theme's tokens, as the colours they stand for right now. */
export function readChartColours(): ChartColours {
  const probe = document.createElement('span')
  probe.hidden = true
  document.body.append(probe)
  const colourOf = (token: string) => {
    probe.style.color = `var(${token})`
    return getComputedStyle(probe).color
  }
  const colours = {
    panel: colourOf(TOKENS.panel),
    line: colourOf(TOKENS.line),
    lineStrong: colourOf(TOKENS.lineStrong),
    ink: colourOf(TOKENS.ink),
    inkSoft: colourOf(TOKENS.inkSoft),
    up: colourOf(TOKENS.up),
    down: colourOf(TOKENS.down),
    strategyLines: ['--strategy-line-1', '--strategy-line-2', '--strategy-line-3'].map(colourOf),
  }
  probe.remove()
  return colours
}

/** "rgb(1, 2, 3)" at a share of its strength. */
export function faded(colour: string, alpha: number): string {
  return colour.replace(/^rgb\((.*)\)$/, `rgba($1, ${alpha})`)
}
