import type { ComponentPropsWithRef } from 'react'
import { classNames } from './class-names.ts'

/** `mode` is for what sends orders: it carries the mode's colour. */
const VARIANTS = {
  primary: 'bg-accent text-on-accent border-transparent hover:opacity-90',
  secondary: 'bg-panel text-ink border-line-strong hover:bg-raised',
  quiet: 'bg-transparent text-ink border-transparent hover:bg-raised',
  halted: 'bg-danger-tint text-danger border-danger disabled:opacity-100',
  danger: 'bg-danger-solid text-on-solid border-transparent hover:opacity-90',
  mode: 'mode-surface bg-mode text-on-solid border-transparent hover:opacity-90',
}

const SIZES = {
  small: 'h-7 px-2.5 text-small',
  normal: 'h-9 px-4 text-base',
}

type ButtonProps = ComponentPropsWithRef<'button'> & {
  readonly variant?: keyof typeof VARIANTS
  readonly size?: keyof typeof SIZES
}

export function Button({
  variant = 'secondary',
  size = 'normal',
  className,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      className={classNames(
        'inline-flex items-center justify-center gap-1.5 rounded-small border font-strong',
        'whitespace-nowrap disabled:opacity-45',
        VARIANTS[variant],
        SIZES[size],
        className,
      )}
      {...rest}
    />
  )
}
