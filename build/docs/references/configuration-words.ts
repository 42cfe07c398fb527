import type { LimitsView } from '../../../app/contract/risk-view.ts'
import type { Settings } from '../../../app/contract/settings.ts'
import type { botFile } from '../../../main/cli/bot-file.ts'

type BotFields = (typeof botFile)['shape']
type ExitFields = ReturnType<BotFields['exits']['unwrap']>['shape']

/** What each field means. The compiler says when a schema has one that is not here, or no longer has one that is. */
export const SETTING_WORDS: Readonly<Record<keyof Settings, string>> = {
  theme: 'The colours of the window; `system` follows the desktop.',
  priceColours:
    'How what rises and what falls are told apart: green and red, red and green as in East Asia, or blue and orange.',
  exchangeUrls:
    'Replaces scheme, host and port of an exchange, by its id: regional hosts, proxies.',
  metricsPort:
    'The port on this machine at which a Prometheus server may read what is measured; null where none does.',
  updateChannel: 'Which versions are offered: releases, or also what comes before one.',
  showsChecklist: 'Whether the dashboard says what to do next, as long as there is something.',
  staysAwake: 'Whether the machine is kept from sleeping while orders go to an exchange.',
}

export const BOT_WORDS: Readonly<Record<keyof BotFields, string>> = {
  strategy:
    'The id of a [strategy](../strategies/index.md), such as `sma-cross`, or `user-…` for your own.',
  params: 'Its parameters by name; what is not given is as it comes.',
  symbol: 'The market, like `BTC/USDT`.',
  timeframe: 'The length of its candles.',
  sizing: 'How much an entry buys: [sizing](../risk/sizing.md).',
  exits: 'When it sells beside its strategy.',
}

export const EXIT_WORDS: Readonly<Record<keyof ExitFields, string>> = {
  stop: 'Sells when the price is so far below the entry: `percent:2`.',
  target: 'Sells when the price is so far above the entry.',
  trailing: 'Sells when the price is so far below the best since the entry.',
}

export const LIMIT_WORDS: Readonly<Record<keyof LimitsView, string>> = {
  notionalMin: "The smallest order, in the account's currency.",
  notionalMax: "The largest order, in the account's currency.",
  positionPercentMax: 'What is held in one market, of equity. 10 is 10 %.',
  exposurePercentMax: 'What is held in all markets, of equity.',
  assetPercentMax: 'What is held of one asset, of equity.',
  groups:
    'Assets that count together: `{ "name": "majors", "assets": ["BTC", "ETH"], "percentMax": 50 }`.',
  openOrdersMax: 'Open orders.',
  ordersPerMinuteMax: 'Orders within a minute.',
  collarPercentMax: 'How much worse than the last price and the mark an order may trade.',
  spreadPercentMax: 'Bid and ask apart, of the mark.',
  bookAgeMaxMs: 'Age of the order book, in milliseconds.',
  slippagePercentMax: 'How much worse than the mark the book would fill an order without a price.',
  stopCoolDownMs: 'Pause after a stop was hit, in milliseconds.',
  allowedSymbols: 'The only markets that may be entered: `["BTC/USDT"]`.',
  tradingHours:
    'When may be entered, in UTC, 0 is Sunday: `{ "days": [1, 2], "from": 9, "until": 17.5 }`.',
  isStopRequired: 'No entry without a stop.',
  startsSmall:
    'In the first week of the account, one market may hold 5 % of equity, then 10 % and 25 %, and all together twice that.',
  reservePercent: 'Cash that is left alone, of equity.',
  duplicateWindowMs: 'Between two of the same wish, in milliseconds.',
}
