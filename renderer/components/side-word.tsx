import { classNames } from './class-names.ts'

/** Buy and sell, told apart by arrow, word and colour. */
export function SideWord({ side }: { readonly side: 'buy' | 'sell' }) {
  return (
    <span className={classNames('font-strong', side === 'buy' ? 'text-up' : 'text-down')}>
      <span aria-hidden="true">{side === 'buy' ? '▲' : '▼'} </span>
      {side}
    </span>
  )
}
