import { Plus, X } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { classNames } from '../../components/class-names.ts'
import { INPUT_CLASSES } from '../../components/field.tsx'
import type { GroupDraft } from '../../forms/limits-form.ts'

type GroupFieldsProps = {
  readonly groups: readonly GroupDraft[]
  readonly error: string | undefined
  readonly onChange: (groups: readonly GroupDraft[]) => void
}

const NEW_GROUP: GroupDraft = { name: '', assets: '', percent: '' }

/** Assets that move together, and how much of equity they may be together. */
export function GroupFields({ groups, error, onChange }: GroupFieldsProps) {
  const replace = (at: number, part: Partial<GroupDraft>) =>
    onChange(groups.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-small font-strong">Groups of assets</legend>
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is typed has no id of its own, and is never reordered.
        <div key={index} className="flex items-center gap-2">
          <Part
            label="Name of the group"
            placeholder="Majors"
            value={group.name}
            onChange={(name) => replace(index, { name })}
          />
          <Part
            label="Assets"
            placeholder="BTC, ETH"
            value={group.assets}
            onChange={(assets) => replace(index, { assets })}
          />
          <Part
            label="Percent of equity"
            placeholder="%"
            value={group.percent}
            onChange={(percent) => replace(index, { percent })}
          />
          <Button
            size="small"
            variant="quiet"
            aria-label={`Remove the group ${group.name}`}
            onClick={() => onChange(groups.filter((_, at) => at !== index))}
          >
            <X aria-hidden="true" size={14} />
          </Button>
        </div>
      ))}
      {error && <p className="text-small text-danger">{error}</p>}
      <Button size="small" className="self-start" onClick={() => onChange([...groups, NEW_GROUP])}>
        <Plus aria-hidden="true" size={13} />
        Add a group
      </Button>
    </fieldset>
  )
}

type PartProps = {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly onChange: (value: string) => void
}

function Part({ label, placeholder, value, onChange }: PartProps) {
  return (
    <input
      type="text"
      aria-label={label}
      placeholder={placeholder}
      className={classNames(INPUT_CLASSES, 'px-2 text-small')}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
