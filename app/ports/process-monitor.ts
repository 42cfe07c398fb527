/** How the process that trades does. */
export interface ProcessMonitor {
  /** How late its event loop was over the last seconds, in ms: 99 of 100 times it was less. */
  eventLoopDelayMs(): number
  /** What the process holds of the machine's memory. */
  memoryMiB(): number
}
