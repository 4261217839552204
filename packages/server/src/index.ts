export { createApp, type AppOptions } from './app.ts'
export { listen, PortTaken, type Running } from './listen.ts'
