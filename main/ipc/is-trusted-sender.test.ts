import { expect, it } from 'vitest'
import { isTrustedSender } from './is-trusted-sender.ts'

const ORIGINS = ['app://cryptobot', 'http://localhost:5173']

it.each([
  'app://cryptobot/index.html',
  'app://cryptobot/index.html?x=1#y',
  'app://cryptobot',
  'http://localhost:5173/',
])('trusts the main frame of our own page: %s', (url) => {
  expect(isTrustedSender({ url, parent: null }, ORIGINS)).toBe(true)
})

it.each([
  'app://cryptobot.evil.com/index.html',
  'app://evil/cryptobot',
  'app://cryptobot:8080/',
  'https://cryptobot/',
  'http://localhost:51730/',
  'https://localhost:5173/',
  'blob:app://cryptobot/9d5c8b1e',
  'file:///app://cryptobot/index.html',
  'about:blank',
  'about:srcdoc',
  'data:text/html,app://cryptobot',
  'javascript:1',
  'not a url',
  '',
])('does not trust %j', (url) => {
  expect(isTrustedSender({ url, parent: null }, ORIGINS)).toBe(false)
})

it('does not trust a frame inside of our page, nor one that is gone', () => {
  expect(isTrustedSender({ url: 'app://cryptobot/', parent: {} }, ORIGINS)).toBe(false)
  expect(isTrustedSender(null, ORIGINS)).toBe(false)
})

it('trusts nobody when there is no origin', () => {
  expect(isTrustedSender({ url: 'app://cryptobot/', parent: null }, [])).toBe(false)
  expect(isTrustedSender({ url: '', parent: null }, [''])).toBe(false)
})
