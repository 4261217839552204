import { useTranslation } from 'react-i18next'
import { rational, type Rational } from '@lizhu/feel'
import { exactly, overview } from '../../pack/figures.ts'
import { totalOf, mostOf, type Line } from './lines.ts'

const PARTS = ['exact', 'ceiling', 'unknown', 'undecided'] as const

/** The total as a range, and what it is made of. */
export function Total({ lines, demo }: { readonly lines: readonly Line[]; readonly demo: boolean }) {
  const { t } = useTranslation()
  const total = totalOf(lines)
  const most = mostOf(total)
  return (
    <section className="total" aria-label={t('total.title')}>
      <div className="total-figures">
        <p className="small second">{t('total.caption')}</p>
        <p>
          <span className="total-word">{t('total.exact')}</span> <b title={exactly(total.exact)}>{overview(total.exact)}</b>
          <span className="total-word total-most">{t('total.most')}</span> <b title={exactly(most)}>{overview(most)}</b>
          {total.open && <span className="small second total-open"> {t('total.open')}</span>}
        </p>
      </div>
      <div className="total-bar">
        <div className="bar" aria-hidden="true">
          {PARTS.map(part => (total[part].n > 0n ? <span key={part} className={`bar-${part}`} style={{ flexGrow: share(total[part], most) }} /> : null))}
        </div>
        <ul className="bar-legend small">
          {PARTS.map(part => (total[part].n > 0n ? <li key={part}><i className={`bar-${part}`} aria-hidden="true" />{t(`total.part.${part}`)} {overview(total[part])}</li> : null))}
          {demo && <li className="bar-demo"><span className="demo">{t('demo')}</span></li>}
        </ul>
      </div>
    </section>
  )
}

/** On a phone: the range stays in sight, and leads to what it is made of. */
export function Summary({ lines }: { readonly lines: readonly Line[] }) {
  const { t } = useTranslation()
  const total = totalOf(lines)
  return (
    <button type="button" className="summary screen" onClick={() => document.getElementById('outcome')?.scrollIntoView()}>
      <span>{t('total.exact')} <b>{overview(total.exact)}</b></span> <span>{t('total.most')} <b>{overview(mostOf(total))}</b></span> <span className="act">{t('total.see')}</span>
    </button>
  )
}

const share = (part: Rational, whole: Rational): number => (whole.n === 0n ? 0 : Number(rational.fixed(rational.divide(part, whole), 4)))
