import { useHolderName } from './use-holders.ts'

export function HolderName({ botId }: { readonly botId: string }) {
  const name = useHolderName(botId)
  return <span title={name}>{name}</span>
}
