import { rational, type Value } from '@lizhu/feel'
import { expect, it } from 'vitest'
import { fileURLToPath } from 'node:url'
import { loadPack } from '../../src/compile/load.ts'
import { checkWords } from '../../src/check/index.ts'
import type { Diagnostic } from '../../src/diagnostic.ts'
import { readFolder, siblings } from '../../src/node.ts'
import { parametersOf, patchOf, readReform, type Parameter, type Reform } from '../../src/simulate/index.ts'

const path = fileURLToPath(new URL('../../../../policies/shaoguan-2020-2', import.meta.url))
const folder = readFolder(path)
const { program, source } = loadPack(folder, siblings(path))
const parameters = parametersOf(program)
const again = (text: string) => loadPack({ ...folder, files: new Map([...folder.files, ['policy.md', text]]) }, siblings(path))

/** Another number of the same kind that no rule has. */
const other = ({ type, value }: Parameter): Value => (typeof value === 'number' ? value + 7 : !rational.isRational(value) ? value : type.kind === 'number' ? rational.add(value, rational.whole(7)) : rational.multiply(value, rational.ratio(37n, 25n)))

it('every number can be written into the law, and the law then says it', () => {
  expect(parameters.length).toBeGreaterThan(60)
  // Three at a time, since reading the policy takes a while; none of the three beside another.
  for (let i = 0; i < parameters.length / 3; i++) {
    const some = [0, 1, 2].flatMap(third => parameters[i + third * Math.ceil(parameters.length / 3)] ?? [])
    const reform: Reform = new Map(some.map(one => [one.id, other(one)] as const))
    const { text, left } = patchOf(source, parameters, reform)
    expect(left).toEqual([])
    const now = again(text)
    expect([some.map(one => one.id), now.diagnostics.filter(one => one.severity === 'error')]).toEqual([some.map(one => one.id), []])
    expect(parametersOf(now.program).map(({ id, value }) => [id, value])).toEqual(parameters.map(({ id, value }) => [id, reform.get(id) ?? value]))
  }
}, 120_000)

it('is a patch of the words, the quotations and the values, and of nothing else', () => {
  const { text, diff } = patchOf(source, parameters, readReform('I13-1.when.1=800万元', parameters).reform)
  expect(diff.split('\n').filter(line => /^[+-](?![+-])/.test(line)).map(line => line.replace(/^(.).*?(.{6}(?:800|1000)\s?万元.{4}).*$/, '$1$2'))).toMatchInlineSnapshot(`
    [
      "-资产投资在 1000 万元以上的增",
      "+资产投资在 800 万元以上的增",
      "-定资产投资在1000万元以上的…",
      "+定资产投资在800万元以上的…",
      "-  - words: "固定资产投资在1000万元以上"",
      "-    test: "固定资产投资 >= 1000万元"",
      "+  - words: "固定资产投资在800万元以上"",
      "+    test: "固定资产投资 >= 800万元"",
    ]
  `)
  const problems: Diagnostic[] = []
  checkWords(again(text).source, problems)
  // The registered hash is that of the text in force: a draft does not pass for it.
  expect(problems.filter(one => one.severity === 'error').map(one => one.code)).toEqual(['text-changed'])
})

it('has nothing to say where nothing changes, and names what another pack sets', () => {
  expect(patchOf(source, parameters, new Map())).toEqual({ text: source.text, diff: '', left: [] })
  expect(patchOf(source, parameters, readReform('I13-1.amount=5%', parameters).reform).diff).toBe('')
})
