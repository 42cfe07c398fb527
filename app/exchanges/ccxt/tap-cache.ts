import type { Exchange } from 'ccxt'

interface Cache {
  append(item: unknown): void
}

/**
 * Calls back with every item that ccxt puts into one of its caches, before it is merged with what is there. The caches
 * are made when the first message comes, so their making is watched.
 */
export function tapCache(
  exchange: Exchange,
  name: 'orders' | 'myTrades',
  onItem: (item: unknown) => void,
): void {
  let cache: unknown = Reflect.get(exchange, name)
  Object.defineProperty(exchange, name, {
    configurable: true,
    enumerable: true,
    get: () => cache,
    set(made: unknown) {
      if (isCache(made)) tap(made, onItem)
      cache = made
    },
  })
}

function tap(cache: Cache, onItem: (item: unknown) => void): void {
  const append = cache.append.bind(cache)
  Object.defineProperty(cache, 'append', {
    configurable: true,
    value: (item: unknown) => {
      onItem(item)
      append(item)
    },
  })
}

function isCache(value: unknown): value is Cache {
  return typeof value === 'object' && value !== null && 'append' in value
}
