import { type UseFormReturn, useWatch } from 'react-hook-form'
import type { BotSetup, StrategyView } from '../../../app/contract/setup.ts'
import { sizeTerm } from '../../format/words.ts'
import {
  FIRST_SIZINGS,
  SIZING_FIELDS,
  SIZING_WORDS,
  type SizingKind,
} from '../../forms/sizing-kinds.ts'
import { classNames } from '../class-names.ts'
import { Field, INPUT_CLASSES } from '../field.tsx'
import { NumberField } from './number-field.tsx'

const KINDS = Object.keys(SIZING_WORDS).filter(isKind)

type SizingFieldsProps = {
  readonly form: UseFormReturn<BotSetup>
  readonly base: string
  readonly quote: string
  readonly decides: StrategyView['decides']
}

const SENTENCES: Readonly<Record<StrategyView['decides'], string>> = {
  signals: 'Always cut to what is free and to the limits. Nothing ever grows after a loss.',
  'target-weights':
    'What it holds is a share of this; purchases are cut to what is free and to the limits.',
  'working-orders':
    'All of its orders together stay within it, fees included. Nothing ever grows after a loss.',
}

/** How much an entry buys: the way, and its numbers. */
export function SizingFields(props: SizingFieldsProps) {
  const { form, decides } = props
  const kind = useWatch({ control: form.control, name: 'sizing.kind' })
  const choose = (chosen: string) => {
    if (isKind(chosen)) form.setValue('sizing', FIRST_SIZINGS[chosen], { shouldValidate: true })
  }
  return (
    <fieldset className="@container">
      <legend className="font-strong">{sizeTerm(decides)}</legend>
      <p className="text-small text-ink-soft">{SENTENCES[decides]}</p>
      <div className="mt-3 grid items-start gap-4 @md:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
        <Field label="Sizing" help={SIZING_WORDS[kind].sentence}>
          {(ids) => (
            <select
              {...ids}
              className={classNames(INPUT_CLASSES, 'pl-2')}
              value={kind}
              onChange={(event) => choose(event.target.value)}
            >
              {KINDS.map((one) => (
                <option key={one} value={one}>
                  {SIZING_WORDS[one].title}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div className="grid grid-cols-2 items-start gap-x-4 gap-y-3">
          <KindFields key={kind} {...props} kind={kind} />
        </div>
      </div>
    </fieldset>
  )
}

function isKind(text: string): text is SizingKind {
  return Object.hasOwn(SIZING_WORDS, text)
}

function KindFields({
  form,
  base,
  quote,
  kind,
}: SizingFieldsProps & { readonly kind: SizingKind }) {
  if (kind === 'fixed-amount') {
    return (
      <AmountField form={form} name="sizing.quantity" unit={base} help="What each buy is for." />
    )
  }
  if (kind === 'fixed-quote') {
    return <AmountField form={form} name="sizing.amount" unit={quote} help="Fees come on top." />
  }
  return SIZING_FIELDS[kind].map(({ key, ...field }) => (
    <NumberField key={key} form={form} name={`sizing.${key}`} {...field} />
  ))
}

type AmountFieldProps = {
  readonly form: UseFormReturn<BotSetup>
  readonly name: 'sizing.quantity' | 'sizing.amount'
  readonly unit: string
  readonly help: string
}

/** An exact amount stays text, so that no digit of it is lost. */
function AmountField({ form, name, unit, help }: AmountFieldProps) {
  const { error } = form.getFieldState(name, form.formState)
  return (
    <Field label="Amount" unit={unit} help={help} error={error?.message}>
      {(ids) => (
        <input
          {...ids}
          {...form.register(name)}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          className={INPUT_CLASSES}
        />
      )}
    </Field>
  )
}
