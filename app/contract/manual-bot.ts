/** The one who trades by hand, beside the bots, with a ledger of their own in the account. */
export const MANUAL_BOT = 'manual'
