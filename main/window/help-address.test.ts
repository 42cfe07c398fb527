import { expect, it } from 'vitest'
import { helpAddress, mayNavigate } from './help-address.ts'

it('begins at the first page, or at what the guide says about a problem', () => {
  expect(helpAddress(null)).toBe('app://help/index.html')
  expect(helpAddress('no-keys')).toBe('app://help/troubleshooting.html#no-keys')
  expect(helpAddress('a#b/../c')).toBe('app://help/troubleshooting.html#a%23b%2F..%2Fc')
})

it('lets the guide lead from page to page', () => {
  expect(mayNavigate('app://help/index.html', 'app://help/risk/limits.html#the-rules')).toBe(true)
})

it.each([
  ['app://help/index.html', 'https://elsewhere.example/'],
  ['app://help/index.html', 'app://cryptobot/index.html'],
  ['app://help/index.html', 'file:///etc/passwd'],
  ['app://help/index.html', 'javascript:alert(1)'],
  ['app://cryptobot/index.html', 'app://help/index.html'],
  ['app://cryptobot/index.html', 'app://cryptobot/index.html'],
  ['https://help/index.html', 'app://help/index.html'],
])('leads nowhere else: from %s to %s', (from, to) => {
  expect(mayNavigate(from, to)).toBe(false)
})
