/** More markets than this nobody follows, and no exchange streams to one program. */
export const WATCHED_MAX = 1_000
/** More rows than a screen shows at once. */
export const IN_VIEW_MAX = 200
/** Trades of the public that come at once. */
export const TRADES_SHOWN_MAX = 200
/** Candles that come at once; a chart that is moved asks for more. Exchanges give fewer. */
export const CANDLE_PAGE_MAX = 2_000
