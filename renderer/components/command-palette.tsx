import { Command } from 'cmdk'
import { useEffect, useRef } from 'react'
import { useApp } from '../stores/app-store.ts'
import { useEngine } from '../stores/engine-store.ts'
import { type PaletteCommand, paletteCommands } from './palette-commands.ts'

const GROUPS = ['Trading', 'Go to', 'Theme'] as const

/**
 * Everything by typing. Not modal, so that HALT stays in reach, and not cmdk's own dialog, which would write a style
 * element.
 */
export function CommandPalette() {
  const input = useRef<HTMLInputElement>(null)
  const setPaletteOpen = useApp((state) => state.setPaletteOpen)
  const isHalted = useEngine(({ status }) => status.trading.state === 'halted') ?? false
  const bots = useEngine(({ status }) => status.bots) ?? []
  const close = () => setPaletteOpen(false)
  useEffect(() => {
    input.current?.focus()
  }, [])

  const areAllHeld = useEngine(({ status }) => status.states.global !== 'active') ?? false
  const commands = paletteCommands(isHalted, bots, areAllHeld)
  return (
    <dialog
      open
      aria-label="Commands"
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}
      onKeyDown={(event) => event.key === 'Escape' && close()}
      className="fixed top-[14vh] z-30 mx-auto w-[560px] max-w-[calc(100vw-48px)] rounded-large border border-line-strong bg-panel p-0 text-ink"
    >
      <Command label="Commands" loop>
        <Command.Input
          ref={input}
          placeholder="What should happen?"
          className="h-12 w-full border-line border-b bg-transparent px-4 text-large outline-none"
        />
        <Command.List className="max-h-96 overflow-y-auto p-2">
          <Command.Empty className="px-3 py-2 text-ink-soft">No command matches.</Command.Empty>
          {GROUPS.map((group) => (
            <CommandGroup
              key={group}
              group={group}
              commands={commands.filter((command) => command.group === group)}
              onRun={close}
            />
          ))}
        </Command.List>
      </Command>
    </dialog>
  )
}

type CommandGroupProps = {
  readonly group: string
  readonly commands: readonly PaletteCommand[]
  readonly onRun: () => void
}

function CommandGroup({ group, commands, onRun }: CommandGroupProps) {
  return (
    <Command.Group
      heading={group}
      className="**:[[cmdk-group-heading]]:px-3 **:[[cmdk-group-heading]]:py-1 **:[[cmdk-group-heading]]:text-tiny **:[[cmdk-group-heading]]:text-ink-soft"
    >
      {commands.map((command) => (
        <Command.Item
          key={command.words}
          className="flex h-9 cursor-pointer items-center rounded-small px-3 data-[selected=true]:bg-raised"
          onSelect={() => {
            onRun()
            command.run()
          }}
        >
          {command.words}
        </Command.Item>
      ))}
    </Command.Group>
  )
}
