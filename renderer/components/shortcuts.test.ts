import { describe, expect, it } from 'vitest'
import { keysOf, SHORTCUTS, shortcutFor } from './shortcuts.ts'

const press = (key: string, held: Partial<KeyboardEvent> = {}) => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false },
  ...held,
})

describe('keys', () => {
  it('mean one thing each', () => {
    const keys = SHORTCUTS.map((shortcut) => keysOf(shortcut, false))
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('with Ctrl or ⌘ are heard while somebody types, others are not', () => {
    expect(shortcutFor(press('3', { ctrlKey: true }), true)?.words).toContain('Orders')
    expect(shortcutFor(press('K', { metaKey: true }), true)?.words).toContain('commands')
    expect(shortcutFor(press('?'), true)).toBeUndefined()
    expect(shortcutFor(press('?'), false)?.words).toBe('These keys')
  })

  it('are left alone with other modifiers, and where they mean nothing', () => {
    expect(shortcutFor(press('3'), false)).toBeUndefined()
    expect(shortcutFor(press('?', { ctrlKey: true }), false)).toBeUndefined()
    expect(shortcutFor(press('3', { ctrlKey: true, altKey: true }), false)).toBeUndefined()
  })

  it('are written as each system writes them', () => {
    const palette = SHORTCUTS[0]
    if (palette === undefined) throw new Error('there are no shortcuts')
    expect([keysOf(palette, false), keysOf(palette, true)]).toEqual(['Ctrl + K', '⌘ K'])
  })
})
