import { use, useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { calendar, type Value } from '@lizhu/feel'
import { parametersOf, type Parameter } from '@lizhu/policy/simulate'
import type { Program } from '@lizhu/policy'
import { useTitle } from '../app/title.ts'
import { loadFullest } from '../pack/load.ts'
import { Kept } from '../ui/Kept.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { scopeOf } from './city/scope.ts'
import { servedCity } from './city/served.ts'
import type { Served } from './city/protocol.ts'
import { isServed, useCity, type CityState, type Source } from './city/useCity.ts'
import type { Sandbox } from './context.ts'
import { Draft } from './draft/Draft.tsx'
import { count, percentOf } from './figures.ts'
import { Assumed } from './law/Assumed.tsx'
import { Effects } from './law/Effects.tsx'
import { Law } from './law/Law.tsx'
import { Own } from './law/Own.tsx'
import { Rule } from './law/Rule.tsx'
import { Solve } from './law/Solve.tsx'
import type { Setting } from './setting.ts'
import { Strip } from './strip/Strip.tsx'
import { useSetting } from './useSetting.ts'
import { Who } from './who/Who.tsx'
import './sandbox.css'
import './law/law.css'
import './who/who.css'

/** What stands beside a made-up city's tables; whoever passes them on passes it on. */
const SYNTHETIC = '演示数据.json'

let loading: Promise<{ readonly program: Program; readonly parameters: readonly Parameter[] }> | undefined
const load = () => (loading ??= loadFullest().then(program => ({ program, parameters: parametersOf(program) })))

export default function SandboxPage() {
  const { t } = useTranslation()
  const { program, parameters } = use(load())
  const [setting, change] = useSetting(program, parameters)
  const { reform, texts, assumptions, article, whole } = setting
  const scope = useMemo(() => (whole ? undefined : scopeOf(program, parameters, article)), [program, parameters, article, whole])
  const trial = useMemo(() => ({ reform, texts, assumptions }), [reform, texts, assumptions])
  const [source, setSource] = useState<Source>()
  const served = useServed()
  const city = isServed(source) ? { ...setting.city, asOf: source.asOf } : setting.city
  const made = useCity(city, source, trial, scope)
  const own = source === undefined ? undefined : made.imported
  const invented = source === undefined || (isServed(source) ? source.synthetic : source.some(one => one.name.normalize('NFC') === SYNTHETIC))
  const day = calendar.isoDate(city.asOf)
  const of = isServed(source) ? t('sandbox.served.of', { name: source.name, size: count(source.enterprises), day })
    : own === undefined ? t('sandbox.made of', { count: city.size, size: count(city.size), seed: city.seed, day }) : t('sandbox.own.of', { parties: count(own.parties), rows: count(own.rows), day })
  const turn = useCallback((parameter: Parameter, value: Value | undefined) => change(({ reform: now }) => ({ reform: turned(now, parameter, value) })), [change])
  const write = useCallback((part: string, text: string | undefined) => change(({ texts: now }) => ({ texts: text === undefined ? without(now, part) : new Map([...now, [part, text]]) })), [change])
  const sandbox: Sandbox = { program, parameters, setting, scope, change, turn, write, compared: made.compared, effects: made.effects?.trial === trial ? made.effects : undefined, parts: made.parts, progress: made.progress, of: { text: of, invented }, city: made }
  const problems = [...setting.problems, ...made.compared?.reading.unknown ?? []]
  // The strip moves with the hand; the tables follow when there is time.
  const comparison = useDeferredValue(made.compared?.comparison)
  useTitle(t('sandbox.title'))
  return (
    <div className={invented ? 'sandbox' : 'sandbox sandbox-own'}>
      <h1 className="hidden">{t('sandbox.title')}</h1>
      <Strip sandbox={sandbox} />
      {problems.length > 0 && <p className="sandbox-problem" role="alert">{t('sandbox.problems', { count: problems.length, text: problems.join('; ') })}</p>}
      {comparison !== undefined && made.failed !== undefined && <p className="sandbox-problem" role="alert">{t('failure.title')}: {made.failed}</p>}
      <div className="sandbox-body">
        <div className="hand">
          <Law sandbox={sandbox} />
          <Rule key={article} sandbox={sandbox} />
          <Effects sandbox={sandbox} />
          <Solve sandbox={sandbox} />
          <Assumed sandbox={sandbox} />
          <p className="small third made"><Kept text={of} /> <span className="demo">{t('demo')}</span></p>
          <Own own={own} source={source} served={served} onSource={setSource} />
        </div>
        {comparison !== undefined && made.stage === undefined ? <Who program={program} comparison={comparison} /> : <Making made={made} size={isServed(source) ? source.enterprises : city.size} />}
      </div>
      <Draft sandbox={sandbox} />
    </div>
  )
}

/** What is being made until there are figures. */
function Making({ made: { stage, failed, progress }, size }: { readonly made: CityState; readonly size: number }) {
  const { t } = useTranslation()
  if (failed !== undefined) return <div className="empty" role="alert"><h2>{t('failure.title')}</h2><p>{failed === 'too many' ? t('sandbox.own.too many') : failed}</p><p><button type="button" className="act" onClick={() => location.reload()}>{t('failure.again')}</button></p></div>
  return <div className="who"><p className="second" role="status">{progress === undefined ? t(`sandbox.making.${stage ?? 'rules'}`, { size: count(size) }) : t('sandbox.served.at', { percent: percentOf(progress) })}</p><Skeleton /></div>
}

/** The server's city, once it is known that there is one. */
function useServed(): Served | undefined {
  const [served, setServed] = useState<Served>()
  // Without it there is one city less to choose; all else stands.
  useEffect(() => { servedCity().then(setServed, () => undefined) }, [])
  return served
}

/** The law's own value is no change. */
function turned(reform: Setting['reform'], parameter: Parameter, value: Value | undefined): Setting['reform'] {
  const now = new Map(reform)
  if (value === undefined || same(value, parameter.value)) now.delete(parameter.id)
  else now.set(parameter.id, value)
  return now
}
const without = (texts: Setting['texts'], part: string): Setting['texts'] => new Map([...texts].filter(([id]) => id !== part))
const same = (a: Value, b: Value): boolean => (typeof a === 'object' && 'n' in a && typeof b === 'object' && 'n' in b ? a.n * b.d === b.n * a.d : a === b)
