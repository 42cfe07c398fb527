import type { OrderView } from '../../../app/contract/engine-view.ts'
import type { OrderLines } from './order-lines.ts'

/** The chart sets the pointer of its own elements: the style sheet goes over it. */
const GRABS = 'chart-grabs'

type Drag = { readonly order: OrderView; price: number | null }

/**
 * Lets the line of an order be dragged. Where it is let go, `onDropped` is told, and the line goes back: nothing is changed by a
 * drag itself. Escape gives it up. Returns what ends it.
 */
export function dragOrders(
  container: HTMLElement,
  lines: OrderLines,
  onDropped: (order: OrderView, price: number) => void,
): () => void {
  let drag: Drag | null = null
  const heightOf = (event: MouseEvent) => event.clientY - container.getBoundingClientRect().top

  const onDown = (event: MouseEvent) => {
    const order = event.button === 0 ? lines.changeableAt(heightOf(event)) : undefined
    if (order === undefined) return
    // The chart would begin to scroll.
    event.stopPropagation()
    event.preventDefault()
    drag = { order, price: null }
  }
  const onMove = (event: MouseEvent) => {
    if (drag === null) {
      const isHere = event.target instanceof Node && container.contains(event.target)
      const isOver = isHere && lines.changeableAt(heightOf(event)) !== undefined
      container.classList.toggle(GRABS, isOver)
      return
    }
    event.stopPropagation()
    drag.price = lines.move(drag.order, heightOf(event)) ?? drag.price
  }
  const end = (isMeant: boolean) => {
    if (drag === null) return
    const { order, price } = drag
    drag = null
    lines.putBack(order)
    if (isMeant && price !== null) onDropped(order, price)
  }
  const onUp = () => end(true)
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') end(false)
  }
  container.addEventListener('mousedown', onDown, true)
  window.addEventListener('mousemove', onMove, true)
  window.addEventListener('mouseup', onUp, true)
  window.addEventListener('keydown', onKey, true)
  return () => {
    container.removeEventListener('mousedown', onDown, true)
    window.removeEventListener('mousemove', onMove, true)
    window.removeEventListener('mouseup', onUp, true)
    window.removeEventListener('keydown', onKey, true)
  }
}
