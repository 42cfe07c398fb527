import { success } from '../../domain/result.ts'
import type { FixedAmount } from '../../domain/sizing.ts'
import type { PositionSizer } from './position-sizer.ts'

/** As it is set, whatever the account is worth. */
export const fixedAmount: PositionSizer<FixedAmount> = ({ quantity }) =>
  success({ quantity, arithmetic: () => 'fixed amount' })
