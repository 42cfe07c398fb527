import { useCallback, useLayoutEffect, useRef } from 'react'

/** The same function for as long as the component lives, which does what the newest one given would. */
export function useLatest<Input>(act: (input: Input) => void): (input: Input) => void {
  const latest = useRef(act)
  useLayoutEffect(() => {
    latest.current = act
  })
  return useCallback((input) => latest.current(input), [])
}
