import { signed, unsigned } from './encode.ts'

/** Instructions, written one after another. Numbers are those of the WebAssembly specification. */
export class Code {
  readonly bytes: number[] = []

  private put(...bytes: readonly number[]): void { for (const byte of bytes) this.bytes.push(byte) }
  private simd(opcode: number, ...rest: readonly number[]): void { this.put(0xfd, ...unsigned(opcode), ...rest) }

  get(local: number): void { this.put(0x20, ...unsigned(local)) }
  set(local: number): void { this.put(0x21, ...unsigned(local)) }
  constant(value: number): void { this.put(0x41, ...signed(value)) }
  add(): void { this.put(0x6a) }
  loadPointer(offset: number): void { this.put(0x28, 2, ...unsigned(offset)) }
  load16(offset: number): void { this.put(0x2f, 1, ...unsigned(offset)) }
  /** While the value on the stack is not 0, again from the matching `loop`. */
  loop(): void { this.put(0x03, 0x40) }
  equals(): void { this.put(0x46) }
  /** The number on the stack as one byte of the vector below it. */
  putLane(lane: number): void { this.simd(0x17, lane) }
  again(): void { this.put(0x0d, 0) }
  end(): void { this.put(0x0b) }
  greater(): void { this.put(0x4a) }

  load(offset: number): void { this.simd(0x00, 0, ...unsigned(offset)) }
  /** Two 32-bit numbers. */
  loadHalf(offset: number): void { this.simd(0x5d, 0, ...unsigned(offset)) }
  /** A 16-bit number in all eight lanes. */
  spread16(offset: number): void { this.simd(0x08, 1, ...unsigned(offset)) }
  store(offset: number): void { this.simd(0x0b, 0, ...unsigned(offset)) }
  /** One byte into a lane of the vector on the stack. */
  loadLane(lane: number): void { this.simd(0x54, 0, 0, lane) }
  vector(bytes: readonly number[]): void { this.simd(0x0c, ...bytes) }
  figures(value: number): void { const bytes = [...new Uint8Array(new Float64Array([value]).buffer)]; this.vector([...bytes, ...bytes]) }
  integers(value: number): void { const bytes = [...new Uint8Array(new Int32Array([value]).buffer)]; this.vector([...bytes, ...bytes, ...bytes, ...bytes]) }
  shift(bits: number): void { this.constant(bits); this.put(0x74) }
  shuffle(lanes: readonly number[]): void { this.simd(0x0d, ...lanes) }
  op(opcode: number): void { this.simd(opcode) }
}

export const OP = {
  swizzle: 0x0e,
  bytesEqual: 0x23, shortsEqual: 0x2d, integersEqual: 0x37, integersBelow: 0x39, integersAbove: 0x3b, integersAtMost: 0x3d, integersAtLeast: 0x3f,
  equal: 0x47, below: 0x49, atMost: 0x4b,
  negateBytes: 0x61, not: 0x4d, and: 0x4e, andNot: 0x4f, or: 0x50, choose: 0x52,
  narrow16: 0x65, narrow32: 0x85,
  floor: 0x75, abs: 0xec, neg: 0xed, add: 0xf0, sub: 0xf1, mul: 0xf2, div: 0xf3, lesser: 0xf6, greater: 0xf7, fromIntegers: 0xfe,
} as const
