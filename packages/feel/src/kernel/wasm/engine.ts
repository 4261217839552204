/** What a kernel uses of WebAssembly, declared here: feel is compiled without the browser's types. */
export interface Memory { readonly buffer: ArrayBufferLike; grow(pages: number): number }
export interface Engine {
  readonly Memory: new (limits: { initial: number; maximum?: number; shared?: boolean }) => Memory
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (module: object, imports: Readonly<Record<string, Readonly<Record<string, object>>>>) => { readonly exports: Readonly<Record<string, unknown>> }
  readonly CompileError: new () => Error
}
export type Run = (pointers: number, rows: number) => void

/** Undefined where there is no WebAssembly. */
export function engine(): Engine | undefined {
  const found: unknown = Reflect.get(globalThis, 'WebAssembly')
  return isEngine(found) ? found : undefined
}
const isEngine = (value: unknown): value is Engine => typeof value === 'object' && value !== null && 'Memory' in value && 'Module' in value && 'Instance' in value && 'CompileError' in value
const isRun = (value: unknown): value is Run => typeof value === 'function'

/** Undefined where no module may be made: a content security policy without 'wasm-unsafe-eval', or an engine without SIMD. */
export function instance({ Module, Instance, CompileError }: Engine, bytes: Uint8Array<ArrayBuffer>, memory: Memory): Run | undefined {
  try {
    const { run } = new Instance(new Module(bytes), { env: { memory } }).exports
    return isRun(run) ? run : undefined
  } catch (problem) {
    if (problem instanceof CompileError || problem instanceof EvalError) return undefined
    throw problem
  }
}
