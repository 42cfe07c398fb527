import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { drawIcons } from './draw-icons.ts'

const folder = mkdtempSync(join(tmpdir(), 'cryptobot-icons-'))
drawIcons(folder)
afterAll(() => rmSync(folder, { recursive: true }))

/** Width and height stand in the first chunk of a PNG. */
function pngSize(png: Buffer): readonly number[] {
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
  return [png.readUInt32BE(16), png.readUInt32BE(20)]
}

it.each([16, 48, 256, 512, 1024])('draws a picture of %i pixels', (size) => {
  expect(pngSize(readFileSync(join(folder, 'icons', `${size}x${size}.png`)))).toEqual([size, size])
})

it('writes an ICO whose directory leads to pictures of the sizes it names', () => {
  const ico = readFileSync(join(folder, 'icon.ico'))
  const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
    const at = 6 + 16 * index
    const [offset, length] = [ico.readUInt32LE(at + 12), ico.readUInt32LE(at + 8)]
    const named = ico.readUInt8(at) || 256
    expect(pngSize(ico.subarray(offset, offset + length))).toEqual([named, named])
    return named
  })
  expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256])
})

it('writes an ICNS whose blocks fill it to the last byte', () => {
  const icns = readFileSync(join(folder, 'icon.icns'))
  expect(icns.readUInt32BE(4)).toBe(icns.length)
  const types: string[] = []
  let at = 8
  while (at < icns.length) {
    types.push(icns.toString('latin1', at, at + 4))
    pngSize(icns.subarray(at + 8))
    at += icns.readUInt32BE(at + 4)
  }
  expect(at).toBe(icns.length)
  expect(types).toContain('ic10')
})
