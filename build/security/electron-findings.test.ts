import { expect, it } from 'vitest'
import { type ElectronReport, findingsIn } from './electron-findings.ts'

const place = { severity: 'MEDIUM', file: 'main/index.js', line: 12 }
const ANSWERED: ElectronReport['found'] = [
  { ...place, id: 'CSP_GLOBAL_CHECK', sample: '' },
  {
    ...place,
    id: 'PROTOCOL_HANDLER_JS_CHECK',
    sample: 'protocol.registerBufferProtocol("app", (request, answer) => {',
  },
  { ...place, id: 'PRELOAD_JS_CHECK', sample: 'preload,' },
  { ...place, id: 'REMOTE_MODULE_JS_CHECK', sample: 'return new BrowserWindow({' },
  {
    ...place,
    id: 'CUSTOM_ARGUMENTS_JS_CHECK',
    sample: 'app.commandLine.appendSwitch("js-flags", "--no-lazy");',
  },
]

it('finds nothing where all is answered', () => {
  expect(findingsIn({ found: ANSWERED, unread: [] })).toEqual([])
})

it('lists what has no answer, also where another of its kind has one', () => {
  const found = [
    { ...place, id: 'SANDBOX_JS_CHECK', sample: 'new BrowserWindow({' },
    { ...place, id: 'PROTOCOL_HANDLER_JS_CHECK', sample: 'protocol.handle("x", anything)' },
  ]
  expect(findingsIn({ found: [...ANSWERED, ...found], unread: [] })).toEqual([
    'SANDBOX_JS_CHECK · MEDIUM · main/index.js:12 · new BrowserWindow({',
    'PROTOCOL_HANDLER_JS_CHECK · MEDIUM · main/index.js:12 · protocol.handle("x", anything)',
  ])
})

it('lists an answer to what is not said any more', () => {
  const [, ...rest] = ANSWERED
  expect(findingsIn({ found: rest, unread: [] })).toEqual([
    'CSP_GLOBAL_CHECK is answered, and was not found',
  ])
})

it('lists files that were not read: nothing is known of them', () => {
  const unread = [{ file: 'main/index.js', message: 'Unknown node type ClassPrivateProperty.' }]
  expect(findingsIn({ found: ANSWERED, unread })).toEqual([
    'main/index.js could not be read: Unknown node type ClassPrivateProperty.',
  ])
})
