import type { HealthView } from '../../../app/contract/health-view.ts'
import { Card } from '../../components/card.tsx'
import { LevelMark } from '../../components/level-mark.tsx'

/** Every part with its state, in words. */
export function Parts({ parts }: { readonly parts: HealthView['parts'] }) {
  return (
    <Card title="Parts">
      <ul className="flex flex-col text-small">
        {parts.map(({ name, state, text }) => (
          <li
            key={name}
            className="grid grid-cols-[14px_128px_minmax(0,1fr)] items-start gap-2 border-line border-t py-1.5"
          >
            <span className="mt-[3px]">
              <LevelMark level={state} />
            </span>
            <span className="font-strong first-letter:uppercase">{name}</span>
            <span className="break-words text-ink-soft">{text}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
