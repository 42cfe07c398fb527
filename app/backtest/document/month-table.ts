import type { BacktestDocument } from '../../contract/backtest-document.ts'

const MONTH_LETTERS = 'yyyy-mm'.length
type MonthRow = BacktestDocument['months'][number]

/** What each month of a run brought, in UTC: its last equity over that of the month before, less one. */
export class MonthTable {
  readonly #rows: MonthRow[] = []
  #month = ''
  #monthEnd = Number.NEGATIVE_INFINITY
  #before: Values
  #last: Values

  constructor(startEquity: number) {
    this.#before = { equity: startEquity, hold: startEquity }
    this.#last = this.#before
  }

  /** A candle belongs to the month in which it opened. */
  add(openTime: number, equity: number, hold: number): void {
    if (openTime >= this.#monthEnd) this.#begin(openTime)
    this.#last = { equity, hold }
  }

  rows(): MonthRow[] {
    return this.#month === '' ? [] : [...this.#rows, this.#row()]
  }

  #begin(openTime: number): void {
    if (this.#month !== '') this.#rows.push(this.#row())
    this.#before = this.#last
    const date = new Date(openTime)
    this.#month = date.toISOString().slice(0, MONTH_LETTERS)
    this.#monthEnd = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1)
  }

  #row(): MonthRow {
    return {
      month: this.#month,
      return: changeOf(this.#before.equity, this.#last.equity),
      buyAndHoldReturn: changeOf(this.#before.hold, this.#last.hold),
    }
  }
}

interface Values {
  readonly equity: number
  readonly hold: number
}

function changeOf(before: number, after: number): number {
  return before > 0 ? after / before - 1 : 0
}
