/** A policy of one article that fits a screen: up to a rate of the investment, which the bureau fixes; open whether once or each year. */
export function smallPack({ id = 'small', begins = '2024-01-01', most = '50万元', says: given = '', title = '试行办法' } = {}): Record<string, string> {
  const says = given === '' ? most : given
  return {
    'policy.md': `# ${title}

\`\`\`yaml pack
id: ${id}
title: ${title}
in force: "${begins}"
\`\`\`

\`\`\`yaml declaratory
words: "${title}"
because: 标题
\`\`\`

## 1 补助

> （一）补助。对企业按投资额的一定比例给予补助，每家企业不超过${says}。（责任单位：市科技局、市财政局）

\`\`\`yaml instrument
id: S1
name: 投资补助
words: "对企业按投资额的一定比例给予补助，每家企业不超过${says}"
for: 企业
when:
  - words: "投资额"
    test: "投资额 > 0元"
amount:
  words: "按投资额的一定比例给予补助"
  give: "补助比例"
  of: "投资额"
  at most:
    - words: "每家企业不超过${says}"
      max: "${most}"
      per: 企业
      reading:
        question: 上限管多久
        read as: 有效期内累计
        or:
          - read as: 每年
            every: 年
settings:
  - id: 补助比例
    words: "一定比例"
    type: rate
    owner: 市科技局
\`\`\`
`,
    'facts.yaml': `parties:
  企业:
    facts:
      投资额:
        type: money
`,
    'organisations.yaml': `市科技局:
  name: 市科技局
市财政局:
  name: 市财政局
`,
    'cases/1.yaml': `- case: 比例未定
  instrument: S1
  as of: "2025-01-01"
  facts:
    企业:
      - id: 甲
        投资额: "100万元"
  expect:
    - status: undecided
      because: 补助比例
`,
  }
}
