import type { Problem } from '../../domain/result.ts'

const KNOWN: Readonly<Record<string, Omit<Problem, 'message'> & { what: string }>> = {
  ENOENT: {
    code: 'file-not-found',
    what: 'does not exist (any more)',
    action: 'Choose the file again.',
  },
  EISDIR: {
    code: 'file-not-readable',
    what: 'is a folder, not a file',
    action: 'Choose a CSV file.',
  },
  EACCES: {
    code: 'file-not-readable',
    what: 'cannot be opened: permission denied',
    action: "Change the file's permissions, or copy it to a folder of your own.",
  },
  EPERM: {
    code: 'file-not-readable',
    what: 'cannot be opened: permission denied',
    action: "Change the file's permissions, or copy it to a folder of your own.",
  },
  ENOSPC: {
    code: 'disk-full',
    what: 'could not be copied: the disk is full',
    action: 'Free some space and import the file again.',
  },
  EROFS: {
    code: 'disk-read-only',
    what: 'could not be copied: the disk is read-only',
    action: "Make Cryptobot's profile folder writable and import the file again.",
  },
  EIO: {
    code: 'disk-failing',
    what: 'could not be read or copied: the disk reports an error',
    action: 'Check the disk, and import the file from another place.',
  },
}

/** What a person is told when the file system refuses; undefined when the error is of another kind. */
export function fileSystemProblem(fileName: string, error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined
  const known = KNOWN[String(error.code)] ?? {
    code: 'file-not-copied',
    what: `could not be read or copied (${error.code})`,
    action: "Check the file and Cryptobot's profile folder, and import it once more.",
  }
  return { code: known.code, message: `${fileName} ${known.what}.`, action: known.action }
}
