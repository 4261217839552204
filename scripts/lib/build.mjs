import { build, install } from './prepare.mjs'
import { complain } from './say.mjs'

await install().then(() => build({ force: true })).catch((/** @type {unknown} */ error) => {
  complain(error)
  process.exitCode = 1
})
