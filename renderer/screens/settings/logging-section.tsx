import { FolderOpen } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import {
  DEFAULT_LOG_SETTINGS,
  LOG_LEVELS,
  LOG_LIMITS,
  LOG_PARTS,
  type LogLevel,
  type LogPart,
} from '../../../app/contract/log-words.ts'
import type { LoggingView, LogSettings } from '../../../app/contract/logs.ts'
import { chooseLogFolder, loadLogging, previewLogText, saveLogging } from '../../actions/logs.ts'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useAnswer } from '../../components/use-answer.ts'
import { LEVEL_WORDS, PART_WORDS } from '../../format/log-words.ts'
import { SettingsSection } from './settings-section.tsx'

const LEVELS = LOG_LEVELS.map((value) => ({ value, label: LEVEL_WORDS[value].filter }))
const FORMATS = [
  { value: 'text' as const, label: 'Text' },
  { value: 'json' as const, label: 'JSON' },
]

/** What is written to the log, where, and for how long it is kept. */
export function LoggingSection() {
  const [loaded] = useAnswer(loadLogging)
  if (loaded.kind !== 'ready') return null
  return (
    <SettingsSection
      title="Log"
      text="What Cryptobot writes down while it runs; read it under Health. Changes hold at once. Whatever looks like a secret is hidden before it is written."
    >
      <LoggingForm view={loaded.value} />
      <Folder view={loaded.value} />
      <Preview />
    </SettingsSection>
  )
}

type Numbers = Readonly<Record<'fileMegabytes' | 'files' | 'keepDays', string>>

/** As they are typed. */
function numbersOf({ fileMegabytes, files, keepDays }: LogSettings): Numbers {
  return {
    fileMegabytes: String(fileMegabytes),
    files: String(files),
    keepDays: String(keepDays),
  }
}

function LoggingForm({ view }: { readonly view: LoggingView }) {
  const [levels, setLevels] = useState(view.settings.levels)
  const [format, setFormat] = useState(view.settings.format)
  const [numbers, setNumbers] = useState(() => numbersOf(view.settings))
  const [isTried, setTried] = useState(false)
  const read = {
    fileMegabytes: wholeNumber(numbers.fileMegabytes, LOG_LIMITS.fileMegabytes),
    files: wholeNumber(numbers.files, LOG_LIMITS.files),
    keepDays: wholeNumber(numbers.keepDays, LOG_LIMITS.keepDays),
  }
  const numberField = (name: keyof Numbers, label: string) => (
    <TextField
      label={label}
      error={isTried && read[name] === undefined ? `From 1 to ${LOG_LIMITS[name]}.` : undefined}
      value={numbers[name]}
      onChange={(typed) => setNumbers({ ...numbers, [name]: typed })}
    />
  )
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const { fileMegabytes, files, keepDays } = read
    if (fileMegabytes === undefined || files === undefined || keepDays === undefined) return
    void saveLogging({ levels, format, fileMegabytes, files, keepDays })
  }
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={save}>
      <div className="grid grid-cols-3 gap-3">
        {LOG_PARTS.map((part) => (
          <LevelField
            key={part}
            part={part}
            level={levels[part]}
            onChange={(level) => setLevels({ ...levels, [part]: level })}
          />
        ))}
      </div>
      <div className="grid grid-cols-4 gap-3">
        <SelectField label="Format" options={FORMATS} value={format} onChange={setFormat} />
        {numberField('fileMegabytes', 'A file holds (MB)')}
        {numberField('files', 'Files')}
        {numberField('keepDays', 'Kept for (days)')}
      </div>
      <div className="flex gap-3">
        <Button type="submit">Save log settings</Button>
        <Button
          onClick={() => {
            setLevels(DEFAULT_LOG_SETTINGS.levels)
            setFormat(DEFAULT_LOG_SETTINGS.format)
            setNumbers(numbersOf(DEFAULT_LOG_SETTINGS))
          }}
        >
          Fill in the usual ones
        </Button>
      </div>
    </form>
  )
}

type LevelFieldProps = {
  readonly part: LogPart
  readonly level: LogLevel
  readonly onChange: (level: LogLevel) => void
}

function LevelField({ part, level, onChange }: LevelFieldProps) {
  return <SelectField label={PART_WORDS[part]} options={LEVELS} value={level} onChange={onChange} />
}

function Folder({ view }: { readonly view: LoggingView }) {
  const [{ folder, isUsualFolder }, setView] = useState(view)
  const choose = async (isUsual: boolean) => {
    const next = await chooseLogFolder(isUsual)
    if (next !== undefined) setView(next)
  }
  return (
    <div className="mt-5 flex flex-col gap-2">
      <h3 className="text-small font-strong">Folder</h3>
      <p className="select-all break-all font-mono text-tiny text-ink-soft">{folder}</p>
      <div className="flex gap-3">
        <Button onClick={() => void choose(false)}>
          <FolderOpen aria-hidden="true" size={14} />
          Choose a folder…
        </Button>
        {!isUsualFolder && (
          <Button onClick={() => void choose(true)}>Back to the profile’s own</Button>
        )}
      </div>
    </div>
  )
}

/** Lets somebody try whether what must stay secret would. */
function Preview() {
  const [typed, setTyped] = useState('')
  const [shown, setShown] = useState('')
  const change = (text: string) => {
    setTyped(text)
    void previewLogText(text).then((preview) => setShown(preview ?? ''))
  }
  return (
    <div className="mt-5 flex flex-col gap-2">
      <TextField
        label="Try what would be hidden"
        placeholder="apiKey=… or anything else; it is written nowhere"
        value={typed}
        onChange={change}
      />
      {typed !== '' && (
        <p className="break-all font-mono text-tiny" aria-live="polite">
          {shown}
        </p>
      )}
    </div>
  )
}

/** Nothing where it is none, or too large. */
function wholeNumber(typed: string, max: number): number | undefined {
  const number = /^\s*\d{1,6}\s*$/.test(typed) ? Number(typed) : 0
  return number >= 1 && number <= max ? number : undefined
}
