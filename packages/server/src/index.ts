export { createApp, type AppOptions } from './app.ts'
export { listen, PortTaken, type Running } from './listen.ts'
export { openCity, Refusal, type City } from './city/index.ts'
