/** What whoever applies pledges. The Chinese words bind and are kept with the matter. */
export const PLEDGE = {
  zh: '本企业承诺：所填和所附属实，同意审核单位为本事项查阅测算所依据的数据；如有不实，退回奖补并承担责任。',
  en: 'We pledge that what is told and attached is true, and agree that those who review may read the figures on which it rests; if it is untrue we repay the award and answer for it.',
} as const
