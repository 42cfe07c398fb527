/**
 * Bybit's ids of spot are long numbers in text; JavaScript's numbers would round them. Of two neighbouring ones the
 * second is the order's link id, if its owner gave none.
 */
const ORDER_PREFIX = '18930'
const FILL_PREFIX = '22900'
const DIGITS = 13

export function orderIdText(id: number): string {
  return `${ORDER_PREFIX}${String(id * 2).padStart(DIGITS, '0')}0`
}

export function ownLinkId(id: number): string {
  return `${ORDER_PREFIX}${String(id * 2).padStart(DIGITS, '0')}1`
}

/** Undefined when it cannot be one of ours. */
export function readOrderId(text: string): number | undefined {
  if (!text.startsWith(ORDER_PREFIX) || !/^\d{19}$/.test(text)) return undefined
  const id = Number(text.slice(ORDER_PREFIX.length, -1)) / 2
  return orderIdText(id) === text ? id : undefined
}

export function fillIdText(id: number): string {
  return `${FILL_PREFIX}${String(id).padStart(DIGITS, '0')}0`
}
