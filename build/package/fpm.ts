#!/usr/bin/env node
import { buildDeb } from './build-deb.ts'
import { buildRpm } from './build-rpm.ts'
import { readFpmArguments } from './fpm-arguments.ts'
import { withPackageRoot } from './package-root.ts'

/** Stands in for `fpm` where only the system's own dpkg-deb and rpmbuild are there. */
const wish = readFpmArguments(process.argv.slice(2))
await withPackageRoot(wish.inputs, (root, work) =>
  wish.target === 'deb' ? buildDeb(wish, root) : buildRpm(wish, root, work),
)
