/** How the process that trades does. */
export interface ProcessMonitor {
  /** How late its event loop was over the last seconds at worst, in ms. */
  eventLoopDelayMs(): number
  /** What the process holds of the machine's memory. */
  memoryMiB(): number
}
