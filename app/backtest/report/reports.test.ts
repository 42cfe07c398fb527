import { describe, expect, it } from 'vitest'
import { backtestDocument } from '../../contract/backtest-document.ts'
import { equityCsv, tradesCsv } from './csv-report.ts'
import { htmlReport } from './html-report.ts'
import { sampleDocument } from './sample-document.fixture.ts'
import { textReport } from './text-report.ts'
import { TRADE_ROWS_MAX } from './trade-section.ts'

const [TRADE] = sampleDocument().trades
const tradeWith = (reason: string) => ({ ...(TRADE as NonNullable<typeof TRADE>), reason })

it('the sample is a document', () => {
  expect(backtestDocument.parse(sampleDocument())).toEqual(sampleDocument())
})

describe('the page', () => {
  it('says what was tested, what came of it, and how far it can be trusted', () => {
    const page = htmlReport(sampleDocument())
    expect(page).toContain('<h1>sma-cross (fast 10, slow 30) on BTC/USDT, 1d candles</h1>')
    expect(page).toContain('50 % of the equity, stop 2 %')
    expect(page).toContain('<dd class="up">+10.00 %</dd>')
    expect(page).toContain('Take this result with care.')
    expect(page).toContain('<td class="words">the fast average crossed above the slow one</td>')
  })

  it('loads nothing and runs nothing', () => {
    const page = htmlReport(sampleDocument())
    expect(page).toContain("default-src 'none'")
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|\bhref=|url\(|@import|\son\w+=/i)
  })

  it('writes out what a strategy says, and never runs it', () => {
    const hostile = `</td><script>alert('1')</script><img src=x onerror="alert(2)"> & more`
    const page = htmlReport(sampleDocument({ trades: [tradeWith(hostile)] }))
    expect(page).not.toMatch(/<script|<img/)
    expect(page).toContain('&#60;script&#62;alert(&#39;1&#39;)&#60;/script&#62;')
    expect(page).toContain('&#38; more')
  })

  it('compounds the months of a year, and has a row for each', () => {
    const page = htmlReport(sampleDocument())
    // 1.1 × 0.9 of the account, 0.9 × 0.9 of what holding would have left.
    expect(page).toContain('<td class="down">-1.0</td><td class="down">-19.0</td></tr>')
    expect(page.match(/<tr><th>20\d\d<\/th>/g)).toEqual(['<tr><th>2023</th>', '<tr><th>2024</th>'])
  })

  it('shows so many trades and says how many more there are', () => {
    const trades = Array.from({ length: TRADE_ROWS_MAX + 3 }, () => tradeWith('because'))
    expect(htmlReport(sampleDocument({ trades }))).toContain('3 more are in the CSV file')
  })

  it('says that there were no trades, and draws a flat line', () => {
    const flat = sampleDocument().curve.map((point) => ({ ...point, equity: 5, hold: 5 }))
    const page = htmlReport(sampleDocument({ trades: [], curve: flat }))
    expect(page).toContain('There were none')
    expect(page).not.toContain('NaN')
    expect(htmlReport(sampleDocument({ curve: [] }))).not.toContain('NaN')
  })
})

describe('the tables', () => {
  it('have a row for each trade and each point', () => {
    const document = sampleDocument()
    expect(tradesCsv(document)).toBe(
      'time,symbol,side,price,quantity,fee,reason\n2024-01-31T00:00:00.000Z,BTC/USDT,buy,30000.5,0.01,0.3,the fast average crossed above the slow one\n',
    )
    expect(equityCsv(document).split('\n').slice(0, 2)).toEqual([
      'time,equity,drawdown,exposure,hold',
      '2024-02-01T00:00:00.000Z,1000,0,0,1000',
    ])
  })

  it('quote what must be, and keep a spreadsheet from running what a strategy says', () => {
    const trades = [
      tradeWith('=HYPERLINK("http://x","y")'),
      tradeWith('a, b'),
      tradeWith("-1+cmd|'/C calc'!A0"),
    ]
    const rows = tradesCsv(sampleDocument({ trades })).split('\n').slice(1, 4)
    expect(rows.map((row) => row.slice(row.indexOf('0.3,') + 4))).toEqual([
      `"'=HYPERLINK(""http://x"",""y"")"`,
      '"a, b"',
      "'-1+cmd|'/C calc'!A0",
    ])
  })
})

it('the text says the same to people at a terminal', () => {
  const text = textReport(sampleDocument())
  expect(text).toContain('Return           +10.00 % (a year: –)')
  expect(text).toContain('  caution  Complete data: A gap.')
})
