import { ShieldAlert } from 'lucide-react'
import type { BotView } from '../../../app/contract/engine-view.ts'
import type { TripView } from '../../../app/contract/risk-view.ts'
import { ACTION_MEANINGS, BREAKER_WORDS, scopeWords } from '../../format/breaker-words.ts'
import { otherTrips } from '../../format/trip-words.ts'
import { wholeSentence } from '../../format/words.ts'
import { appStore, useApp } from '../../stores/app-store.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { Button } from '../button.tsx'
import { Banner } from './banner.tsx'

/** Breakers that tripped without holding the account; those that hold it are told with the trading state. */
export function TripBanner() {
  const trading = useEngine(({ status }) => status.trading)
  const trips = useEngine(({ status }) => status.trips)
  const bots = useEngine(({ status }) => status.bots) ?? []
  const screen = useApp((state) => state.screen)
  if (!trading || !trips || screen === 'risk') return null
  const others = otherTrips({ trading, trips })
  const [first] = others
  if (first === undefined) return null
  return (
    <Banner kind="attention" label="Tripped breakers">
      <ShieldAlert aria-hidden="true" size={16} className="shrink-0 text-attention" />
      <p className="min-w-0 flex-1">
        {others.length === 1 ? (
          <OneTrip trip={first} bots={bots} />
        ) : (
          <>
            <strong className="font-strong">{others.length} breakers have tripped:</strong>{' '}
            {[...new Set(others.map(({ name }) => BREAKER_WORDS[name].title))].join(', ')}.
          </>
        )}
      </p>
      <Button size="small" onClick={() => appStore.getState().open('risk')}>
        Show breakers
      </Button>
    </Banner>
  )
}

type OneTripProps = { readonly trip: TripView; readonly bots: readonly BotView[] }

function OneTrip({ trip, bots }: OneTripProps) {
  const { name, scope, reason, setting } = trip
  return (
    <>
      <strong className="font-strong">
        {BREAKER_WORDS[name].title} tripped for {scopeWords(scope, bots)}.
      </strong>{' '}
      {wholeSentence(reason)}{' '}
      <span className="text-ink-soft">{ACTION_MEANINGS[setting.action]}</span>
    </>
  )
}
