import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'

/**
 * A column of numbers, each in the same few bytes, and the few that do not fit written out behind them with their places.
 * One width for all is read as fast as memory is copied; a width of its own for each number would save a tenth of the bytes
 * and take several times as long.
 */

/** Whether a column has numbers below zero. */
export type Sign = 'signed' | 'unsigned'

type Width = 0 | 1 | 2 | 4
const WIDTHS: readonly Width[] = [0, 1, 2, 4]
/** Every number, as it is. */
const WHOLE_BYTES = 8
/** A place and a number. */
const EXCEPTION_BYTES = 10

export function writeColumn(writer: ByteWriter, values: readonly number[], sign: Sign): void {
  const width = cheapestWidth(values, sign)
  writer.byte(width)
  writer.align()
  writer.bytes(packed(values, width, sign))
  const exceptions = width === WHOLE_BYTES ? [] : placesBeyond(values, width, sign)
  writer.unsigned(exceptions.length)
  for (const place of exceptions) {
    writer.unsigned(place)
    writer.number(values[place] ?? 0)
  }
}

/** Puts as many as were written into the target, from a place on. */
export function readColumn(
  reader: ByteReader,
  target: Float64Array,
  { from, count, sign }: { readonly from: number; readonly count: number; readonly sign: Sign },
): void {
  const width = reader.byte()
  reader.align()
  if (width > 0) target.set(view(reader.bytes(count * width), width, sign), from)
  for (let left = reader.unsigned(); left > 0; left -= 1) {
    const place = reader.unsigned()
    if (place >= count) throw new RangeError('a number of it has no place')
    target[from + place] = reader.number()
  }
}

function cheapestWidth(values: readonly number[], sign: Sign): Width | typeof WHOLE_BYTES {
  let [cheapest, bytes]: [Width | typeof WHOLE_BYTES, number] = [
    WHOLE_BYTES,
    values.length * WHOLE_BYTES,
  ]
  for (const width of WIDTHS) {
    const exceptions = placesBeyond(values, width, sign).length
    const needed = values.length * width + exceptions * EXCEPTION_BYTES
    if (needed < bytes) [cheapest, bytes] = [width, needed]
  }
  return cheapest
}

function placesBeyond(values: readonly number[], width: Width, sign: Sign): readonly number[] {
  const [min, max] = rangeOf(width, sign)
  const places: number[] = []
  for (const [place, value] of values.entries()) {
    if (value < min || value > max) places.push(place)
  }
  return places
}

function rangeOf(width: Width, sign: Sign): readonly [number, number] {
  const numbers = 2 ** (8 * width)
  return sign === 'signed' && width > 0 ? [-numbers / 2, numbers / 2 - 1] : [0, numbers - 1]
}

/** Those that do not fit lose what is too much of them. */
function packed(
  values: readonly number[],
  width: Width | typeof WHOLE_BYTES,
  sign: Sign,
): Uint8Array {
  const bytes = new Uint8Array(values.length * width)
  if (width > 0) view(bytes, width, sign).set(values)
  return bytes
}

/** The bytes as numbers of a width. */
function view(bytes: Uint8Array, width: number, sign: Sign) {
  const { buffer, byteOffset, byteLength } = bytes
  const kind = (sign === 'signed' ? SIGNED : UNSIGNED)[width]
  if (kind === undefined) throw new RangeError('its numbers are of an unknown width')
  return new kind(buffer, byteOffset, byteLength / width)
}

const SIGNED = { 1: Int8Array, 2: Int16Array, 4: Int32Array, 8: Float64Array } as Views
const UNSIGNED = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array, 8: Float64Array } as Views
type View = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array
type Views = Readonly<
  Record<
    number,
    | (new (
        buffer: ArrayBufferLike,
        byteOffset: number,
        length: number,
      ) => View | Float64Array)
    | undefined
  >
>
