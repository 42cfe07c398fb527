import Database from 'better-sqlite3'
import { RotationBook } from '../../app/engine/keys/rotation-book.ts'
import { AnswerReader } from '../../app/exchanges/ccxt/answer-reader.ts'
import { CcxtExchangeClient } from '../../app/exchanges/ccxt/ccxt-exchange-client.ts'
import { OrderPairs } from '../../app/exchanges/ccxt/order-pairs.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { ReliableOrderExecutor } from '../../app/execution/order-executor.ts'
import { SqliteLedgerStore } from '../../app/storage/sqlite-ledger-store.ts'
import { KeyRing } from '../../main/vault/key-ring.ts'
import {
  ARMED,
  CLOCK_VARIABLE,
  CRASH_VARIABLE,
  crashPoint,
  DISK_VARIABLE,
  diskFault,
  fastClock,
  fastNow,
} from './crash-point.ts'
import { spoilDisk } from './spoil-disk.ts'
import { begins, type Pass, statementPrototype, wrapMethod } from './wrap-method.ts'

/** Loaded into the real command line by `node --import`: makes it end at a point, and its time run faster. */

/** The moments of the path that no statement marks. */
const CALLS = {
  'write-group': [ReliableOrderExecutor.prototype, 'prepareGroup'],
  'insert-orders': [SqliteLedgerStore.prototype, 'insertOrders'],
  'update-order': [SqliteLedgerStore.prototype, 'updateOrder'],
  'update-orders': [SqliteLedgerStore.prototype, 'updateOrders'],
  'book-fill': [SqliteLedgerStore.prototype, 'bookFill'],
  'append-transfers': [SqliteLedgerStore.prototype, 'appendTransfers'],
  'load-open-orders': [SqliteLedgerStore.prototype, 'loadOpenOrders'],
  submit: [CcxtExchangeClient.prototype, 'submit'],
  'submit-pair': [OrderPairs.prototype, 'submit'],
  cancel: [CcxtExchangeClient.prototype, 'cancel'],
  connect: [CcxtExchangeClient.prototype, 'connect'],
  acceptance: [AnswerReader.prototype, 'acceptance'],
  execution: [AnswerReader.prototype, 'execution'],
  balances: [AnswerReader.prototype, 'balances'],
  'begin-rotation': [RotationBook.prototype, 'begin'],
  'reach-step': [RotationBook.prototype, 'reach'],
  'end-rotation': [RotationBook.prototype, 'end'],
  'keep-key': [KeyRing.prototype, 'save'],
  'forget-key': [KeyRing.prototype, 'remove'],
} as const

const crashText = process.env[CRASH_VARIABLE]
const clockText = process.env[CLOCK_VARIABLE]
const diskText = process.env[DISK_VARIABLE]
if (clockText !== undefined) hurry(clockText)
if (crashText !== undefined) layMine(crashText)
if (diskText !== undefined) spoilDisk(diskFault.parse(diskText))

function hurry(text: string): void {
  const clock = fastClock.parse(JSON.parse(text))
  const { schedule } = systemClock
  Object.assign(systemClock, {
    now: () => fastNow(clock),
    schedule: (delayMs: number, callback: () => void) => schedule(delayMs / clock.speed, callback),
  })
}

function layMine(text: string): void {
  const { kind, name, when, nth, isArmed } = crashPoint.parse(JSON.parse(text))
  let armed = isArmed
  let left = nth
  process.on('SIGUSR2', () => {
    armed = true
    process.stderr.write(`${ARMED}\n`)
  })
  /** Nothing of ours runs after a SIGKILL of one's own. */
  const pass = (moment: 'before' | 'after') => {
    if (!armed || moment !== when) return
    left -= 1
    if (left === 0) process.kill(process.pid, 'SIGKILL')
  }
  if (kind === 'sql') mineStatements(name, pass)
  else if (kind === 'exec') mineScripts(name, pass)
  else mineCall(name, pass)
}

function mineStatements(beginning: string, pass: Pass): void {
  wrapMethod(statementPrototype(), 'run', pass, ({ source }) => begins(source, beginning))
}

function mineScripts(beginning: string, pass: Pass): void {
  wrapMethod(Database.prototype, 'exec', pass, (_, [script]) => begins(script, beginning))
}

function mineCall(name: string, pass: Pass): void {
  const call = Object.entries(CALLS).find(([known]) => known === name)?.[1]
  if (call === undefined) throw new Error(`there is no call ${name}`)
  wrapMethod(call[0], call[1], pass, () => true)
}
