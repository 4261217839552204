import { signed } from './encode.ts'

/** Instructions, written one after another. Numbers are those of the WebAssembly specification. */
export class Code {
  readonly bytes: number[] = []

  private put(...bytes: readonly number[]): void { for (const byte of bytes) this.bytes.push(byte) }
  /** As `unsigned` spells it: a kernel has tens of thousands of these, and an analyst waits. */
  private number(value: number): void {
    let rest = value
    for (; rest > 0x7f; rest >>>= 7) this.bytes.push((rest & 0x7f) | 0x80)
    this.bytes.push(rest)
  }
  private simd(opcode: number): void { this.bytes.push(0xfd); this.number(opcode) }
  private at(align: number, offset: number): void { this.bytes.push(align); this.number(offset) }

  get(local: number): void { this.bytes.push(0x20); this.number(local) }
  set(local: number): void { this.bytes.push(0x21); this.number(local) }
  constant(value: number): void { this.put(0x41, ...signed(value)) }
  add(): void { this.put(0x6a) }
  loadPointer(offset: number): void { this.bytes.push(0x28); this.at(2, offset) }
  load16(offset: number): void { this.bytes.push(0x2f); this.at(1, offset) }
  /** While the value on the stack is not 0, again from the matching `loop`. */
  loop(): void { this.put(0x03, 0x40) }
  equals(): void { this.put(0x46) }
  /** The number on the stack as one byte of the vector below it. */
  putLane(lane: number): void { this.simd(0x17); this.bytes.push(lane) }
  again(): void { this.put(0x0d, 0) }
  end(): void { this.put(0x0b) }
  greater(): void { this.put(0x4a) }

  load(offset: number): void { this.simd(0x00); this.at(0, offset) }
  /** Two 32-bit numbers. */
  loadHalf(offset: number): void { this.simd(0x5d); this.at(0, offset) }
  /** A 16-bit number in all eight lanes. */
  spread16(offset: number): void { this.simd(0x08); this.at(1, offset) }
  store(offset: number): void { this.simd(0x0b); this.at(0, offset) }
  /** One byte into a lane of the vector on the stack. */
  loadLane(lane: number): void { this.simd(0x54); this.put(0, 0, lane) }
  vector(bytes: readonly number[]): void { this.simd(0x0c); this.put(...bytes) }
  figures(value: number): void { const bytes = [...new Uint8Array(new Float64Array([value]).buffer)]; this.vector([...bytes, ...bytes]) }
  integers(value: number): void { const bytes = [...new Uint8Array(new Int32Array([value]).buffer)]; this.vector([...bytes, ...bytes, ...bytes, ...bytes]) }
  shift(bits: number): void { this.constant(bits); this.put(0x74) }
  shuffle(lanes: readonly number[]): void { this.simd(0x0d); this.put(...lanes) }
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
