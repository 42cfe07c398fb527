import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Facts } from '../../components/facts.tsx'
import { formatMoney } from '../../format/decimal.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { ResetBalance } from './reset-balance.tsx'
import { SettingsSection } from './settings-section.tsx'

export function PaperAccountSection() {
  const account = useEngine((snapshot) => snapshot.account)
  const equity = useEngine(({ status }) => status.portfolio.equity) ?? '0'
  const [isResetting, setResetting] = useState(false)
  if (account?.mode !== 'demo' && account?.mode !== 'paper') return null
  const money = (amount: string) => `${formatMoney(amount, account.quote)} ${account.quote}`
  return (
    <SettingsSection
      title="Simulated account"
      text="Start over with a fresh balance. The old ledger is archived, not deleted."
    >
      <Facts
        className="max-w-80"
        facts={[
          {
            term: 'Account',
            value: <span className="inline-block first-letter:uppercase">{account.title}</span>,
          },
          { term: 'Started with', value: money(account.startingBalance) },
          { term: 'Equity now', value: money(equity) },
        ]}
      />
      {isResetting ? (
        <ResetBalance account={account} onClose={() => setResetting(false)} />
      ) : (
        <Button className="mt-4" onClick={() => setResetting(true)}>
          Reset balance…
        </Button>
      )}
    </SettingsSection>
  )
}
