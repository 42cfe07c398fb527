import type { Problem } from '../../../app/contract/requests.ts'

/** Why the prices are old. What was known stays. */
export function PriceTrouble({ problem }: { readonly problem: Problem }) {
  return (
    <div
      role="alert"
      aria-label="Prices are old"
      className="shrink-0 border-line border-b bg-attention-tint px-4 py-2 text-small"
    >
      <p>
        <strong className="font-strong">Prices are old.</strong> {problem.message} Cryptobot tries
        again by itself.
      </p>
      <p className="text-ink-soft">{problem.action}</p>
    </div>
  )
}
