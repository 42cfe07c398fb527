import { type IPriceLine, type ISeriesApi, LineStyle } from 'lightweight-charts'
import type { EngineSnapshot, OrderView } from '../../../app/contract/engine-view.ts'
import { formatQuantity } from '../../format/decimal.ts'
import { isWorking } from '../../format/order-words.ts'
import { isChangeable, linePrice } from '../../forms/replacing-ticket.ts'
import type { ChartColours } from './chart-colours.ts'

/** How near the pointer has to be to a line, in pixels. */
const REACH = 6

type DrawnOrder = { readonly order: OrderView; readonly line: IPriceLine }

/** The working orders of the chart's market. Those that a person placed can be dragged to another price. */
export class OrderLines {
  readonly #series: ISeriesApi<'Candlestick'>
  readonly #colours: ChartColours
  #orders: readonly OrderView[] | null = null
  #drawn: DrawnOrder[] = []

  constructor(series: ISeriesApi<'Candlestick'>, colours: ChartColours) {
    this.#series = series
    this.#colours = colours
  }

  paint({ orders, account }: EngineSnapshot): void {
    if (orders === this.#orders) return
    this.#orders = orders
    for (const { line } of this.#drawn) this.#series.removePriceLine(line)
    this.#drawn = orders
      .filter((order) => order.symbol === account.symbol && isWorking(order))
      .flatMap((order) => {
        const price = linePrice(order)
        return price === null ? [] : [{ order, line: this.#lineOf(order, Number(price)) }]
      })
  }

  /** The one under the pointer that can be moved. */
  changeableAt(y: number): OrderView | undefined {
    const found = this.#drawn.find(({ order, line }) => {
      const at = this.#series.priceToCoordinate(line.options().price)
      return at !== null && Math.abs(at - y) <= REACH && isChangeable(order)
    })
    return found?.order
  }

  /** Only the line: the order stays where it is. Gives the price there, if there is one. */
  move(order: OrderView, y: number): number | null {
    const price = this.#series.coordinateToPrice(y)
    if (price !== null) this.#lineFor(order)?.applyOptions({ price })
    return price
  }

  putBack(order: OrderView): void {
    this.#lineFor(order)?.applyOptions({ price: Number(linePrice(order)) })
  }

  #lineFor({ intentId }: OrderView): IPriceLine | undefined {
    return this.#drawn.find(({ order }) => order.intentId === intentId)?.line
  }

  #lineOf(order: OrderView, price: number): IPriceLine {
    const { up, down, line, ink } = this.#colours
    return this.#series.createPriceLine({
      price,
      title: `${order.side} ${formatQuantity(order.quantity)} ${order.type}`,
      color: order.side === 'buy' ? up : down,
      lineWidth: 1,
      lineStyle: LineStyle.LargeDashed,
      axisLabelColor: line,
      axisLabelTextColor: ink,
    })
  }
}
