/** Says that a screen can be used; what starts the app from outside waits for it, and can see when. */
export function markReady(screen: 'dashboard' | 'wizard' | 'failure' | 'lock'): void {
  document.documentElement.dataset.ready = screen
  performance.mark(`${screen} ready`)
}
