import { expect, it } from 'vitest'
import { MODES } from '../../app/domain/mode.ts'
import { ICON_SIZE, trayIcon } from './tray-icon.ts'

const MIDDLE = ICON_SIZE / 2

function pixel(icon: Buffer, x: number, y: number): readonly number[] {
  return [...icon.subarray((y * ICON_SIZE + x) * 4, (y * ICON_SIZE + x) * 4 + 4)]
}

it('carries the colour of the mode, in the order that the system wants', () => {
  expect(pixel(trayIcon('demo', 'halted'), MIDDLE, 3)).toEqual([0xd9, 0x45, 0x6d, 0xff])
})

it('has clear corners, and a white mark', () => {
  const icon = trayIcon('paper', 'halted')
  expect(pixel(icon, 0, 0)).toEqual([0, 0, 0, 0])
  expect(pixel(icon, MIDDLE, MIDDLE)).toEqual([0xff, 0xff, 0xff, 0xff])
})

it('looks different for each mode and each state of trading', () => {
  const icons = [null, ...MODES].flatMap((mode) =>
    (['active', 'reducing', 'halted'] as const).map((state) =>
      trayIcon(mode, state).toString('base64'),
    ),
  )
  expect(new Set(icons).size).toBe(15)
})
