import type { ControlRequest } from './control.ts'
import type { RequestName } from './requests.ts'

/**
 * What a request may do. look: tells, and changes nothing. change: changes what Cryptobot keeps. trade: may lead to an order, or
 * lets one through that was held. stop: makes trading stop, or gives a permission back; no mode refuses it.
 */
export const PERMISSIONS = ['look', 'change', 'trade', 'stop'] as const
export type Permission = (typeof PERMISSIONS)[number]

/** Of the window's requests. */
export const REQUEST_PERMISSIONS: Readonly<Record<RequestName, Permission>> = {
  loadApp: 'look',
  openHelp: 'look',
  saveSettings: 'change',
  saveExchangeUrl: 'change',
  setViewOnly: 'stop',
  saveDraft: 'change',
  finishSetup: 'trade',
  loadStartingLimits: 'look',
  previewSize: 'look',
  listStrategies: 'look',
  listStrategyFaults: 'look',
  listExchanges: 'look',
  listMarkets: 'look',
  loadWatchList: 'look',
  saveWatchList: 'change',
  loadTickers: 'look',
  loadMarketCandles: 'look',
  loadStoredCandles: 'look',
  loadPublicTrades: 'look',
  loadChartDesk: 'look',
  saveChartDesk: 'change',
  saveChartPicture: 'look',
  importCandles: 'change',
  listImports: 'look',
  loadSnapshot: 'look',
  loadBot: 'look',
  addBot: 'trade',
  removeBot: 'trade',
  backToPaper: 'trade',
  startBot: 'trade',
  stopBot: 'trade',
  setSpeed: 'change',
  setEquityCurrency: 'change',
  resetAccount: 'trade',
  placeOrder: 'trade',
  cancelOrder: 'trade',
  cancelAllOrders: 'trade',
  reconcileNow: 'change',
  decideDrift: 'trade',
  loadOrders: 'look',
  loadFills: 'look',
  loadClosedPositions: 'look',
  exportHistory: 'look',
  loadRisk: 'look',
  saveLimits: 'trade',
  saveBreaker: 'trade',
  resetBreaker: 'trade',
  setTradingState: 'trade',
  useKillSwitch: 'stop',
  loadHealth: 'look',
  loadLogging: 'look',
  saveLogging: 'change',
  chooseLogFolder: 'change',
  readLog: 'look',
  previewLogText: 'look',
  loadDiagnostics: 'look',
  giveDiagnostics: 'look',
  loadUpdate: 'look',
  checkForUpdate: 'look',
  installUpdate: 'change',
  loadAlerts: 'look',
  saveChannel: 'change',
  removeChannel: 'change',
  testChannel: 'change',
  saveAlertRules: 'change',
  loadLock: 'look',
  lockNow: 'look',
  unlock: 'look',
  saveLock: 'change',
  removeLock: 'change',
  confirmPassphrase: 'look',
  listKeys: 'look',
  listKeyRotations: 'look',
  openKeyWindow: 'change',
  goOnRotating: 'change',
  giveUpRotation: 'change',
  removeKeys: 'change',
  loadStoredData: 'look',
  loadGaps: 'look',
  startDownloads: 'change',
  pauseDownload: 'change',
  resumeDownload: 'change',
  forgetDownload: 'change',
  refillGaps: 'change',
  previewRetention: 'look',
  applyRetention: 'change',
  checkCandles: 'look',
  vacuumCandles: 'change',
  importHistory: 'change',
  exportCandles: 'look',
  listCandleSeries: 'look',
  startBacktest: 'look',
  loadRun: 'look',
  cancelRun: 'look',
  loadBacktest: 'look',
  loadTrades: 'look',
  saveBacktest: 'change',
  listBacktests: 'look',
  loadBacktests: 'look',
  removeBacktest: 'change',
  exportBacktest: 'look',
  startSearch: 'change',
  listSearches: 'look',
  pauseSearch: 'change',
  resumeSearch: 'change',
  removeSearch: 'change',
  loadSearch: 'look',
}

/** Of the command line's. */
const CONTROL_PERMISSIONS: Readonly<Record<ControlRequest['kind'], Permission>> = {
  place: 'trade',
  cancel: 'trade',
  'cancel-all': 'trade',
  halt: 'stop',
  resume: 'trade',
  decide: 'trade',
  equity: 'change',
  health: 'look',
  'save-channel': 'change',
  'remove-channel': 'change',
  'add-keys': 'change',
  'remove-keys': 'change',
  'rotate-keys': 'change',
  'give-up-rotation': 'change',
  breakers: 'look',
  'reset-breaker': 'trade',
  'set-view-only': 'stop',
}

/** A trading state that stops something needs less than one that lets something go on. */
export function permissionOf(name: RequestName, input: unknown): Permission {
  const stops = name === 'setTradingState' && fieldOf(input, 'state') === 'halted'
  return stops ? 'stop' : REQUEST_PERMISSIONS[name]
}

export function controlPermissionOf(request: ControlRequest): Permission {
  const asks = request.kind === 'equity' && request.currency === null
  return asks ? 'look' : CONTROL_PERMISSIONS[request.kind]
}

/** What goes through while the window is locked: to open it, and to stop. */
export function passesLock(name: RequestName, input: unknown): boolean {
  if (name === 'setViewOnly') return false
  return name === 'unlock' || name === 'loadLock' || permissionOf(name, input) === 'stop'
}

/**
 * Whether the lock's passphrase is asked for once more: for what puts real money at risk, changes keys or who is shown them,
 * changes who is told what happens, or takes data out of Cryptobot. Looser limits of real money are only saved once they are
 * confirmed, so that a confirmed wish is one.
 */
export function asksPassphrase(name: RequestName, input: unknown): boolean {
  switch (name) {
    case 'saveExchangeUrl':
    case 'saveChannel':
    case 'removeChannel':
    case 'openKeyWindow':
    case 'giveUpRotation':
    case 'removeKeys':
    case 'exportBacktest':
    case 'exportHistory':
    case 'giveDiagnostics':
      return true
    case 'saveLimits':
    case 'saveBreaker':
      return fieldOf(input, 'isConfirmed') === true
    case 'finishSetup':
      return fieldOf(fieldOf(input, 'source'), 'mode') === 'live'
    default:
      return false
  }
}

/** The same of the command line's; going on is asked about where real money is at risk. */
export function controlAsksPassphrase(request: ControlRequest, isLive: boolean): boolean {
  switch (request.kind) {
    case 'add-keys':
    case 'remove-keys':
    case 'give-up-rotation':
    case 'save-channel':
    case 'remove-channel':
      return true
    case 'rotate-keys':
      return request.typed !== null
    case 'resume':
    case 'reset-breaker':
      return isLive
    default:
      return false
  }
}

/** What a view-only profile answers to whatever would change something; nothing where it may be done. */
export function viewOnlyRefusal(permission: Permission): ViewOnlyRefusal | undefined {
  return permission === 'look' || permission === 'stop' ? undefined : VIEW_ONLY
}

type ViewOnlyRefusal = typeof VIEW_ONLY

const VIEW_ONLY = {
  code: 'view-only',
  message: 'This profile can only be looked at, so nothing was changed.',
  action:
    'Switch "view only" off in the settings, or with `cryptobot view-only off`. Halting works all the same.',
} as const

function fieldOf(input: unknown, field: string): unknown {
  return typeof input === 'object' && input !== null ? Reflect.get(input, field) : undefined
}
