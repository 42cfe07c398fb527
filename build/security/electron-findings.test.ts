import { expect, it } from 'vitest'
import { findingsIn } from './electron-findings.ts'

const COLUMNS = 'issue,severity,confidence,filename,location,sample,description,url\n'

it('finds nothing in a report that only names its columns', () => {
  expect(findingsIn(COLUMNS)).toEqual([])
})

it('lists every finding, whatever is in the sample beside it', () => {
  const line =
    'SANDBOX_JS_CHECK,MEDIUM,FIRM,main/index.js,12:3,"a, ""b""\nc",words,https://example.com\n'
  expect(findingsIn(`${COLUMNS}${line}`)).toEqual([
    'SANDBOX_JS_CHECK · MEDIUM · FIRM · main/index.js · 12:3',
  ])
})
