/** What has to be typed before a bot trades with real money: in the window, and behind `--arm-live`. */
export const ARMING_WORDS = 'I understand'
