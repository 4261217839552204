/** A city that lies on the server, for the sandbox (docs/simulate.md). */
export { openCity, type City } from './city.ts'
export { Refusal } from './refusal.ts'
export { cityRoutes } from './routes.ts'
export { turns } from './turns.ts'
