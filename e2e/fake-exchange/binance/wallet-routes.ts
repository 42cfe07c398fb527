import type { Transfer } from '../matching/event-log.ts'
import type { ApiKey } from '../server/api-keys.ts'
import type { Route } from '../server/router.ts'
import type { BinanceApi } from './binance-api.ts'
import { text } from './order-words.ts'
import { wholeNumber } from './parameters.ts'

/** Binance's numbers for the state of a withdrawal. */
const PROCESSING = 4
const COMPLETED = 6

/** The wallet: what came in and went out, what a key may do, what trading costs. */
export function walletRoutes(api: BinanceApi, isInMaintenance: () => boolean): readonly Route[] {
  const read = (
    path: string,
    weight: number,
    answer: (parameters: URLSearchParams, apiKey: ApiKey) => unknown,
  ): Route => ({
    ...{ method: 'GET', path: `/sapi/v1/${path}`, weight },
    answer: (parameters, request) => answer(parameters, api.authorise(request, 'read')),
  })
  return [
    read('capital/deposit/hisrec', 1, (parameters, { accountId }) =>
      select(api.viewOf(accountId).transfers('deposit'), parameters).map(describeDeposit),
    ),
    read('capital/withdraw/history', 18, (parameters, { accountId }) =>
      select(api.viewOf(accountId).transfers('withdrawal'), parameters).map((one) =>
        describeWithdrawal(one, api.now()),
      ),
    ),
    read('account/apiRestrictions', 1, (_, apiKey) => describeRestrictions(apiKey, api.now())),
    read('asset/tradeFee', 1, (parameters, { accountId }) => {
      const { maker, taker } = api.engine.state.account(accountId).feeRates
      const symbols = parameters.has('symbol')
        ? [parameters.get('symbol')]
        : [...api.engine.state.markets.keys()]
      return symbols.map((symbol) => {
        return { symbol, makerCommission: text(maker), takerCommission: text(taker) }
      })
    }),
    read('capital/config/getall', 10, () => coins(api).map(describeCoin)),
    {
      ...{ method: 'GET', path: '/sapi/v1/system/status', weight: 1 },
      answer: () =>
        isInMaintenance() ? { status: 1, msg: 'system_maintenance' } : { status: 0, msg: 'normal' },
    },
  ]
}

function select(transfers: readonly Transfer[], parameters: URLSearchParams): readonly Transfer[] {
  const coin = parameters.get('coin')
  const from = wholeNumber(parameters, 'startTime') ?? 0
  const to = wholeNumber(parameters, 'endTime') ?? Number.POSITIVE_INFINITY
  return transfers.filter(
    ({ asset, time }) => (coin === null || asset === coin) && time >= from && time <= to,
  )
}

function describeDeposit({ id, asset, amount, time }: Transfer): object {
  return {
    id,
    amount: text(amount),
    coin: asset,
    network: asset,
    status: 1,
    address: `address-of-${asset}`,
    addressTag: '',
    txId: `tx-${id}`,
    insertTime: time,
    completeTime: time,
    transferType: 0,
    confirmTimes: '1/1',
    unlockConfirm: 0,
    walletType: 0,
  }
}

function describeWithdrawal(transfer: Transfer, now: number): object {
  const { id, asset, amount, fee, time, completeAt } = transfer
  const applyTime = new Date(time).toISOString().slice(0, 19).replace('T', ' ')
  return {
    id,
    amount: text(amount),
    transactionFee: text(fee),
    coin: asset,
    status: now < completeAt ? PROCESSING : COMPLETED,
    address: 'somewhere-else',
    txId: `tx-${id}`,
    applyTime,
    completeTime: applyTime,
    network: asset,
    transferType: 0,
    withdrawOrderId: '',
    info: '',
    confirmNo: 1,
    walletType: 0,
    txKey: '',
  }
}

function describeRestrictions({ permissions, endsAt, addresses }: ApiKey, now: number): object {
  return {
    ipRestrict: addresses.length > 0,
    ...(endsAt === null ? {} : { tradingAuthorityExpirationTime: endsAt }),
    createTime: now - 86_400_000,
    enableReading: permissions.has('read'),
    enableSpotAndMarginTrading: permissions.has('trade'),
    enableWithdrawals: permissions.has('withdraw'),
    enableInternalTransfer: false,
    permitsUniversalTransfer: false,
    enableVanillaOptions: false,
    enableFutures: false,
    enableMargin: false,
    enablePortfolioMarginTrading: false,
  }
}

function coins({ engine }: BinanceApi): readonly string[] {
  const markets = [...engine.state.markets.values()]
  return [...new Set(markets.flatMap(({ baseAsset, quoteAsset }) => [baseAsset, quoteAsset]))]
}

function describeCoin(coin: string): object {
  return { coin, name: coin, trading: true, isLegalMoney: false, networkList: [] }
}
