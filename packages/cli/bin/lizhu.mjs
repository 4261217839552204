#!/usr/bin/env node
// Committed and executable, so that the link npm makes works before and after the first build.
import { main } from '../dist/main.js'

process.exitCode = await main(process.argv.slice(2))
