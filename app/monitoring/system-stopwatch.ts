/** Ms since the process started, with fractions; steps of the system's clock do not show in it. */
export function systemStopwatch(): number {
  return performance.now()
}
