import { Component, type ReactNode } from 'react'
import { Button } from './button.tsx'

type CrashBoundaryProps = { readonly children: ReactNode }

/** A bug in one screen must not take the strip, and HALT with it, off the window. */
export class CrashBoundary extends Component<CrashBoundaryProps, { readonly hasCrashed: boolean }> {
  override state = { hasCrashed: false }

  static getDerivedStateFromError() {
    return { hasCrashed: true }
  }

  override render() {
    if (!this.state.hasCrashed) return this.props.children
    return (
      <section role="alert" className="max-w-[560px] p-10">
        <h1 className="text-title font-strong leading-8">This screen could not be drawn</h1>
        <p className="mt-3 text-ink-soft">
          The engine is not affected: bots go on as before, and HALT above still works. Draw the
          screen again, or quit Cryptobot and start it again.
        </p>
        <Button
          className="mt-6"
          variant="primary"
          onClick={() => this.setState({ hasCrashed: false })}
        >
          Draw again
        </Button>
      </section>
    )
  }
}
