import { useMemo } from 'react'
import { MANUAL_BOT } from '../../../app/contract/manual-bot.ts'
import { useEngine } from '../../stores/engine-store.ts'

const BY_HAND = 'By hand'

/** Who trades in the account, and in which markets. */
export function useHolders() {
  const views = useEngine(({ status }) => status.bots)
  const symbol = useEngine(({ account }) => account.symbol)
  return useMemo(() => {
    const bots = (views ?? []).map(({ id, name }) => ({ value: id, label: name }))
    const symbols = new Set([
      ...(symbol ? [symbol] : []),
      ...(views ?? []).map((bot) => bot.symbol),
    ])
    return { bots: [...bots, { value: MANUAL_BOT, label: BY_HAND }], symbols: [...symbols] }
  }, [views, symbol])
}

/** The name of a bot that trades, or traded, in the account. */
export function useHolderName(botId: string): string {
  const name = useEngine(({ status }) => status.bots.find(({ id }) => id === botId)?.name)
  return botId === MANUAL_BOT ? BY_HAND : (name ?? botId)
}
