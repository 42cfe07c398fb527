/** What the research thread carries out. */
export const RESEARCH_REQUESTS = [
  'listCandleSeries',
  'startBacktest',
  'loadRun',
  'cancelRun',
  'loadBacktest',
  'loadTrades',
  'saveBacktest',
  'listBacktests',
  'loadBacktests',
  'removeBacktest',
  'startSearch',
  'listSearches',
  'pauseSearch',
  'resumeSearch',
  'removeSearch',
  'loadSearch',
] as const
export type ResearchRequest = (typeof RESEARCH_REQUESTS)[number]

/** Every request by name, apart from the schemas, so that the preload script need not load them. */
export const REQUEST_NAMES = [
  'loadApp',
  'saveSettings',
  'setViewOnly',
  'saveDraft',
  'finishSetup',
  'previewSize',
  'listStrategies',
  'listExchanges',
  'listMarkets',
  'importCandles',
  'listImports',
  'loadSnapshot',
  'startBot',
  'stopBot',
  'setSpeed',
  'setEquityCurrency',
  'resetAccount',
  'placeOrder',
  'cancelOrder',
  'cancelAllOrders',
  'reconcileNow',
  'decideDrift',
  'loadRisk',
  'saveLimits',
  'saveBreaker',
  'resetBreaker',
  'setTradingState',
  'useKillSwitch',
  'loadHealth',
  'loadUpdate',
  'checkForUpdate',
  'installUpdate',
  'loadAlerts',
  'saveChannel',
  'removeChannel',
  'testChannel',
  'saveAlertRules',
  'loadLock',
  'lockNow',
  'unlock',
  'saveLock',
  'removeLock',
  'listKeys',
  'openKeyWindow',
  'removeKeys',
  ...RESEARCH_REQUESTS,
  'exportBacktest',
] as const
export type RequestName = (typeof REQUEST_NAMES)[number]

export function requestChannel(name: RequestName): string {
  return `cryptobot:request:${name}`
}

export const UPDATE_CHANNEL = 'cryptobot:update'
