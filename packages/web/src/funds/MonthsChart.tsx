import { useEffect, useRef } from 'react'
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use as register } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useTranslation } from 'react-i18next'
import { figure } from '../ui/fen.ts'

register([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

interface Month { readonly month: string; readonly committed: string; readonly paid: string; readonly due: string; readonly available: string | null }

/** What was committed and paid in each month, what is due, and what was left: the table beside it says the same. */
export default function MonthsChart({ months }: { readonly months: readonly Month[] }) {
  const { t, i18n } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (place.current === null) return undefined
    const chart = init(place.current, undefined, { renderer: 'svg' })
    // Drawn to the yuan: what is exact stands in the table.
    const yuan = (fen: string | null) => (fen === null ? null : Number(BigInt(fen) / 100n))
    const bars = (name: string, key: 'committed' | 'paid' | 'due', color: string, pattern = false) => ({ name, type: 'bar' as const, barMaxWidth: 28, data: months.map(one => yuan(one[key])), itemStyle: { color: pattern ? '#fff' : color, borderColor: color, borderWidth: 1 } })
    chart.setOption({
      animation: false, textStyle: { fontFamily: 'inherit', color: '#4d5967' }, grid: { left: 8, right: 8, top: place.current.clientWidth < 420 ? 64 : 36, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemGap: 20, itemWidth: 14, itemHeight: 10, textStyle: { color: '#4d5967', fontSize: 12 } },
      tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => (typeof value === 'number' ? figure(String(value * 100)) : '') },
      xAxis: { type: 'category', data: months.map(one => one.month), axisLine: { lineStyle: { color: '#b6bfc8' } }, axisTick: { show: false }, axisLabel: { color: '#4d5967' } },
      yAxis: { type: 'value', splitLine: { lineStyle: { color: '#dde2e7' } }, axisLabel: { color: '#66717e', formatter: (value: number) => (i18n.language === 'en' ? value.toLocaleString('en') : `${(value / 10_000).toLocaleString('en')} 万`) } },
      series: [
        bars(t('stage.committed'), 'committed', '#5b93a8'), bars(t('stage.paid'), 'paid', '#0f5c7a'), bars(t('funds.due'), 'due', '#66717e', true),
        { name: t('funds.left'), type: 'line' as const, symbol: 'circle', symbolSize: 6, lineStyle: { color: '#1b2430', width: 1.5 }, itemStyle: { color: '#1b2430' }, data: months.map(one => yuan(one.available)) },
      ],
    })
    const fit = new ResizeObserver(() => chart.resize())
    fit.observe(place.current)
    return () => { fit.disconnect(); chart.dispose() }
  }, [months, t, i18n.language])
  return <div ref={place} className="months-chart" role="img" aria-label={t('funds.chart')} />
}
