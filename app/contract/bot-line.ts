/** Names a line of a bot's strategy among those of all bots. */
export function botLineKey(botId: string, lineId: string): string {
  return `${botId}.${lineId}`
}
