import { z } from 'zod'
import { limitsView } from '../../../app/contract/risk-view.ts'
import { DEFAULT_SETTINGS, settings } from '../../../app/contract/settings.ts'
import { botFile } from '../../../main/cli/bot-file.ts'
import { BOT_WORDS, EXIT_WORDS, LIMIT_WORDS, SETTING_WORDS } from './configuration-words.ts'

const property = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.string()).optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  get anyOf() {
    return z.array(property).optional()
  },
  get items() {
    return property.optional()
  },
})
type Property = z.infer<typeof property>
const objectSchema = z.object({
  properties: z.record(z.string(), property),
  required: z.array(z.string()).default([]),
})

/** The page of everything that can be set in files, made from the schemas that read them. */
export function configurationReference(): string {
  const defaults = new Map(
    Object.entries(DEFAULT_SETTINGS).map(([name, value]) => [name, JSON.stringify(value)]),
  )
  return `# Configuration

All of it has a place in the window; this page is for those who write files, or want to know what is behind a field.

## Settings

Of a profile, under *Settings*. They are kept in \`settings.db\`.

${table(settings, SETTING_WORDS, (name) => defaults.get(name) ?? '')}

## A bot file

A JSON file that [\`run --bot\`](headless.md#a-bot-file) takes, and \`backtest --bot\`. Fields that are not listed are refused.

${table(botFile, BOT_WORDS)}

### \`exits\`

${table(botFile.shape.exits.unwrap(), EXIT_WORDS)}

### \`limits\`

The same limits as under *Risk → Limits*, where they can be set for all accounts, for one, and for a bot. What is not named, or is null, is not
limited; the strictest level counts. What each refuses: [limits and risk rules](../risk/limits.md).

${table(limitsView, LIMIT_WORDS)}
`
}

function table(
  schema: z.ZodObject,
  words: Readonly<Record<string, string>>,
  usual?: (name: string) => string,
): string {
  const { properties, required } = objectSchema.parse(z.toJSONSchema(schema, { io: 'input' }))
  const heads = ['field', 'value', ...(usual === undefined ? [] : ['as it comes']), 'meaning']
  const rows = Object.entries(properties).map(([name, value]) => {
    const optional = usual === undefined && !required.includes(name) ? ', optional' : ''
    const middle = usual === undefined ? [] : [code(usual(name))]
    return [code(name), typeOf(value) + optional, ...middle, words[name] ?? '']
  })
  return [heads, heads.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

const code = (text: string): string => (text === '' ? '' : `\`${text}\``)

function typeOf(value: Property): string {
  if (value.anyOf !== undefined) {
    const types = value.anyOf.map(typeOf)
    return [...new Set(types)].join(' or ')
  }
  if (value.enum !== undefined) return value.enum.map(code).join(', ')
  if (value.type === 'array') return 'list'
  if (value.type === 'object') return 'object'
  if (value.type === 'string')
    return value.pattern?.startsWith('^-?\\d+') ? 'decimal as text' : 'text'
  if (value.type === 'number' || value.type === 'integer') return numberOf(value)
  return String(value.type ?? 'object')
}

/** The whole numbers that a JavaScript number holds exactly are no bound that anybody set. */
function numberOf({ type, minimum, maximum }: Property): string {
  const kind = type === 'integer' ? 'whole number' : 'number'
  const low = minimum === undefined || minimum <= -Number.MAX_SAFE_INTEGER ? '' : ` from ${minimum}`
  const high = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? '' : ` to ${maximum}`
  return kind + low + high
}
