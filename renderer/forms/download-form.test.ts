import { expect, it } from 'vitest'
import { DOWNLOADED_MARKETS_MAX } from '../../app/contract/stored-data.ts'
import { checkedDownload, DOWNLOADED_AT_ONCE_MAX, type DownloadFields } from './download-form.ts'

const NOW = Date.UTC(2026, 4, 1)
const TYPED: DownloadFields = {
  ...{ exchangeId: 'binance', markets: 'btc/usdt, ETH/USDT btc/usdt' },
  ...{ timeframes: ['1m'], fromDay: '2026-01-01', toDay: '2026-01-31' },
}

it('takes several markets, each once, and the last day as a whole', () => {
  expect(checkedDownload(TYPED, NOW).wish).toEqual({
    ...{ exchangeId: 'binance', symbols: ['BTC/USDT', 'ETH/USDT'], timeframes: ['1m'] },
    ...{ from: Date.UTC(2026, 0, 1), until: Date.UTC(2026, 1, 1) },
  })
  expect(checkedDownload({ ...TYPED, toDay: '' }, NOW).wish?.until).toBeNull()
})

it('says of each field what is wrong with it', () => {
  const faultsOf = (changes: Partial<DownloadFields>) =>
    checkedDownload({ ...TYPED, ...changes }, NOW).faults
  expect(faultsOf({ markets: ' ' })?.markets).toContain('at least one')
  expect(faultsOf({ markets: 'BTCUSDT' })?.markets).toContain('BTCUSDT is no market')
  expect(faultsOf({ timeframes: [] })).toEqual({ timeframes: 'Choose at least one.' })
  expect(faultsOf({ fromDay: '' })?.fromDay).toContain('first day')
  expect(faultsOf({ fromDay: '2027-01-01', toDay: '' })?.fromDay).toContain('past')
  expect(faultsOf({ toDay: '2025-12-31' })).toEqual({
    toDay: 'This must not be before the first day.',
  })
  const many = Array.from({ length: DOWNLOADED_AT_ONCE_MAX + 1 }, (_, index) => `C${index}/USDT`)
  expect(faultsOf({ markets: many.join() })?.markets).toContain('at most')
  expect(DOWNLOADED_AT_ONCE_MAX).toBe(DOWNLOADED_MARKETS_MAX)
})
