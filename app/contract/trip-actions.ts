import { type BreakerName, TRIP_ACTIONS, type TripAction } from '../domain/breaker.ts'

/** What a breaker can be set to do when it trips. */
export function tripActionsOf(name: BreakerName): readonly TripAction[] {
  switch (name) {
    // It holds back what is decided on that candle, and nothing else.
    case 'late-candle':
      return ['warn', 'reduce']
    // What cannot be written down cannot be sold.
    case 'store-failure':
      return TRIP_ACTIONS.filter((action) => action !== 'flatten')
    default:
      return TRIP_ACTIONS
  }
}
