import type { Route } from '../server/router.ts'
import type { OkxApi } from './okx-api.ts'
import { describeBalances } from './order-words.ts'

/** What an account and its key are. Nothing is ever deposited or withdrawn by name. */
export function accountRoutes(api: OkxApi): readonly Route[] {
  return [
    {
      ...{ method: 'GET', path: '/api/v5/account/balance', weight: 1 },
      answer: (_, request) => {
        const { accountId } = api.authorise(request, 'read')
        return [describeBalances(api.viewOf(accountId).balances(), api.now())]
      },
    },
    {
      ...{ method: 'GET', path: '/api/v5/account/config', weight: 1 },
      answer: (_, request) => {
        const { permissions, addresses } = api.authorise(request, 'read')
        const words = ['read_only', permissions.has('trade') ? 'trade' : '']
        const perm = [...words, permissions.has('withdraw') ? 'withdraw' : '']
        const granted = perm.filter((word) => word !== '').join(',')
        return [{ acctLv: '1', uid: '1', perm: granted, ip: addresses.join(',') }]
      },
    },
  ]
}
