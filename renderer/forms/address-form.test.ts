import { expect, it } from 'vitest'
import { addressForm } from './address-form.ts'

it('accepts an address, and none', () => {
  for (const address of ['https://api.example.com', 'http://127.0.0.1:8080/api', '']) {
    expect(addressForm.safeParse({ address }).success).toBe(true)
  }
})

it('refuses what is no web address', () => {
  for (const address of ['api.example.com', 'ftp://example.com', 'https://a b', 'javascript:1']) {
    expect(addressForm.safeParse({ address }).success).toBe(false)
  }
})
