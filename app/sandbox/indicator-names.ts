/** The indicators of trading-signals that a user's strategy can import; what they take is in the declarations. */
export const INDICATOR_NAMES = [
  'ADX',
  'ATR',
  'BollingerBands',
  'CCI',
  'DEMA',
  'EMA',
  'MACD',
  'MOM',
  'OBV',
  'ROC',
  'RSI',
  'SMA',
  'StochasticOscillator',
  'StochasticRSI',
  'WMA',
  'WSMA',
] as const
