import type { LimitsView } from './risk-view.ts'

/** Nothing is limited. */
export const NO_LIMITS_VIEW: LimitsView = {
  notionalMin: null,
  notionalMax: null,
  positionPercentMax: null,
  exposurePercentMax: null,
  assetPercentMax: null,
  groups: [],
  openOrdersMax: null,
  ordersPerMinuteMax: null,
  collarPercentMax: null,
  spreadPercentMax: null,
  bookAgeMaxMs: null,
  slippagePercentMax: null,
  stopCoolDownMs: null,
  allowedSymbols: null,
  tradingHours: null,
  isStopRequired: false,
  startsSmall: false,
  reservePercent: null,
  duplicateWindowMs: null,
}
