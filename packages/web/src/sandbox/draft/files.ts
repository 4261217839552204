import i18next from 'i18next'
import { ordinalOf } from '../../policy/ordinal.ts'
import { costWithin } from '../city/scope.ts'
import type { Sandbox } from '../context.ts'
import { csvOf } from '../../ui/csv.ts'
import { count, signed, unit, wan } from '../figures.ts'
import { piecesOf } from '../law/pieces.ts'
import { labelOf, partLabel, written } from '../law/words.ts'

const FIGURES = ['low', 'likely', 'high'] as const

/** The reform to be read and sent on: the law's words with ~~old~~ **new**, what it comes to, and of what city that is said. */
export function draftFile({ program, parameters, setting, scope, compared, parts, of }: Sandbox): string {
  const t = i18next.t.bind(i18next)
  const { reform, texts, assumptions } = setting
  const changed = parameters.filter(one => reform.has(one.id))
  const put = (one: (typeof changed)[number]): string => ` ~~${one.written}~~ **${written(one, reform.get(one.id) ?? one.value)}** `
  const articles = program.articles.filter(one => changed.some(({ at, words }) => at !== undefined && words.article === one.number))
  const laws = articles.map(one => `> ${ordinalOf(one)}${piecesOf(one, changed).map(piece => (typeof piece === 'string' ? piece : put(piece))).join('')}`)
  const others = changed.filter(one => one.at === undefined).map(one => `> ${one.words.quote}：${put(one)}`)
  const rules = [...texts].flatMap(([id, text]) => [`${id}:`, '', '```diff', `- ${parts?.find(one => one.id === id)?.text ?? ''}`, `+ ${text}`, '```', ''])
  const costs = compared === undefined ? undefined : costWithin(compared.comparison, scope, assumptions)
  const table = costs === undefined ? [] : [
    `| ${t('sandbox.cost')}（${unit()}） | ${t('sandbox.today')} | ${t('sandbox.after')} | ${t('sandbox.change')} |`, '| --- | ---: | ---: | ---: |',
    ...FIGURES.map(figure => `| ${t(`sandbox.${figure}`)} | ${wan(costs[0][figure])} | ${wan(costs[1][figure])} | ${signed(costs[1][figure] - costs[0][figure])} |`), '',
    `${t('sandbox.won lost firms')}: ${count(compared?.comparison.winners ?? 0)} / ${count(compared?.comparison.losers ?? 0)}`,
  ]
  return [
    `# ${t('sandbox.draft')} · ${program.pack.title}`, '', ...laws.flatMap(one => [one, '']), ...others.flatMap(one => [one, '']), ...rules, ...table, '',
    `${of.invented ? `${t('demo')}: ` : ''}${of.text} ${t('sandbox.take-up')} ${assumptions.takeUp}% · ${t('sandbox.share')} ${assumptions.share}%`, '', location.href, '',
  ].join('\n')
}

/** Each changed number, and what the reform costs, as rows. */
export function csvFile({ program, parameters, setting: { reform, texts, assumptions }, scope, compared, parts, of }: Sandbox): string {
  const t = i18next.t.bind(i18next)
  const head = ['id', t('sandbox.number'), t('sandbox.today'), t('sandbox.after')]
  const numbers = parameters.filter(one => reform.has(one.id)).map(one => [one.id, labelOf(program, parameters, one), one.written, written(one, reform.get(one.id) ?? one.value)])
  const costs = compared === undefined ? undefined : costWithin(compared.comparison, scope, assumptions)
  const sums = costs === undefined ? [] : FIGURES.map(figure => ['', `${t('sandbox.cost')} ${t(`sandbox.${figure}`)} CNY`, ...costs.map(cost => `${cost[figure] / 100n}.${String(cost[figure] % 100n).padStart(2, '0')}`)])
  return csvOf([head, ...numbers, ...[...texts].map(([id, text]) => [id, partLabel(program, parts, id), parts?.find(one => one.id === id)?.text ?? '', text]), ...sums, ['', t('sandbox.won lost firms'), '', `${compared?.comparison.winners ?? ''} / ${compared?.comparison.losers ?? ''}`], ...(of.invented ? [['', t('demo'), '', '']] : [])])
}
