import { type Amount, amountText } from '../matching/amount.ts'
import type { ApiKey } from '../server/api-keys.ts'
import type { BybitApi } from './bybit-api.ts'
import { badParameter } from './bybit-errors.ts'
import { type BybitRoute, get } from './bybit-route.ts'
import { checkCategory, type Fields, fieldsOf } from './fields.ts'
import { describeWallet } from './wallet-words.ts'

const DAY_MS = 86_400_000
/** "Unified trading account 2.0 Pro". */
const UNIFIED_STATUS = 6

/** What an account and its key are. */
export function accountRoutes(api: BybitApi): readonly BybitRoute[] {
  const read = (
    path: string,
    perSecond: number,
    act: (fields: Fields, apiKey: ApiKey) => object,
  ): BybitRoute =>
    get(path, perSecond, (request) => act(fieldsOf(request), api.authorise(request, 'read')))
  return [
    read('/v5/account/wallet-balance', 50, (fields, { accountId }) => {
      if (fields.get('accountType') !== 'UNIFIED') throw badParameter('accountType is not valid')
      const coins = fields.get('coin')?.split(',')
      const balances = api.viewOf(accountId).balances()
      const wanted = balances.filter(({ asset, free, locked }) =>
        coins ? coins.includes(asset) : free + locked > 0n,
      )
      return { list: [describeWallet(wanted)] }
    }),
    read('/v5/account/info', 50, (_, { accountId }) => describeInfo(api, accountId)),
    read('/v5/user/query-api', 10, (_, apiKey) => describeKey(apiKey, api.now())),
    read('/v5/account/fee-rate', 10, (fields, { accountId }) => {
      checkCategory(fields)
      return { list: describeFees(api, fields.get('symbol'), accountId) }
    }),
  ]
}

function describeInfo({ protection, now }: BybitApi, accountId: string): object {
  const seconds = protection.secondsOf(accountId)
  return {
    marginMode: 'REGULAR_MARGIN',
    updatedTime: String(now()),
    unifiedMarginStatus: UNIFIED_STATUS,
    dcpStatus: seconds === undefined ? 'OFF' : 'ON',
    timeWindow: seconds ?? 10,
    smpGroup: 0,
    isMasterTrader: false,
    spotHedgingStatus: 'OFF',
  }
}

/** Of a key that is bound to addresses no end is told. */
const NO_END = '1970-01-01T00:00:00Z'

function describeKey({ key, permissions, endsAt, addresses }: ApiKey, now: number): object {
  const isBound = addresses.length > 0
  const end = endsAt ?? now + 83 * DAY_MS
  return {
    id: '1',
    note: 'fake',
    apiKey: key,
    readOnly: permissions.has('trade') ? 0 : 1,
    secret: '',
    permissions: {
      ContractTrade: [],
      Spot: permissions.has('trade') ? ['SpotTrade'] : [],
      Wallet: permissions.has('withdraw') ? ['AccountTransfer', 'Withdraw'] : ['AccountTransfer'],
      Options: [],
      Derivatives: [],
      CopyTrading: [],
      BlockTrade: [],
      Exchange: [],
      NFT: [],
      Affiliate: [],
    },
    ips: isBound ? addresses : ['*'],
    type: 1,
    deadlineDay: isBound ? 0 : Math.floor((end - now) / DAY_MS),
    expiredAt: isBound ? NO_END : new Date(end).toISOString(),
    createdAt: new Date(now - 7 * DAY_MS).toISOString(),
    unified: 0,
    uta: 1,
    userID: 24_600_000,
    inviterID: 0,
    vipLevel: 'No VIP',
    mktMakerLevel: '0',
    affiliateID: 0,
    rsaPublicKey: '',
    isMaster: true,
    parentUid: '0',
  }
}

function describeFees(
  { engine }: BybitApi,
  symbol: string | undefined,
  accountId: string,
): readonly object[] {
  const { maker, taker } = engine.state.account(accountId).feeRates
  const rate = (value: Amount) => amountText(value)
  const symbols = symbol === undefined ? [...engine.state.markets.keys()] : [symbol]
  return symbols.map((one) => {
    return { symbol: one, makerFeeRate: rate(maker), takerFeeRate: rate(taker) }
  })
}
