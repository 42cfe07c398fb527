import { expect, it } from 'vitest'
import type { AppState } from '../../app/contract/requests.ts'
import { createAppStore } from './app-store.ts'

function sampleApp(setUp: boolean): AppState {
  return {
    version: '0.1.0',
    platform: 'linux',
    settings: {
      theme: 'system',
      priceColours: 'green-up',
      exchangeUrls: {},
      metricsPort: null,
      updateChannel: 'stable',
      showsChecklist: true,
      staysAwake: false,
    },
    isViewOnly: false,
    setUp,
    draft: {
      step: 'welcome',
      riskAccepted: false,
      mode: 'demo',
      source: null,
      bot: {
        name: 'SMA cross',
        strategyId: 'sma-cross',
        parameters: {},
        sizing: { kind: 'percent-of-equity', percent: 25 },
        exits: { stopPercent: null, targetPercent: null, trailingPercent: null },
      },
      riskProfile: null,
      startingBalance: '10000',
    },
    failure: null,
    haltShortcut: { keys: 'Ctrl + Alt + Shift + H', isRegistered: true },
  }
}

it('opens the wizard before setup was finished', () => {
  const store = createAppStore()
  store.getState().loaded(sampleApp(false))
  expect(store.getState().screen).toBe('wizard')
})

it('opens the dashboard after setup was finished', () => {
  const store = createAppStore()
  store.getState().loaded(sampleApp(true))
  expect(store.getState().screen).toBe('dashboard')
})

it('goes to the dashboard when setup is finished now', () => {
  const store = createAppStore()
  store.getState().loaded(sampleApp(false))
  store.getState().setupFinished()
  expect(store.getState().screen).toBe('dashboard')
  expect(store.getState().app?.setUp).toBe(true)
})

it('closes the palette when a screen is opened', () => {
  const store = createAppStore()
  store.getState().setPaletteOpen(true)
  store.getState().open('settings')
  expect(store.getState().isPaletteOpen).toBe(false)
})
