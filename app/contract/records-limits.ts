/** How many rows a page of records has at most. */
export const RECORDS_PAGE = 200

/** Of closed positions, the newest. */
export const CLOSED_POSITIONS_MAX = 5_000
