const DAY_MS = 86_400_000
const NOTHING = '–'

/** How a report writes its numbers, on a page and in a terminal. */
export function moneyText(amount: number): string {
  return amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}

export function percentText(share: number | null): string {
  return share === null ? NOTHING : `${(share * 100).toFixed(2)} %`
}

/** With the sign that says whether it was won or lost. */
export function changeText(share: number | null): string {
  if (share === null) return NOTHING
  return share > 0 ? `+${percentText(share)}` : percentText(share)
}

export function ratioText(value: number | null): string {
  return value === null ? NOTHING : value.toFixed(2)
}

export function daysText(durationMs: number): string {
  return `${(durationMs / DAY_MS).toFixed(1)} days`
}

export function minuteText(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace('T', ' ')
}
