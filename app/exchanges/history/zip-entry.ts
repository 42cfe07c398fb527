import { crc32, inflateRawSync } from 'node:zlib'
import { CandleFileFault } from '../replay/candle-file-fault.ts'

const END = 0x06054b50
const END_BYTES = 22
const COMMENT_BYTES_MAX = 65_535
const ENTRY = 0x02014b50
const LOCAL_BYTES = 30
const STORED = 0
const DEFLATED = 8
const DOWNLOAD_AGAIN = 'Download the archive again, or unpack it and import the file in it.'

/** The one file in a zip archive, as exchanges publish their history. */
export function zipEntry(archive: Buffer, bytesMax: number): Buffer {
  try {
    return unpacked(archive, bytesMax)
  } catch (error) {
    if (error instanceof CandleFileFault) throw error
    throw broken('cannot be unpacked')
  }
}

/** By the directory at the end of the archive: sizes in front of an entry may be missing. */
function unpacked(archive: Buffer, bytesMax: number): Buffer {
  const end = endOf(archive)
  if (archive.readUInt16LE(end + 10) !== 1) throw broken('holds more than one file, or none')
  const entry = archive.readUInt32LE(end + 16)
  if (archive.readUInt32LE(entry) !== ENTRY) throw broken('has no directory')
  const method = archive.readUInt16LE(entry + 10)
  const [checksum, packedBytes, bytes] = [16, 20, 24].map((at) => archive.readUInt32LE(entry + at))
  if ((bytes ?? 0) > bytesMax) throw broken(`holds more than ${bytesMax / 2 ** 20} MB`)
  const local = archive.readUInt32LE(entry + 42)
  const [nameBytes, extraBytes] = [26, 28].map((at) => archive.readUInt16LE(local + at))
  const from = local + LOCAL_BYTES + (nameBytes ?? 0) + (extraBytes ?? 0)
  const packed = archive.subarray(from, from + (packedBytes ?? 0))
  if (method !== STORED && method !== DEFLATED) throw broken('is packed in an unknown way')
  const content = method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: bytesMax })
  if (content.length !== bytes || crc32(content) !== checksum) throw broken('is damaged')
  return content
}

function endOf(archive: Buffer): number {
  const earliest = Math.max(archive.length - END_BYTES - COMMENT_BYTES_MAX, 0)
  for (let at = archive.length - END_BYTES; at >= earliest; at -= 1) {
    if (archive.readUInt32LE(at) === END) return at
  }
  throw broken('is cut off')
}

function broken(what: string): CandleFileFault {
  return new CandleFileFault(`the archive ${what}.`, DOWNLOAD_AGAIN)
}
