import { RISK_PROFILES, type RiskProfileName } from '../../../app/contract/risk-profiles.ts'

type ProfileLine = { readonly term: string; readonly value: string; readonly text: string }

/** Every number of a risk profile, and what it does. */
export function riskProfileLines(name: RiskProfileName): readonly ProfileLine[] {
  const { limits, breakers } = RISK_PROFILES[name]
  const streak = breakers['loss-streak']
  return [
    line('One position', `${limits.positionPercentMax} %`, 'of all you have may be in one market.'),
    line('All positions', `${limits.exposurePercentMax} %`, 'may be in the market at one time.'),
    line('Cash reserve', `${limits.reservePercent} %`, 'stays cash: no purchase may touch it.'),
    line(
      'Price collar',
      `${limits.collarPercentMax} %`,
      'is how far an order’s price may be from the last trade.',
    ),
    line(
      'Orders a minute',
      `${limits.ordersPerMinuteMax}`,
      'at most: a bot that goes wild is refused.',
    ),
    line(
      'Daily loss',
      `${breakers['daily-loss'].threshold} %`,
      'lost in one day (UTC), and bots only sell until the next.',
    ),
    line(
      'Drawdown',
      `${breakers.drawdown.threshold} %`,
      'below the highest worth ever, and all is halted until you look at it.',
    ),
    line(
      'Losses in a row',
      `${streak.threshold}`,
      streak.action === 'halt'
        ? 'trades lost within a day, and that bot is halted.'
        : 'trades lost within a day, and you are told.',
    ),
  ]
}

function line(term: string, value: string, text: string): ProfileLine {
  return { term, value, text }
}
