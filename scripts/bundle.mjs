import { requireNode } from './lib/node-version.mjs'

requireNode()
// Not awaited here: a Node too old for our sentence must still be able to read this file.
void import('./lib/bundle.mjs')
