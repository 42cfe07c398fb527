import { z } from 'zod'
import { eventLine } from '../../app/contract/event-lines.ts'

const property = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.string().optional(),
  enum: z.array(z.string()).optional(),
  pattern: z.string().optional(),
  get anyOf() {
    return z.array(property).optional()
  },
  get properties() {
    return z.record(z.string(), property).optional()
  },
})
type Property = z.infer<typeof property>

const document = z.object({ oneOf: z.array(property) })

/** A table for each kind of line, in the words of the schema. */
export function eventLinesTable(): string {
  const { oneOf } = document.parse(z.toJSONSchema(eventLine))
  return oneOf.map(tableOf).join('\n\n')
}

function tableOf({ properties = {} }: Property): string {
  const title = properties.event?.const ?? ''
  const rows = Object.entries(properties).flatMap(([name, value]) => rowsOf(name, value))
  const cells = rows
    .filter(([name]) => name !== 'event')
    .map(([name, type]) => `| \`${name}\` | ${type} |`)
  return [`#### \`${title}\``, '', '| field | |', '|---|---|', ...cells].join('\n')
}

function rowsOf(name: string, value: Property): readonly (readonly [string, string])[] {
  if (value.properties === undefined) return [[name, typeOf(value)]]
  return Object.entries(value.properties).flatMap(([inner, one]) => rowsOf(`${name}.${inner}`, one))
}

function typeOf(value: Property): string {
  if (value.anyOf) return value.anyOf.map(typeOf).join(' or ')
  if (value.enum) return value.enum.map((one) => `\`${one}\``).join(', ')
  if (value.pattern?.includes('\\d+(')) return 'decimal as text'
  return [value.type ?? ''].flat().map(wordFor).join(' or ')
}

function wordFor(type: string): string {
  if (type === 'integer') return 'Unix ms'
  return type === 'string' ? 'text' : type
}
