import type { EngineStatus } from '../../app/contract/engine-view.ts'
import type { TripView } from '../../app/contract/risk-view.ts'

type Held = Pick<EngineStatus, 'trading' | 'trips'>

/** The trips that keep the account from trading: they are told beside the trading state. */
export function holdingTrips({ trading, trips }: Held): readonly TripView[] {
  return trading.state === 'active' ? [] : trips.filter(holdsAccount)
}

/** Those that hold one bot, or only warn. */
export function otherTrips({ trading, trips }: Held): readonly TripView[] {
  return trading.state === 'active' ? trips : trips.filter((trip) => !holdsAccount(trip))
}

function holdsAccount({ scope, setting }: TripView): boolean {
  return !scope.startsWith('bot:') && setting.action !== 'warn'
}
