import { expect, it } from 'vitest'
import { withoutSecrets } from './without-secrets.ts'

it.each([
  ['as it is', 'key s3cr&t/word!', 's3cr&t/word!'],
  ['as part of an address', 'at /x?s3cr%26t%2Fword!', 's3cr&t/word!'],
  ['inside JSON', String.raw`"say \"hello\" now"`, 'say "hello" now'],
  ['in base64', `AUTH ${btoa('s3cr&t/word!')}`, 's3cr&t/word!'],
  [
    'by the path of an address alone',
    'no hook /api/webhooks/12345678901/abcdefghijk',
    'https://d.example/api/webhooks/12345678901/abcdefghijk',
  ],
  [
    'by the end of an address alone',
    'bad token abcdefghijk',
    'https://d.example/api/webhooks/12345678901/abcdefghijk',
  ],
  ['by the second half of a token', 'AAHdqTcvCH1vGWJ is wrong', '110201543:AAHdqTcvCH1vGWJ'],
])('hides a secret %s', (_, text, secret) => {
  const shown = withoutSecrets(text, [secret])
  expect(shown).toContain('•••')
  expect(shown).not.toMatch(/s3cr|hello|abcdefghijk|AAHdqT|czNjc/)
})

it('leaves what is none, on one line', () => {
  expect(withoutSecrets('  530\tno\r\nsuch\u0007 user ', ['', 'no', 's3cr&t/word!'])).toBe(
    '530 no such user',
  )
})
