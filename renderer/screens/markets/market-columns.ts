/** The tracks of the list, and what stands above them. */
export const MARKET_COLUMNS = {
  template: '36px minmax(104px, 1fr) 128px 88px 112px 68px',
  heads: [
    { id: 'star', text: 'Watched', isRight: false, isHidden: true },
    { id: 'symbol', text: 'Market', isRight: false, isHidden: false },
    { id: 'price', text: 'Price', isRight: true, isHidden: false },
    { id: 'change', text: '24 h', isRight: true, isHidden: false },
    { id: 'spark', text: 'Last day', isRight: false, isHidden: false },
    { id: 'volume', text: 'Volume', isRight: true, isHidden: false },
  ],
} as const
