import type { LimitsView } from '../../contract/risk-view.ts'
import {
  formatAmount,
  formatPercent,
  type Money,
  parseMoney,
  type Rate,
  rateFromPercent,
} from '../../domain/amount.ts'
import { assert } from '../../domain/assert.ts'
import type { RiskLimits } from '../../domain/risk-limits.ts'

/** A level's limits as people see and type them: shares in percent. */
export function limitsViewOf(limits: RiskLimits): LimitsView {
  return {
    notionalMin: moneyText(limits.notionalMin),
    notionalMax: moneyText(limits.notionalMax),
    positionPercentMax: percentOf(limits.positionShareMax),
    exposurePercentMax: percentOf(limits.exposureShareMax),
    assetPercentMax: percentOf(limits.assetShareMax),
    groups: limits.groups.map(({ name, assets, shareMax }) => ({
      name,
      assets: [...assets],
      percentMax: Number(formatPercent(shareMax)),
    })),
    openOrdersMax: limits.openOrdersMax,
    ordersPerMinuteMax: limits.ordersPerMinuteMax,
    collarPercentMax: percentOf(limits.collarMax),
    spreadPercentMax: percentOf(limits.spreadMax),
    bookAgeMaxMs: limits.bookAgeMaxMs,
    slippagePercentMax: percentOf(limits.slippageMax),
    stopCoolDownMs: limits.stopCoolDownMs,
    allowedSymbols: limits.allowedSymbols === null ? null : [...limits.allowedSymbols],
    tradingHours:
      limits.tradingHours?.map(({ days, from, until }) => ({ days: [...days], from, until })) ??
      null,
    isStopRequired: limits.isStopRequired,
    startsSmall: limits.startsSmall,
    reservePercent: percentOf(limits.reserveShare),
    duplicateWindowMs: limits.duplicateWindowMs,
  }
}

/** The limits that somebody typed; `limitFaults` has found nothing wrong with them. */
export function limitsFrom(view: LimitsView): RiskLimits {
  return {
    notionalMin: moneyFrom(view.notionalMin),
    notionalMax: moneyFrom(view.notionalMax),
    positionShareMax: rateFrom(view.positionPercentMax),
    exposureShareMax: rateFrom(view.exposurePercentMax),
    assetShareMax: rateFrom(view.assetPercentMax),
    groups: view.groups.map(({ name, assets, percentMax }) => ({
      name,
      assets,
      shareMax: rateFromPercent(percentMax),
    })),
    openOrdersMax: view.openOrdersMax,
    ordersPerMinuteMax: view.ordersPerMinuteMax,
    collarMax: rateFrom(view.collarPercentMax),
    spreadMax: rateFrom(view.spreadPercentMax),
    bookAgeMaxMs: view.bookAgeMaxMs,
    slippageMax: rateFrom(view.slippagePercentMax),
    stopCoolDownMs: view.stopCoolDownMs,
    allowedSymbols: view.allowedSymbols,
    tradingHours: view.tradingHours,
    isStopRequired: view.isStopRequired,
    startsSmall: view.startsSmall,
    reserveShare: rateFrom(view.reservePercent),
    duplicateWindowMs: view.duplicateWindowMs,
  }
}

function moneyText(money: Money | null): string | null {
  return money === null ? null : formatAmount(money)
}

function moneyFrom(text: string | null): Money | null {
  if (text === null) return null
  const money = parseMoney(text)
  assert(money.ok, `a limit of ${text} is no amount`)
  return money.value
}

function percentOf(rate: Rate | null): number | null {
  return rate === null ? null : Number(formatPercent(rate))
}

function rateFrom(percent: number | null): Rate | null {
  return percent === null ? null : rateFromPercent(percent)
}
