import { isFinished } from '../domain/order.ts'
import type { SimulatedProcess } from './simulated-process.ts'
import type { World } from './world.ts'

/** A kill switch that was used at the end has had the time to do all of it, in whichever life. */
export function windDownFault(world: World, process: SimulatedProcess): string | undefined {
  const { engine } = process
  const steps = engine.guard.windDowns.shown?.steps ?? []
  const left = steps.find(({ kind, state }) => kind === 'cancel' && state !== 'confirmed')
  if (left !== undefined) return `the kill switch has not cancelled all in the end: ${left.text}`
  if (world.windDown !== 'sells' || lacksCoins(world, process)) return undefined
  const open = world.ledger.loadOpenOrders().find((order) => !isFinished(order))
  if (open !== undefined) return `${open.clientOrderId} is open after the kill switch`
  const [held] = process.held()
  if (held !== undefined) return `the kill switch did not sell ${held}`
  const failed = steps.find(({ state }) => state !== 'confirmed')
  return failed && `the kill switch is not done in the end: ${failed.text}`
}

/** What somebody has taken out cannot be sold. It shows as a drift or, once it is booked, as a bot that holds more than there is. */
function lacksCoins({ exchange }: World, process: SimulatedProcess): boolean {
  const there = new Map(exchange.balances.totals())
  const wanted = [...process.engine.desk.balances(), ...process.positions()]
  return wanted.some(([currency, quantity]) => (there.get(currency) ?? 0) < quantity)
}
