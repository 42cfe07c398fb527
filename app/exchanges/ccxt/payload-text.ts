import { z } from 'zod'
import type { CreateOrderCall } from './order-payload.ts'

const call = z.object({
  symbol: z.string(),
  type: z.enum(['market', 'limit']),
  side: z.enum(['buy', 'sell']),
  amount: z.string(),
  price: z.string().nullable(),
  params: z.record(z.string(), z.unknown()),
  substituted: z.boolean(),
})

/** The wording of an order as it is stored before it is sent, and sent as it is stored. */
export function writeCall(order: CreateOrderCall): string {
  return JSON.stringify(order)
}

export function parseCall(payload: string): CreateOrderCall {
  return call.parse(JSON.parse(payload))
}
