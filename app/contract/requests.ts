import { z } from 'zod'
import { BREAKER_NAMES } from '../domain/breaker.ts'
import { alertChannel, alertRules, alertsView, channelTest } from './alert-settings.ts'
import { REQUEST_NAMES, type RequestName } from './channels.ts'
import { chartDesk } from './chart-desk.ts'
import { placeRequest, refusal } from './control.ts'
import { engineSnapshot, orderView } from './engine-view.ts'
import { healthView } from './health-view.ts'
import { HISTORY_LAYOUTS } from './history-layouts.ts'
import { keyRotations } from './key-rotation.ts'
import { keyPlace, keyViews } from './keys.ts'
import { lockView, lockWish, passphrase } from './lock.ts'
import { diagnostics, loggingView, logPage, logSample, logSettings, logWish } from './logs.ts'
import {
  candlePageAnswer,
  marketCandles,
  marketCandlesWish,
  marketTrades,
  pictureWish,
  storedCandlesWish,
  tickers,
  tickersWish,
  tradesWish,
  watchListView,
  watchListWish,
} from './market-watch.ts'
import { closedPositions, fillPage, fillsWish, orderPage, ordersWish } from './records.ts'
import {
  backtestView,
  backtestWish,
  candleSeries,
  EXPORT_FORMATS,
  resultTrade,
  runState,
} from './research.ts'
import {
  breakerSetting,
  limitLevel,
  limitsAnswer,
  limitsView,
  riskView,
  tradingScope,
} from './risk-view.ts'
import { COMPARED_MAX, savedBacktestLine, savedFigures } from './saved-backtest.ts'
import { searchLine, searchView, searchWish } from './search-view.ts'
import { baseUrl, preferences, settings } from './settings.ts'
import {
  botSetup,
  exchangeView,
  finishedDraft,
  importedCandles,
  marketSource,
  marketView,
  sizePreview,
  strategyFault,
  strategyView,
  wizardDraft,
} from './setup.ts'
import {
  broughtIn,
  CANDLE_FORMATS,
  downloadsWish,
  historyWish,
  retention,
  storedData,
  storedGap,
  storedKey,
  storedRemoval,
} from './stored-data.ts'
import { updateView } from './update-view.ts'
import {
  currency,
  decimalText,
  driftDecision,
  exchangeId,
  identifier,
  problem,
  problemCode,
  sentence,
} from './values.ts'

/** Keys that halt trading from any application; not registered when the system or another program keeps them. */
export const haltShortcut = z.object({ keys: z.string().max(60), isRegistered: z.boolean() })
export type HaltShortcut = z.infer<typeof haltShortcut>

/** The app before and beside the engine. */
export const appState = z.object({
  version: z.string().max(40),
  platform: z.string().max(20),
  settings,
  /** Nothing that changes anything is carried out, but for what stops trading. */
  isViewOnly: z.boolean(),
  /** False until the wizard was finished once: the window opens on the wizard then. */
  setUp: z.boolean(),
  draft: wizardDraft,
  /** Why there is no engine although setup was finished (a corrupt database, a full disk); null when all is well. */
  failure: problem.nullable(),
  haltShortcut,
})
export type AppState = z.infer<typeof appState>

const nothing = z.null()
const runReference = z.object({ runId: identifier })
const retentionsWish = z.object({ retentions: z.array(retention).max(20) })
const searchReference = z.object({ searchId: identifier })

/** sent: written down and on its way; what becomes of it follows with the updates. */
export const placeAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sent'), order: orderView }),
  z.object({ kind: z.literal('refused'), refusals: z.array(refusal) }),
])
export type PlaceAnswer = z.infer<typeof placeAnswer>

/** Every request the window may make: one name, what it takes, what it gives. */
export const requests = {
  loadApp: { input: nothing, output: appState },
  /** Opens the guide in a window of its own; with the code of a problem, at what it says about that. */
  openHelp: { input: z.object({ code: problemCode.nullable() }), output: nothing },
  saveSettings: { input: preferences, output: settings },
  /** Where an exchange is asked from the next connection on; null for where it usually is. */
  saveExchangeUrl: { input: z.object({ exchangeId, url: baseUrl.nullable() }), output: settings },
  /** Whether the profile can only be looked at. */
  setViewOnly: { input: z.object({ isViewOnly: z.boolean() }), output: nothing },
  saveDraft: { input: wizardDraft, output: nothing },
  /** Opens the account of the draft's source, adds or updates its bot and starts it. */
  loadStartingLimits: { input: nothing, output: limitsView },
  finishSetup: { input: finishedDraft, output: engineSnapshot },
  /** What the draft's bot would buy now; null while no price of its market is known here. */
  previewSize: {
    input: z.object({ source: marketSource, bot: botSetup, startingBalance: decimalText }),
    output: sizePreview.nullable(),
  },
  listStrategies: { input: nothing, output: z.array(strategyView) },
  /** The user's own that cannot be used. */
  listStrategyFaults: { input: nothing, output: z.array(strategyFault) },
  listExchanges: { input: nothing, output: z.array(exchangeView) },
  listMarkets: { input: z.object({ exchangeId }), output: z.array(marketView) },
  loadWatchList: { input: nothing, output: watchListView },
  /** What is watched at an exchange, whose markets are looked at from now on. */
  saveWatchList: { input: watchListWish, output: watchListView },
  /** What is known of the prices; their streams go on for as long as somebody asks. */
  loadTickers: { input: tickersWish, output: tickers },
  loadMarketCandles: { input: marketCandlesWish, output: candlePageAnswer },
  /** The last trades of a market; they are followed for as long as somebody asks. */
  loadPublicTrades: { input: tradesWish, output: marketTrades },
  /** What was looked at in charts the last time, and how. */
  loadChartDesk: { input: nothing, output: chartDesk },
  saveChartDesk: { input: chartDesk, output: nothing },
  loadStoredCandles: { input: storedCandlesWish, output: marketCandles },
  /** Opens the system's file dialog; false when it was dismissed. */
  saveChartPicture: { input: pictureWish, output: z.boolean() },
  /** Opens the system's file dialog; null when it was dismissed. */
  importCandles: {
    input: z.object({
      /** Puts rows right that are out of order, there twice, or missing. */
      repairs: z.boolean(),
    }),
    output: importedCandles.nullable(),
  },
  listImports: { input: nothing, output: z.array(importedCandles) },
  loadSnapshot: { input: nothing, output: engineSnapshot.nullable() },
  /** A bot as it was set up, so that another can be made like it. */
  loadBot: { input: z.object({ botId: identifier }), output: botSetup },
  /** Adds a bot to the open account, on its market, with the limits of the one that it is like, and starts it. */
  addBot: {
    input: z.object({ setup: botSetup, like: identifier.nullable() }),
    output: engineSnapshot,
  },
  /** From an exchange to the same market on paper; asks first where something would be left there. */
  backToPaper: {
    input: z.object({ leavesRest: z.boolean() }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('asks'), rest: z.array(sentence) }),
      z.object({ kind: z.literal('paper'), snapshot: engineSnapshot, draft: wizardDraft }),
    ]),
  },
  /** One that holds nothing; its history stays. */
  removeBot: { input: z.object({ botId: identifier }), output: engineSnapshot },
  startBot: { input: z.object({ botId: identifier }), output: nothing },
  stopBot: { input: z.object({ botId: identifier }), output: nothing },
  setSpeed: {
    input: z.object({ candlesPerSecond: z.number().min(0.1).max(1_000) }),
    output: nothing,
  },
  /** In which the account's worth is shown. */
  setEquityCurrency: { input: z.object({ currency }), output: nothing },
  /** Stops bots, archives the account's ledger and opens a new one with this balance. Demo and paper only. */
  resetAccount: { input: z.object({ startingBalance: decimalText }), output: engineSnapshot },
  /** The same wish, by its intent id, never yields a second order. */
  placeOrder: { input: placeRequest, output: placeAnswer },
  cancelOrder: { input: z.object({ clientOrderId: identifier }), output: nothing },
  cancelAllOrders: { input: nothing, output: nothing },
  /** Holds our record against the exchange's at once; how it went follows with the updates. */
  reconcileNow: { input: nothing, output: nothing },
  decideDrift: {
    input: z.object({ driftId: identifier, decision: driftDecision }),
    output: nothing,
  },
  /** Older than what the window is told of. */
  loadOrders: { input: ordersWish, output: orderPage },
  loadFills: { input: fillsWish, output: fillPage },
  loadClosedPositions: { input: nothing, output: closedPositions },
  /** Trades and transfers of the open account, where the user wants them; false when the system's dialog was dismissed. */
  exportHistory: { input: z.object({ layout: z.enum(HISTORY_LAYOUTS) }), output: z.boolean() },
  loadRisk: { input: nothing, output: riskView },
  /** While real money is at risk, loosening has to be confirmed. */
  saveLimits: {
    input: z.object({ of: limitLevel, limits: limitsView, isConfirmed: z.boolean() }),
    output: limitsAnswer,
  },
  saveBreaker: {
    input: z.object({
      name: z.enum(BREAKER_NAMES),
      setting: breakerSetting,
      isConfirmed: z.boolean(),
    }),
    output: limitsAnswer,
  },
  resetBreaker: {
    input: z.object({
      name: z.enum(BREAKER_NAMES),
      scope: tradingScope,
      reason: sentence.min(1),
    }),
    output: nothing,
  },
  setTradingState: {
    input: z.object({
      scope: tradingScope,
      state: z.enum(['active', 'reducing', 'halted']),
      reason: sentence,
    }),
    output: nothing,
  },
  /** Halts at once, then does what else is asked for; how it goes follows with the updates. */
  useKillSwitch: {
    input: z.object({ cancelsAll: z.boolean(), flattens: z.boolean() }),
    output: nothing,
  },
  loadHealth: { input: nothing, output: healthView },
  loadLogging: { input: nothing, output: loggingView },
  saveLogging: { input: logSettings, output: loggingView },
  /** Opens the system's folder dialog; nothing changes when it is dismissed. */
  chooseLogFolder: {
    input: z.object({
      /** Asks nobody, and takes the one in the profile. */
      isUsual: z.boolean(),
    }),
    output: loggingView,
  },
  readLog: { input: logWish, output: logPage },
  /** How a text would stand in the log, with what looks like a secret hidden. */
  previewLogText: { input: logSample, output: logSample },
  loadDiagnostics: { input: nothing, output: diagnostics },
  /** What was shown last, to the clipboard or to a file; false when the system's dialog was dismissed. */
  giveDiagnostics: { input: z.object({ to: z.enum(['clipboard', 'file']) }), output: z.boolean() },
  loadUpdate: { input: nothing, output: updateView },
  /** Answers when there is nothing newer, or it was fetched. */
  checkForUpdate: { input: nothing, output: updateView },
  /** Backs the profile up, installs what is ready and starts anew; refused while an order is unresolved. */
  installUpdate: { input: nothing, output: nothing },
  loadAlerts: { input: nothing, output: alertsView },
  /** The secret is kept in the keychain; null leaves the one that is there. */
  saveChannel: {
    input: z.object({ channel: alertChannel, secret: z.string().max(2_000).nullable() }),
    output: alertsView,
  },
  removeChannel: { input: z.object({ channelId: identifier }), output: alertsView },
  testChannel: { input: z.object({ channelId: identifier }), output: channelTest },
  saveAlertRules: { input: alertRules, output: alertsView },
  loadLock: { input: nothing, output: lockView },
  lockNow: { input: nothing, output: nothing },
  unlock: { input: z.object({ passphrase }), output: nothing },
  saveLock: { input: lockWish, output: lockView },
  removeLock: { input: z.object({ passphrase }), output: lockView },
  /** Lets one request of that name through that asks for the passphrase once more. */
  confirmPassphrase: {
    input: z.object({ passphrase, request: z.enum(REQUEST_NAMES) }),
    output: nothing,
  },
  /** What is known of the keys that are kept. */
  listKeys: { input: nothing, output: keyViews },
  /** Those whose place another key is taking. */
  listKeyRotations: { input: nothing, output: keyRotations },
  /** Opens a window that a key is typed into, which ends once that is kept: as the only one, or to take the place of the one there is. */
  openKeyWindow: { input: keyPlace.extend({ rotates: z.boolean() }), output: nothing },
  /** Looks whether it can go on, such as that the old key is dead. */
  goOnRotating: { input: keyPlace, output: keyRotations },
  giveUpRotation: { input: keyPlace, output: keyRotations },
  removeKeys: { input: keyPlace, output: keyViews },
  /** What is kept of candles for research, and how downloads go. */
  loadStoredData: { input: nothing, output: storedData },
  /** Where candles are missing, the first of them where there are very many. */
  loadGaps: { input: storedKey, output: z.array(storedGap) },
  /** Answers at once; how they go is in what is stored. */
  startDownloads: { input: downloadsWish, output: nothing },
  pauseDownload: { input: storedKey, output: nothing },
  resumeDownload: { input: storedKey, output: nothing },
  /** What has come of it is kept. */
  forgetDownload: { input: storedKey, output: nothing },
  /** Asks the exchange for whatever is missing, also where it had none before. */
  refillGaps: { input: storedKey, output: nothing },
  /** What would go, and nothing does. */
  previewRetention: { input: retentionsWish, output: z.array(storedRemoval) },
  /** Keeps it so from now on, and takes away what is older; answers with what went. */
  applyRetention: { input: retentionsWish, output: z.array(storedRemoval) },
  /** What does not fit together, each in a sentence; nothing when all is sound. */
  checkCandles: { input: nothing, output: z.array(sentence) },
  /** How much went back to the disk. */
  vacuumCandles: { input: nothing, output: z.object({ bytes: z.number().nonnegative() }) },
  /** Opens the system's file dialog; null when it was dismissed. */
  importHistory: { input: historyWish, output: broughtIn.nullable() },
  /** Opens the system's file dialog; false when it was dismissed. */
  exportCandles: {
    input: storedKey.extend({ format: z.enum(CANDLE_FORMATS) }),
    output: z.boolean(),
  },
  listCandleSeries: { input: nothing, output: z.array(candleSeries) },
  /** Answers at once; how the run goes is asked for by its id. */
  startBacktest: { input: backtestWish, output: runReference },
  loadRun: { input: runReference, output: runState },
  cancelRun: { input: runReference, output: nothing },
  loadBacktest: { input: runReference, output: backtestView },
  /** Some of a run's trades, the oldest first, from an index on. */
  loadTrades: {
    input: runReference.extend({ from: z.number().int().nonnegative() }),
    output: z.array(resultTrade),
  },
  /** Without a name it is called after what was tested. */
  saveBacktest: { input: runReference.extend({ name: z.string().max(100) }), output: nothing },
  listBacktests: { input: nothing, output: z.array(savedBacktestLine) },
  /** Some saved ones, to be put side by side. */
  loadBacktests: {
    input: z.object({ ids: z.array(identifier).min(1).max(COMPARED_MAX) }),
    output: z.array(savedFigures),
  },
  removeBacktest: { input: z.object({ id: identifier }), output: nothing },
  /** Answers at once; how the search goes is in the list. */
  startSearch: { input: searchWish, output: searchReference },
  listSearches: { input: nothing, output: z.array(searchLine) },
  pauseSearch: { input: searchReference, output: nothing },
  resumeSearch: { input: searchReference, output: nothing },
  removeSearch: { input: searchReference, output: nothing },
  loadSearch: { input: searchReference, output: searchView },
  /** Opens the system's file dialog; false when it was dismissed. */
  exportBacktest: {
    input: z.object({
      /** Of this session, or a saved one. */
      kind: z.enum(['run', 'saved']),
      id: identifier,
      format: z.enum(EXPORT_FORMATS),
    }),
    output: z.boolean(),
  },
} as const satisfies Record<RequestName, { input: z.ZodType; output: z.ZodType }>

export type Requests = typeof requests
export type { RequestName }
export type RequestInput<Name extends RequestName> = z.input<Requests[Name]['input']>
export type RequestOutput<Name extends RequestName> = z.output<Requests[Name]['output']>

export type Problem = z.infer<typeof problem>
/** A request never throws across the boundary: it answers with a value or says what went wrong. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Problem }
