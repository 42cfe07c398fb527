/** The channels of the window that keys are typed into; apart, so that no preload script shares a file with another. */
export const KEY_ENTRY_CHANNELS = {
  load: 'cryptobot:key-entry:load',
  save: 'cryptobot:key-entry:save',
  close: 'cryptobot:key-entry:close',
} as const
