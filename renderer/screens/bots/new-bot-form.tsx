import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { BotSetup, StrategyView } from '../../../app/contract/setup.ts'
import { addBot } from '../../actions/trading.ts'
import { ExitFields } from '../../components/bot-fields/exit-fields.tsx'
import { ParameterField } from '../../components/bot-fields/parameter-field.tsx'
import { SizingFields } from '../../components/bot-fields/sizing-fields.tsx'
import { StrategyField } from '../../components/bot-fields/strategy-field.tsx'
import { Button } from '../../components/button.tsx'
import { Field, INPUT_CLASSES } from '../../components/field.tsx'
import { SideForm } from '../../components/side-form.tsx'
import { botFormSchema } from '../../forms/bot-form.ts'
import { useEngine } from '../../stores/engine-store.ts'

/** A bot that is being set up. */
export type BotDraft = {
  readonly id: string
  readonly setup: BotSetup
  /** The bot that it began as, whose limits it gets. */
  readonly like: string | null
}

type NewBotFormProps = {
  readonly draft: BotDraft
  readonly strategy: StrategyView
  readonly strategies: readonly StrategyView[]
  readonly onStrategy: (strategy: StrategyView) => void
  readonly onClose: () => void
}

/** Another bot for the account that is open. Nothing wrong leaves it, and it trades once it is pressed. */
export function NewBotForm(props: NewBotFormProps) {
  const { draft, strategy, strategies, onStrategy, onClose } = props
  const [isBusy, setBusy] = useState(false)
  const symbol = useEngine(({ account }) => account.symbol) ?? ''
  const mode = useEngine(({ account }) => account.mode) ?? 'paper'
  const [base = '', quote = ''] = symbol.split('/')
  const form = useForm<BotSetup>({
    ...{ mode: 'onTouched', shouldFocusError: true, defaultValues: draft.setup },
    resolver: zodResolver(botFormSchema(strategy)),
  })
  const add = form.handleSubmit(async (setup) => {
    setBusy(true)
    const isAdded = await addBot({ setup, like: draft.like })
    setBusy(false)
    if (isAdded) onClose()
  })
  return (
    <SideForm
      title="New bot"
      text={`It trades ${symbol} with the money of this account, which all its bots share.`}
      onSubmit={(event) => void add(event)}
      onClose={onClose}
    >
      <StrategyField
        strategies={strategies}
        chosen={strategy}
        onChoose={(id) => {
          const chosen = strategies.find((one) => one.id === id)
          if (chosen) onStrategy(chosen)
        }}
      />
      <p className="-mt-2 text-ink-soft text-small">{strategy.description}</p>
      <Field label="Name" error={form.formState.errors.name?.message}>
        {(ids) => (
          <input {...ids} {...form.register('name')} type="text" className={INPUT_CLASSES} />
        )}
      </Field>
      <div className="grid grid-cols-2 items-start gap-3">
        {strategy.fields.map((field) => (
          <ParameterField key={field.key} form={form} field={field} />
        ))}
      </div>
      <SizingFields form={form} decides={strategy.decides} base={base} quote={quote} />
      <ExitFields form={form} />
      <Button type="submit" variant="mode" disabled={isBusy}>
        {isBusy ? 'Starting…' : `Start it on ${mode}`}
      </Button>
    </SideForm>
  )
}
