import { zodResolver } from '@hookform/resolvers/zod'
import { type UseFormReturn, useForm } from 'react-hook-form'
import type { BotSetup, StrategyView } from '../../../app/contract/setup.ts'
import { ExitFields } from '../../components/bot-fields/exit-fields.tsx'
import { ParameterField } from '../../components/bot-fields/parameter-field.tsx'
import { SizingFields } from '../../components/bot-fields/sizing-fields.tsx'
import { StrategyField } from '../../components/bot-fields/strategy-field.tsx'
import { Field, INPUT_CLASSES } from '../../components/field.tsx'
import { botFormSchema, initialParameters } from '../../forms/bot-form.ts'
import { SizeExample } from './size-example.tsx'
import { currenciesOf } from './source-words.ts'
import { StepFrame } from './step-frame.tsx'
import type { StepProps } from './step-props.ts'
import { continueWords } from './step-words.ts'

type BotFormProps = StepProps & { readonly strategies: readonly StrategyView[] }

/** Strategy, parameters, size and exits; wrong numbers are named where they stand. */
export function BotForm({ draft, change, advance, back, strategies }: BotFormProps) {
  const strategy =
    strategies.find((candidate) => candidate.id === draft.bot.strategyId) ?? strategies[0]
  if (!strategy) return null
  return (
    <StrategyForm key={strategy.id} {...{ draft, change, advance, back, strategies, strategy }} />
  )
}

type StrategyFormProps = BotFormProps & { readonly strategy: StrategyView }

function StrategyForm(props: StrategyFormProps) {
  const { draft, change, advance, back, strategies, strategy } = props
  const form = useForm<BotSetup>({
    resolver: zodResolver(botFormSchema(strategy)),
    mode: 'onTouched',
    shouldFocusError: true,
    defaultValues: {
      ...draft.bot,
      strategyId: strategy.id,
      parameters: initialParameters(strategy, draft.bot.parameters),
    },
  })
  const leave = async () => {
    if (await form.trigger()) await change({ bot: form.getValues() })
    await back?.()
  }
  return (
    <StepFrame
      title="What should the bot do?"
      explanation={[
        'The strategy decides when to buy and sell; size and exits decide how much is at stake.',
        'All of it can be changed later by setting up again.',
      ]}
      continueWords={continueWords(draft)}
      onContinue={() => void form.handleSubmit((bot) => advance({ bot }))()}
      back={back ? leave : undefined}
    >
      <div className="grid grid-cols-2 gap-x-4 gap-y-5">
        <NameField form={form} />
        <StrategyField
          strategies={strategies}
          chosen={strategy}
          onChoose={(strategyId) =>
            void change({ bot: withStrategy(form.getValues(), strategies, strategyId) })
          }
        />
        <p className="col-span-2 -mt-2 text-small text-ink-soft">{strategy.description}</p>
        {strategy.fields.map((field) => (
          <ParameterField key={field.key} form={form} field={field} />
        ))}
      </div>
      <div className="mt-8">
        <SizingFields form={form} decides={strategy.decides} {...currenciesOf(draft.source)} />
      </div>
      <SizeExample form={form} draft={draft} decides={strategy.decides} />
      <div className="mt-8">
        <ExitFields form={form} />
      </div>
    </StepFrame>
  )
}

/** A bot that was never given a name of its own is called after its strategy. */
function withStrategy(
  bot: BotSetup,
  strategies: readonly StrategyView[],
  strategyId: string,
): BotSetup {
  const nameOf = (id: string) => strategies.find((strategy) => strategy.id === id)?.name
  const name = bot.name === nameOf(bot.strategyId) ? (nameOf(strategyId) ?? bot.name) : bot.name
  return { ...bot, strategyId, name }
}

function NameField({ form }: { readonly form: UseFormReturn<BotSetup> }) {
  return (
    <Field label="Name" error={form.formState.errors.name?.message}>
      {(ids) => <input {...ids} {...form.register('name')} type="text" className={INPUT_CLASSES} />}
    </Field>
  )
}
