import type {
  DriftView,
  EngineSnapshot,
  EngineUpdate,
  OrderView,
} from '../../app/contract/engine-view.ts'
import { TICKET_TYPES } from '../../app/contract/ticket-types.ts'

/** An account with nothing in it, for tests to fill. */
export function sampleSnapshot(changes: Partial<EngineSnapshot> = {}): EngineSnapshot {
  return {
    account: {
      id: 'demo-1',
      mode: 'demo',
      title: 'built-in market',
      symbol: 'BTC/USDT',
      base: 'BTC',
      quote: 'USDT',
      timeframe: '1m',
      startingBalance: '10000',
      priceDecimals: 2,
      speed: 1,
      orderRules: {
        priceTick: '0.01',
        quantityStep: '0.00001',
        quantityMin: '0.00001',
        notionalMin: '5',
        costPercentMax: '0.13003',
        orderTypes: [...TICKET_TYPES],
        nativeTypes: ['market', 'limit'],
        keepsPairs: false,
        timesInForce: ['gtc'],
      },
    },
    ...emptyUpdate(0),
    ...changes,
  }
}

export function sampleUpdate(sequence: number, changes: Partial<EngineUpdate> = {}): EngineUpdate {
  return { ...emptyUpdate(sequence), ...changes }
}

export function sampleCandles(times: readonly number[], close = 100) {
  const values = times.map(() => close)
  return {
    openTime: [...times],
    open: [...values],
    high: [...values],
    low: [...values],
    close: [...values],
    volume: [...values],
    lines: {},
  }
}

export function sampleOrder(changes: Partial<OrderView> = {}): OrderView {
  return {
    intentId: 'intent-1',
    clientOrderId: 'order-1',
    exchangeOrderId: null,
    botId: 'bot-1',
    symbol: 'BTC/USDT',
    side: 'buy',
    purpose: 'enter',
    type: 'market',
    quantity: '0.1',
    limitPrice: null,
    triggerPrice: null,
    trailingPercent: null,
    timeInForce: 'gtc',
    postOnly: false,
    watchedBy: null,
    filled: '0',
    averagePrice: null,
    state: 'open',
    isBeingCancelled: false,
    note: null,
    createdAt: 0,
    updatedAt: 0,
    ...changes,
  }
}

function emptyUpdate(sequence: number): EngineUpdate {
  return {
    sequence,
    status: {
      trading: { state: 'active', reason: '', since: 0 },
      states: { global: 'active', account: 'active', bots: {} },
      trips: [],
      killSwitch: null,
      feed: { state: 'running', message: '', lastCandleAt: null },
      speed: 1,
      bots: [],
      portfolio: {
        worth: { currency: 'USDT', equity: '10000', unpriced: [] },
        equity: '10000',
        change: '0',
        changePercent: 0,
        realised: '0',
        feesPaid: '0',
        balances: [],
        positions: [],
      },
      reconciliation: { isReconciled: true, reconciledAt: 0, trouble: '' },
      drifts: [],
    },
    candles: sampleCandles([]),
    equity: { time: [], equity: [] },
    orders: [],
    fills: [],
    decisions: [],
  }
}

export function sampleDrift(changes: Partial<DriftView> = {}): DriftView {
  return {
    driftId: 'drift-1',
    kind: 'balance',
    about: 'BTC',
    symbol: null,
    currencies: ['BTC'],
    ours: '1',
    theirs: '1.5',
    since: 0,
    state: 'open',
    decisions: ['adopt', 'ignore'],
    ...changes,
  }
}
