/** In both languages, or a text that is the same in both: a name, a number, a day. */
export type Param = string | { readonly zh: string; readonly en: string }
export type Params = Readonly<Record<string, Param>>

/** What each kind of notice says. `{number}` is the matter's; whatever else is filled in comes with the notice. */
export const KINDS = {
  'clock-soon': { zh: '事项 {number} 的“{title}”{day} 到期。', en: '{title} of {number} is due on {day}.' },
  'clock-today': { zh: '事项 {number} 的“{title}”今天到期。', en: '{title} of {number} is due today.' },
  'clock-overdue': { zh: '事项 {number} 的“{title}”已于 {day} 到期，现已逾期。', en: '{title} of {number} was due on {day} and is overdue.' },
  proposed: { zh: '按档案您符合“{title}”，请在“事项”里核对后确认。', en: 'By the record you meet {title}: check and confirm it under Matters.' },
  submitted: { zh: '收到申请：事项 {number}“{title}”。', en: 'Received: {number}, {title}.' },
  accepted: { zh: '事项 {number} 已受理。', en: '{number} is accepted.' },
  'supplement-asked': { zh: '事项 {number} 需要补正，期限 {day}。', en: '{number} needs a supplement by {day}.' },
  'supplement-given': { zh: '事项 {number} 已补正，请继续审查。', en: '{number} was supplemented; go on with its review.' },
  'step-reached': { zh: '事项 {number} 到了“{title}”这一步，请办理。', en: '{number} has come to its {title}; please deal with it.' },
  'opinion-asked': { zh: '请对事项 {number} 出具“{title}”意见，期限 {day}。', en: 'Your opinion is asked on {number} ({title}) by {day}.' },
  withdrawn: { zh: '事项 {number} 已由申请人撤回。', en: '{number} was withdrawn by its applicant.' },
  rejected: { zh: '事项 {number} 未予通过，理由见事项页。', en: '{number} was not granted; the reasons are on its page.' },
  published: { zh: '事项 {number} 已公示，至 {day}。', en: '{number} is published until {day}.' },
  'objection-raised': { zh: '对公示中的事项 {number} 有人提出异议；公示单位答复以前，不转入下一步。', en: 'There is an objection to {number}; it does not go on before the unit that published it has answered.' },
  'objection-answered': { zh: '对事项 {number} 的异议已有答复。', en: 'The objection to {number} is answered.' },
  'visit-planned': { zh: '事项 {number} 定于 {day} 现场核查，地点和核查人员见事项页。', en: '{number} is inspected on site on {day}; the place and the inspectors stand on its page.' },
  'visit-to-confirm': { zh: '事项 {number} 的现场核查记录等您确认。', en: 'The record of the inspection of {number} waits for you to confirm it.' },
  'panel-drawn': { zh: '事项 {number} 已随机抽取评审专家。要求某人回避的，在事项页申请。', en: 'Experts were drawn at random for {number}; ask on its page where somebody should stand aside.' },
  'panel-asked': { zh: '请您评审事项 {number}，期限 {day}。先声明有无利害关系。', en: 'You are asked to judge {number} by {day}. Declare your interests first.' },
  'panel-scored': { zh: '事项 {number} 的专家已全部提交评分，请出具意见。', en: 'All experts have scored {number}; give your opinion.' },
  'panel-short': { zh: '事项 {number} 的专家回避后无人递补，请补充专家库后重新抽取。', en: 'Nobody of the draw is left for {number}: add to the pool and draw again.' },
  'recusal-asked': { zh: '事项 {number} 有人申请专家回避，请决定。', en: 'Recusal of an expert is asked in {number}; please decide.' },
  'recusal-answered': { zh: '事项 {number} 的回避申请已有决定。', en: 'Your request for recusal in {number} is decided.' },
  'facts-changed': { zh: '事项 {number} 所依据的事实有变，请重新核定。', en: 'Facts that {number} rests on have changed; look at it again.' },
  'approval-asked': { zh: '事项 {number} 等待审批。', en: '{number} waits for approval.' },
  approved: { zh: '事项 {number} 已批准。', en: '{number} is approved.' },
  paid: { zh: '事项 {number} 的资金已拨付。', en: '{number} was paid.' },
  'payment-failed': { zh: '事项 {number} 的拨付没有付成，请核对收款账户。', en: 'The payment of {number} did not go through; look at the payee’s account.' },
  evaluated: { zh: '事项 {number} 已作绩效评价，见事项页。', en: '{number} was evaluated; see its page.' },
  'recovery-decided': { zh: '事项 {number} 有追回决定，期限 {day}。', en: 'A recovery is decided on {number}, due on {day}.' },
  'dispute-answered': { zh: '您对“{fact}”提出的异议已有答复，见档案。', en: 'Your dispute of {fact} is answered; see the record.' },
} as const satisfies Record<string, { readonly zh: string; readonly en: string }>

export type Kind = keyof typeof KINDS
export const isKind = (text: string): text is Kind => Object.hasOwn(KINDS, text)

type Holes<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never
/** What a notice of this kind must be told, beside the matter's number. */
export type ParamsOf<K extends Kind> = Readonly<Record<Exclude<Holes<(typeof KINDS)[K]['zh']>, 'number'>, Param>>

/** What a notice says, in both languages; one of a kind that a later version made says so. */
export function wordsOf(kind: string, number: string | null, params: Params): { readonly zh: string; readonly en: string } {
  const words = isKind(kind) ? KINDS[kind] : { zh: '有一条新通知（{number}）。', en: 'There is news ({number}).' }
  const filled = (language: 'zh' | 'en'): string => words[language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = name === 'number' ? number ?? '' : params[name] ?? ''
    return typeof value === 'string' ? value : value[language]
  }).replaceAll('  ', ' ')
  return { zh: filled('zh'), en: filled('en') }
}

/** What goes out of the house: that there is news of a matter, and where to read it. Nothing of the enterprise but the matter's number. */
export function messageOf(language: 'zh' | 'en', { name, number, link }: { readonly name: string; readonly number: string | null; readonly link: string }): { readonly subject: string; readonly text: string } {
  if (language === 'zh') {
    const about = number === null ? '有新通知' : `事项 ${number} 有新通知`
    return { subject: `${name}：${about}`, text: `${about}，请登录查看：${link}` }
  }
  const about = number === null ? 'There is news' : `There is news of ${number}`
  return { subject: `${name}: ${about}`, text: `${about}. Sign in to read it: ${link}` }
}
