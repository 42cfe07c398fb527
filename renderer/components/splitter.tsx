import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { layoutStore, PANEL_LIMITS, type PanelName, useLayout } from '../stores/layout-store.ts'
import { classNames } from './class-names.ts'

const KEY_STEP = 24

type SplitterProps = { readonly panel: PanelName; readonly label: string }

/** The edge of a panel that can be dragged, or moved with the arrow keys; it sits on its panel's border. */
export function Splitter({ panel, label }: SplitterProps) {
  const edge = useRef<HTMLDivElement>(null)
  const size = useLayout((state) => state[panel])
  const { min, max } = PANEL_LIMITS[panel]
  const isUpright = panel === 'side'

  /** The panel ends at the right or the bottom of its box, so its size is the way from the pointer to there. */
  const resizeTo = (pointer: { readonly clientX: number; readonly clientY: number }) => {
    const box = edge.current?.parentElement?.getBoundingClientRect()
    if (!box) return
    const wanted = isUpright ? box.right - pointer.clientX : box.bottom - pointer.clientY
    layoutStore.getState().resize(panel, wanted)
  }
  const onPointerMove = (event: PointerEvent) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) resizeTo(event)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: 1, ArrowUp: 1, ArrowRight: -1, ArrowDown: -1 }[event.key]
    const box = edge.current?.parentElement?.getBoundingClientRect()
    if (!step || !box) return
    event.preventDefault()
    const now = isUpright ? box.width : box.height
    layoutStore.getState().resize(panel, now + step * KEY_STEP)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved, a focusable separator can.
    <div
      ref={edge}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={isUpright ? 'vertical' : 'horizontal'}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={size ?? min}
      className={classNames(
        'absolute z-20 touch-none hover:bg-line-strong',
        isUpright
          ? 'inset-y-0 -left-[3px] w-[5px] cursor-col-resize'
          : 'inset-x-0 -top-[3px] h-[5px] cursor-row-resize',
      )}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  )
}
