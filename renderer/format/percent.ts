/** "+1.24 %", "−0.50 %", "0.00 %". */
export function formatSignedPercent(value: number): string {
  const body = Math.abs(value).toFixed(2)
  if (Number(body) === 0) return `${body} %`
  return `${value > 0 ? '+' : '−'}${body} %`
}

/** "2.5 %": as people write it, without trailing zeros. */
export function formatPercent(value: number): string {
  return `${Number(value.toFixed(2))} %`
}
