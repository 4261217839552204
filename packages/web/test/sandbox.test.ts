import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rational } from '@lizhu/feel'
import { loadPack } from '@lizhu/policy'
import { readFolder, siblings } from '@lizhu/policy/node'
import { parametersOf, writtenAs } from '@lizhu/policy/simulate'
import { describe, expect, test } from 'vitest'
import { tilesOf } from '../build/tiles.ts'
import { piecesOf } from '../src/sandbox/law/pieces.ts'
import { moved, stepsOf } from '../src/sandbox/law/steps.ts'
import { addressOf, articlesOf, settingOf } from '../src/sandbox/setting.ts'
import { csvOf } from '../src/ui/csv.ts'

const path = fileURLToPath(new URL('../../../policies/shaoguan-2020-2', import.meta.url))
const { program } = loadPack(readFolder(path), siblings(path))
const parameters = parametersOf(program)
const parameter = (id: string) => parameters.find(one => one.id === id)!

describe('a number on a slider', () => {
  test.each([['I13-1.when.1', '10万元', '3000万元'], ['I13-1.amount', '0.1%', '15%'], ['I13-1.amount.at most.1', '0.5万元', '150万元'], ['I25-6.when.1', '0.05亿元', '15亿元'], ['I18-7.when.1', '1件', '600件']])('%s moves by %s, up to %s', (id, step, most) => {
    const steps = stepsOf(parameter(id))
    expect([writtenAs(parameter(id), steps.size), writtenAs(parameter(id), steps.at(steps.count))]).toEqual([step, most])
  })
  test('every number of the law lies on the slider, and a step up and down leads back to it', () => {
    for (const one of parameters) {
      const steps = stepsOf(one)
      expect([one.id, steps.of(steps.at(Math.round(steps.of(one.value))))]).toEqual([one.id, steps.law])
      expect([one.id, moved(steps, moved(steps, one.value, 1), -1)]).toEqual([one.id, steps.at(steps.law)])
    }
  })
  test('ends are ends; from between two steps the next is one of them', () => {
    const steps = stepsOf(parameter('I13-1.amount'))
    expect(moved(steps, steps.at(2), -10)).toEqual(steps.at(0))
    expect(moved(steps, steps.at(steps.count), 1)).toEqual(steps.at(steps.count))
    const between = rational.ratio(537n, 10_000n)
    expect([moved(steps, between, 1), moved(steps, between, -1)]).toEqual([steps.at(54), steps.at(53)])
  })
})

test('the sentences with numbers, word for word; the others left out', () => {
  for (const number of articlesOf(parameters)) {
    const article = program.articles.find(one => one.number === number)!
    const pieces = piecesOf(article, parameters.filter(one => one.words.article === number))
    const runs = pieces.map(one => (typeof one === 'string' ? one : article.text.slice(...one.at!))).join('').split('……').filter(run => run !== '')
    for (const run of runs) expect(article.text.replaceAll('\n', '')).toContain(run)
    expect(pieces.filter(one => typeof one !== 'string').length).toBe(parameters.filter(one => one.words.article === number && one.at !== undefined).length)
  }
})

describe('a setting in the address', () => {
  const read = (text: string) => settingOf(new URLSearchParams(text), program, parameters)
  test('comes back as it was', () => {
    const text = 'article=6&set=I06-2.amount=20%25;I13-1.amount=6%25&takeup=80&share=85&size=20000&seed=7&scope=all&budget=6000&rule=I13-1.when.2%3D类别 %3D "绿色制造"%0AI13-1.amount.of%3D固定资产投资'
    const setting = read(text)
    expect(setting).toMatchObject({ article: 6, assumptions: { takeUp: 80, share: 85 }, city: { size: 20_000, seed: 7 }, budget: 6_000_000_000n, whole: true, problems: [], texts: new Map([['I13-1.when.2', '类别 = "绿色制造"'], ['I13-1.amount.of', '固定资产投资']]) })
    const again = new URLSearchParams(Object.entries(addressOf(setting, program, parameters)).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
    expect(settingOf(again, program, parameters)).toEqual(setting)
  })
  test('what is nonsense is what it would be anyway; a number that nobody knows is named', () => {
    expect(read('article=99&size=1000000&seed=x&share=120&takeup=-1&budget=abc')).toMatchObject({ article: 13, assumptions: { takeUp: 100, share: 100 }, city: { size: 5000, seed: 1 }, budget: 5_000_000_000n })
    expect(read('set=I13-1.amount=6%25;I13-1.nothing=3%25').problems).toEqual(['I13-1.nothing'])
  })
  test('opens at the article whose number is changed', () => {
    expect(read('set=I06-2.amount=20%25').article).toBe(6)
    expect(read('rule=I08-1.amount=90万元').article).toBe(8)
  })
})

test('tiles are the choices of a fact, each at a place of its own; a wrong file is refused', () => {
  const tiles = tilesOf(readFolder(path))!
  const fact = program.kinds.flatMap(one => one.facts).find(one => one.name === tiles.fact)!
  expect(Object.keys(tiles.places).sort()).toEqual([...(fact.type.kind === 'text' ? fact.type.choices! : [])].sort())
  expect(new Set(Object.values(tiles.places).map(one => one.join())).size).toBe(Object.keys(tiles.places).length)
  const wrong = (text: string) => () => tilesOf({ name: 'x', files: new Map([['tiles.yaml', text]]) })
  expect(wrong('fact: a\ntiles: {b: [1]}')).toThrow('b wants [column, row]')
  expect(wrong('tiles: {}')).toThrow('wants "fact"')
})

test('a table as CSV: quotes and formulas are text', () => expect(csvOf([['a"b', '=1+1', 3], ['x,y', '-2', -2]])).toBe('\uFEFF"a""b",\'=1+1,3\r\n"x,y",\'-2,-2\r\n'))

test('no place is named in the code', () => {
  const folder = fileURLToPath(new URL('../src/sandbox', import.meta.url))
  const places = Object.keys(tilesOf(readFolder(path))!.places)
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => /\.tsx?$/.test(name))) {
    const code = readFileSync(`${folder}/${file}`, 'utf8').replace(/\/\*\*.*?\*\//gs, '')
    expect([file, ...places.filter(place => code.includes(place))]).toEqual([file])
  }
})
