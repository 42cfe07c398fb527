import { ARMING_WORDS } from '../../contract/arming.ts'
import type { BotSetup, WizardDraft } from '../../contract/setup.ts'
import { type Money, parseMoney } from '../../domain/amount.ts'
import { failure, type Problem, type Result } from '../../domain/result.ts'
import { findStrategy } from '../../strategy/strategy-catalog.ts'
import { lookaheadReason } from '../lookahead-reason.ts'

/** A trillion: more is a slip of the keyboard, and sums of it might not fit what is stored. */
const BALANCE_MAX = 100_000_000_000_000_000_000n

/** Why an account cannot be opened as the wizard describes it, or nothing. */
export function draftProblem({ riskAccepted, bot }: WizardDraft): Problem | undefined {
  return riskAccepted ? botProblem(bot) : RISK_NOT_ACCEPTED
}

/** Why a bot cannot trade as it is set up, or nothing. */
export function botProblem(bot: BotSetup): Problem | undefined {
  const strategy = findStrategy(bot.strategyId)
  const checked = strategy?.parameters.safeParse(bot.parameters)
  if (strategy === undefined || !checked?.success) {
    return badParameters(checked?.error?.issues[0]?.message)
  }
  if (strategy.startAway !== undefined) return undefined
  const cheats = lookaheadReason(strategy, bot.parameters)
  return cheats === undefined ? undefined : looksAhead(cheats)
}

/** A starting balance as it was typed. */
export function startingBalanceFrom(text: string): Result<Money, Problem> {
  const parsed = parseMoney(text)
  if (!parsed.ok) return failure(badBalance(parsed.error))
  if (parsed.value <= 0) return failure(badBalance('it must be above zero'))
  if (parsed.value > BALANCE_MAX) {
    return failure(badBalance('it must be at most 1000000000000'))
  }
  return parsed
}

export const NO_MARKET: Problem = {
  code: 'no-market',
  message: 'No market has been chosen.',
  action: 'Choose a market in the wizard.',
}

export const LIVE_BY_COMMAND: Problem = {
  code: 'live-by-command',
  message: 'A bot for real money is not added in the window.',
  action:
    'Quit, and start it with cryptobot run --mode live --bot FILE.json --arm-live "I understand".',
}

export function tooManyBots(count: number): Problem {
  return {
    code: 'too-many-bots',
    message: `The account has ${count} bots already.`,
    action: 'Open another account for more of them.',
  }
}

export const NO_PACE: Problem = {
  code: 'no-pace',
  message: 'This market runs in real time.',
  action: 'Only the demo market and replays can be sped up.',
}

export function noKeys({ exchangeId, mode }: { exchangeId: string; mode: string }): Problem {
  return {
    code: 'no-keys',
    message: `There are no API keys for ${exchangeId} (${mode}).`,
    action:
      'Add them in the window under Settings → API keys or with "cryptobot keys add", or set CRYPTOBOT_API_KEY and CRYPTOBOT_API_SECRET where you start Cryptobot from. Then start it again.',
  }
}

export function unreadableKeys(
  { exchangeId, mode }: { exchangeId: string; mode: string },
  reason: string,
): Problem {
  return {
    code: 'keychain-unreadable',
    message: `Whether there are API keys for ${exchangeId} (${mode}) cannot be known. ${reason}`,
    action:
      'Unlock the keychain and start Cryptobot again, or set CRYPTOBOT_API_KEY and CRYPTOBOT_API_SECRET where you start it from.',
  }
}

/** What there is to do about a key that the exchange does not take. */
export const REPLACE_KEY =
  'Look at the exchange whether the key still exists, may trade, and may be used from this address; put one that may into the keychain with "cryptobot keys add", and start Cryptobot again.'

export function keyRefused(reason: string): Problem {
  return {
    code: 'key-refused',
    message: `Nothing was sent: the exchange does not take the API key. ${ended(reason)}`,
    action: REPLACE_KEY,
  }
}

/** Exchanges end their sentences or do not. */
export function ended(sentence: string): string {
  return sentence.endsWith('.') ? sentence : `${sentence}.`
}

export function notTradable(symbol: string, reason: string): Problem {
  return {
    code: 'market-unknown',
    message: `${symbol} cannot be traded in this account: ${reason}.`,
    action: 'Check the symbol; it is written like BTC/USDT.',
  }
}

export const LIVE_NOT_ARMED: Problem = {
  code: 'live-not-armed',
  message: 'This account trades with real money, and is not armed: no bot of it was started.',
  action: `Set it up once more in the window and type "${ARMING_WORDS}", or choose another market.`,
}

export const ARMING_WORDS_MISSING: Problem = {
  code: 'arming-words-missing',
  message:
    'This would trade with real money, and the words that arm it were not typed. Nothing was changed.',
  action: `Type "${ARMING_WORDS}" on the last page of the wizard.`,
}

export const ON_PAPER_ALREADY: Problem = {
  code: 'on-paper-already',
  message: 'No account at an exchange is open: there is nothing to go back from.',
  action: 'Nothing was changed.',
}

export const NO_SUCH_BOT: Problem = {
  code: 'bot-unknown',
  message: 'The account no longer has that bot.',
  action: 'Choose one of those that are listed.',
}

export function botInUse(name: string, reason: string): Problem {
  return {
    code: 'bot-in-use',
    message: `${name} cannot be removed now: ${reason}.`,
    action:
      'Let it only reduce until it holds nothing, cancel its orders, and reset its breakers first.',
  }
}

export const NOT_SIMULATED: Problem = {
  code: 'not-simulated',
  message: 'The balance of an account at an exchange cannot be reset: the money is there.',
  action: 'Deposit or withdraw at the exchange; Cryptobot books it.',
}

export const NO_ALERTS: Problem = {
  code: 'no-alerts',
  message: 'This Cryptobot tells nobody anything.',
  action: 'Use the window or a headless run.',
}

export const CLOSED: Problem = {
  code: 'closed',
  message: 'Cryptobot is quitting.',
  action: 'Start it again.',
}

const RISK_NOT_ACCEPTED: Problem = {
  code: 'risk-not-accepted',
  message: 'The risk notice has not been accepted.',
  action: 'Read and accept it on the first page of the wizard.',
}

function badParameters(reason: string | undefined): Problem {
  return {
    code: 'bad-parameters',
    message: `The strategy cannot run with these parameters: ${reason ?? 'it is not known'}.`,
    action: 'Correct them on the bot page of the wizard.',
  }
}

function looksAhead(reason: string): Problem {
  return {
    code: 'strategy-looks-ahead',
    message: `The strategy may not trade. ${reason}.`,
    action:
      'Choose another strategy, or correct this one: it must decide by the candles it was shown alone.',
  }
}

function badBalance(reason: string): Problem {
  return {
    code: 'bad-balance',
    message: `The starting balance cannot be used: ${reason}.`,
    action: 'Enter an amount such as 10000.',
  }
}
