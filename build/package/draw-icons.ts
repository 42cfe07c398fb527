import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { projectFolder } from '../setup/project-folder.ts'

/** What Linux desktops ask for, and 1024 for macOS. */
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const
const largestInIco = 256

/** Which picture stands for which of Apple's types; the twice-as-sharp ones have types of their own. */
const icnsTypes: readonly (readonly [type: string, size: number])[] = [
  ['icp4', 16],
  ['icp5', 32],
  ['icp6', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
]

/** Draws the application's icon in every form that a system asks for. */
export function drawIcons(folder: string): void {
  const svg = readFileSync(join(projectFolder, 'installers', 'icons', 'cryptobot.svg'), 'utf8')
  const pictures = new Map(sizes.map((size) => [size, drawPng(svg, size)]))
  mkdirSync(join(folder, 'icons'), { recursive: true })
  for (const [size, png] of pictures) {
    writeFileSync(join(folder, 'icons', `${size}x${size}.png`), png)
  }
  writeFileSync(join(folder, 'icon.ico'), icoOf(pictures))
  writeFileSync(join(folder, 'icon.icns'), icnsOf(pictures))
}

function drawPng(svg: string, size: number): Buffer {
  return new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng()
}

/** A directory of 16-byte entries, then the pictures; a size of 256 is written as 0. */
export function icoOf(pictures: ReadonlyMap<number, Buffer>): Buffer {
  const entries = [...pictures].filter(([size]) => size <= largestInIco)
  const header = Buffer.alloc(6 + 16 * entries.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(entries.length, 4)
  let offset = header.length
  entries.forEach(([size, png], index) => {
    const at = 6 + 16 * index
    header.writeUInt8(size % 256, at)
    header.writeUInt8(size % 256, at + 1)
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(32, at + 6)
    header.writeUInt32LE(png.length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += png.length
  })
  return Buffer.concat([header, ...entries.map(([, png]) => png)])
}

/** Blocks of a type, a length that counts itself, and a picture, inside one such block. */
export function icnsOf(pictures: ReadonlyMap<number, Buffer>): Buffer {
  const blocks = icnsTypes.flatMap(([type, size]) => {
    const png = pictures.get(size)
    return png === undefined ? [] : [icnsBlock(type, png)]
  })
  return icnsBlock('icns', Buffer.concat(blocks))
}

function icnsBlock(type: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8)
  header.write(type, 'latin1')
  header.writeUInt32BE(header.length + content.length, 4)
  return Buffer.concat([header, content])
}
