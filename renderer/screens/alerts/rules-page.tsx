import { useState } from 'react'
import type { AlertChannel, AlertRule } from '../../../app/contract/alert-settings.ts'
import { SidePage } from '../../components/side-page.tsx'
import { ruleOfEveryKind } from '../../forms/rule-form.ts'
import { RuleForm } from './rule-form.tsx'
import { RulesTable } from './rules-table.tsx'

type RulesPageProps = {
  readonly rules: readonly AlertRule[]
  readonly summaryHour: number
  readonly channels: readonly AlertChannel[]
  readonly onChanged: () => void
}

/** What is told to whom, one rule for each kind of news. */
export function RulesPage({ rules, summaryHour, channels, onChanged }: RulesPageProps) {
  const [kind, setKind] = useState<AlertRule['kind'] | null>(null)
  const all = ruleOfEveryKind(rules)
  const chosen = all.find((rule) => rule.kind === kind)
  const close = () => setKind(null)
  const done = () => {
    close()
    onChanged()
  }
  return (
    <SidePage
      side={
        chosen && (
          <RuleForm
            key={chosen.kind}
            rule={chosen}
            rules={all}
            summaryHour={summaryHour}
            channels={channels}
            onSaved={done}
            onClose={close}
          />
        )
      }
    >
      <RulesTable rules={all} channels={channels} chosen={kind} onChange={setKind} />
    </SidePage>
  )
}
