const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const

/** "812 B", "4.2 MiB". */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10)
  const index = Math.min(power, UNITS.length - 1)
  return `${Number((bytes / 1_024 ** index).toFixed(1))} ${UNITS[index]}`
}
