import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { type PastAccount, parityReport } from '../../app/backtest/parity/parity-report.ts'
import type { ParityDocument } from '../../app/contract/parity-document.ts'
import { DEFAULT_RISK_LIMITS } from '../../app/engine/guard/default-limits.ts'
import { openAccountReader } from '../../app/storage/account-reader.ts'
import { CandleArchive } from '../../app/storage/candle-archive.ts'
import { profileOf } from './account-options.ts'
import { accountDirectory } from './last-source.ts'
import { parityText } from './parity-text.ts'
import { print } from './print.ts'
import { EXIT, Misuse } from './usage.ts'

const CANDLE_FILE = 'market.db'

/** `cryptobot parity`: an account held against a backtest of the same candles. */
export async function parity(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      profile: { type: 'string' },
      account: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const report = parityOf(accountDirectory(profileOf(values), values.account))
  if (values.json) print(report)
  else process.stdout.write(parityText(report))
  return EXIT.done
}

/** Reads the account beside whoever runs it. */
function parityOf(directory: string): ParityDocument {
  const account = openAccountReader(directory)
  try {
    const { record } = account
    const { title, mode, idPrefix, market } = record
    const scopes = new Map(account.limits())
    return parityReport({
      ...{ title, mode, idPrefix, market },
      ...candlesOf(directory, market),
      bots: account
        .bots()
        .map(({ bot }) => bot)
        .filter(({ symbol }) => symbol === market.symbol),
      cash: record.startingBalance,
      limits: scopes.get('account') ?? DEFAULT_RISK_LIMITS,
      fills: account.fills().filter(({ symbol }) => symbol === market.symbol),
      orders: account.orders(),
      decisions: account.decisions(),
    })
  } finally {
    account.close()
  }
}

function candlesOf(
  directory: string,
  market: PastAccount['market'],
): Pick<PastAccount, 'timeframe' | 'candles' | 'warmUp'> {
  const archive = new CandleArchive(join(directory, CANDLE_FILE))
  try {
    const extent = archive.extent()
    const began = archive.beganAt()
    if (extent === undefined || began === undefined) {
      throw new Misuse(`The account ${basename(directory)} has not seen any candles yet.`)
    }
    const candles = archive.read(market, extent.from, extent.to + 1)
    const warmUp = candles.findIndex(({ openTime }) => openTime >= began)
    return { timeframe: extent.timeframe, candles, warmUp }
  } finally {
    archive.close()
  }
}
