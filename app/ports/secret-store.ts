import type { Result } from '../domain/result.ts'

/** Why a secret could not be had, in words for people: not the same as there being none. */
export type SecretFailure = string

/** The operating system's keychain. Names are the profile's own. */
export interface SecretStore {
  load(name: string): Promise<Result<string | null, SecretFailure>>
  save(name: string, secret: string): Promise<Result<null, SecretFailure>>
  remove(name: string): Promise<Result<null, SecretFailure>>
}
