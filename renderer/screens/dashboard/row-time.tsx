import { TimeText } from '../../components/time-text.tsx'
import { useNow } from '../../components/use-now.ts'

export function RowTime({ timeMs }: { readonly timeMs: number }) {
  const now = useNow()
  return <TimeText timeMs={timeMs} nowMs={now} />
}
