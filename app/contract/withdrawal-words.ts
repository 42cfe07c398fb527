/** What has to be typed before a key is kept that may withdraw; apart from the schemas, which the window does not load. */
export const WITHDRAWAL_WORDS = 'this key may withdraw'
