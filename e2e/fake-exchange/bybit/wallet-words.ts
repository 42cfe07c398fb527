import type { Balance } from '../matching/account.ts'
import { amountText } from '../matching/amount.ts'

/** A unified account's balances. What is free is not told: it is what the wallet holds without what is locked. */
export function describeWallet(balances: readonly Balance[]): object {
  return {
    accountType: 'UNIFIED',
    accountIMRate: '0',
    accountMMRate: '0',
    accountLTV: '0',
    totalEquity: '',
    totalWalletBalance: '',
    totalMarginBalance: '',
    totalAvailableBalance: '',
    totalPerpUPL: '0',
    totalInitialMargin: '0',
    totalMaintenanceMargin: '0',
    coin: balances.map(describeCoin),
  }
}

function describeCoin({ asset, free, locked }: Balance): object {
  const total = amountText(free + locked)
  return {
    coin: asset,
    equity: total,
    usdValue: '',
    walletBalance: total,
    locked: amountText(locked),
    availableToWithdraw: '',
    availableToBorrow: '',
    borrowAmount: '0',
    accruedInterest: '0',
    totalOrderIM: '0',
    totalPositionIM: '0',
    totalPositionMM: '0',
    unrealisedPnl: '0',
    cumRealisedPnl: '0',
    bonus: '0',
    spotHedgingQty: '0',
    marginCollateral: true,
    collateralSwitch: true,
  }
}
