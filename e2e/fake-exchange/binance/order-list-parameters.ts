import type { OrderRequest } from '../matching/order-request.ts'
import type { BinanceApi } from './binance-api.ts'
import { readOrder } from './order-parameters.ts'
import { newClientId } from './order-routes.ts'
import { wantedText } from './parameters.ts'

/** Names of an order's own parameters in a list, after the word for the leg. */
const OWN: Readonly<Record<string, string>> = {
  Type: 'type',
  Price: 'price',
  StopPrice: 'stopPrice',
  TimeInForce: 'timeInForce',
  ClientOrderId: 'newClientOrderId',
  TrailingDelta: 'trailingDelta',
}

interface Leg {
  readonly accountId: string
  /** The word in front of the leg's own parameters: "aboveStopPrice". */
  readonly leg: string
  /** The one in front of side and quantity, which legs may share. */
  readonly common: string
}

export function readLeg(
  api: BinanceApi,
  parameters: URLSearchParams,
  { accountId, leg, common }: Leg,
): OrderRequest {
  const own = new URLSearchParams({ symbol: wantedText(parameters, 'symbol') })
  for (const name of ['side', 'quantity']) {
    own.set(name, wantedText(parameters, common === '' ? name : common + capitalised(name)))
  }
  for (const [suffix, name] of Object.entries(OWN)) {
    const value = parameters.get(`${leg}${suffix}`)
    if (value !== null) own.set(name, value)
  }
  const listClientId = parameters.get('listClientOrderId')
  const request = readOrder(own, accountId, () => newClientId(api))
  return listClientId === null ? request : { ...request, listClientId }
}

function capitalised(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1)
}
