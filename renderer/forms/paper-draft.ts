import type { BacktestView, BacktestWish, CandleChoice } from '../../app/contract/research.ts'
import type { MarketSource, WizardDraft } from '../../app/contract/setup.ts'

type Timeframe = BacktestView['timeframe']

/** The wizard's answers for the bot of a backtest: all given, on the market that it was tested on. */
export function paperDraft(
  draft: WizardDraft,
  { bot, cash, candles }: BacktestWish,
  timeframe: Timeframe,
): WizardDraft {
  const source = paperSource(candles, timeframe)
  const mode = source.kind === 'demo' ? 'demo' : 'paper'
  return { ...draft, step: 'summary', mode, source, bot, startingBalance: cash }
}

/** A file is replayed; what was recorded or downloaded from an exchange goes on as its live data. */
function paperSource(choice: CandleChoice, timeframe: Timeframe): MarketSource {
  switch (choice.kind) {
    case 'demo':
      return choice
    case 'import':
      return { kind: 'replay', importId: choice.importId, symbol: choice.symbol, timeframe }
    case 'stored':
      return { kind: 'live-data', exchangeId: choice.exchange, symbol: choice.symbol, timeframe }
    case 'account': {
      const [, exchangeId = ''] = choice.accountId.split('-')
      return { kind: 'live-data', exchangeId, symbol: choice.symbol, timeframe }
    }
  }
}
