declare const brand: unique symbol

/** Gives a plain value a type of its own, so that a price can never be passed where a quantity is meant. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name }
