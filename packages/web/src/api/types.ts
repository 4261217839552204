// Made by npm run api-types from the operations of packages/server; a test fails where it is not the same.

export type ImportMatching = {
  sheet: string
  headerRow: number
  /**
   * @minItems 1
   * @maxItems 500
   */
  columns: [ImportTarget, ...ImportTarget[]]
  /**
   * 这些事实的来源，例如 2024年统计年报 Where the facts come from
   */
  source: string
  /**
   * 以哪个单位的名义；null：经办人自己的单位 For which office; null: that of whoever imports
   */
  organisation: string | null
} | null
/**
 * code 统一社会信用代码 · name 主体名称 · area 县区 · key 事项编号 · title 事项名称 · period 期间 · fact 事实 · ignored 不导入
 */
export type ImportTarget =
  | {
      to: 'ignored' | 'code' | 'name' | 'area' | 'key' | 'title' | 'period'
    }
  | {
      to: 'fact'
      fact: string
      /**
       * 不分期，或由期间列给出时为 null null where it has none, or a column of the sheet tells it
       */
      period: string | null
      /**
       * 格内数字的单位，例如 万元 The unit of bare figures
       */
      unit: string | null
    }
export type PackReport = {
  errors: number
  warnings: number
  articles: {
    bound: number
    total: number
  }
  sentences: {
    bound: number
    total: number
  }
  numbers: {
    bound: number
    total: number
  }
  instruments: number
  targets: number
  duties: number
  cases: {
    passed: number
    total: number
  }
  with: {
    pack: string
    hash: string
  }[]
  coverage: {
    article: number
    title: string
    letters: number
    bound: number
    sentences: number
    sentencesBound: number
    numbers: number
    numbersBound: number
  }[]
  messages: {
    file: string
    line: number
    column: number
    severity: 'error' | 'warning'
    code: string
    zh: string
    en: string
  }[]
  more: number
} | null
export type AwardRead = Award & {
  instalments: Instalment[]
}
export type MatterRead = Matter & {
  steps: {
    step: string
    words: string
    workingDays: number | null
  }[]
  stepNumber: number | null
  review: string | null
  call: string | null
  area: string | null
  awardState: string | null
  /**
   * 承诺书的文字 The words of the pledge
   */
  pledge: {
    zh: string
    en: string
  }
  assessment: MatterAssessment
  before: MatterAssessment
  opinions: Opinion[]
  supplements: Supplement[]
  materials: Material[]
  wanted: {
    name: string
    required: boolean
    there: boolean
  }[]
  likenesses: Likeness[]
  events: {
    kind: string
    person: string | null
    organisation: string | null
    at: string
    note: {
      [k: string]: string
    }
  }[]
  /**
   * 批准前还差什么 What is wanting before it can be approved
   */
  lacking: string[]
}
export type MatterAssessment = {
  id: string
  madeAt: string
  asOf: string
  status: 'eligible' | 'undecided' | 'ineligible' | 'unknown' | 'outside'
  how: string | null
  /**
   * 分，整数 Fen, a whole number
   */
  least: string | null
  /**
   * 分，整数 Fen, a whole number
   */
  most: string | null
  phrases: {
    id: string
    words: string | null
    article: number | null
    verdict: 'met' | 'failed' | 'unknown' | 'undecided' | 'figure' | 'limits'
    working: {
      zh: string
      en: string
    } | null
    facts: {
      owner: string
      name: string
      period: string
      value: {
        zh: string
        en: string
      }
    }[]
  }[]
  missing: {
    kind: string
    fact: string | null
    period: string
  }[]
  grounds: (
    | {
        setting: string
        owner?: string
      }
    | {
        reading: string
        question: string
        readAs: string | null
      }
  )[]
  packs: {
    pack: string
    hash: string
  }[]
} | null
export type PublishedRead = Published & {
  items: {
    number: number
    matter: string
    matterNumber: string | null
    partyName: string
    instrument: string
    article: number
    /**
     * 分 Fen
     */
    amount: string
    dueOn: string | null
    provisional: boolean
    state: string
    step: string | null
    waiting: boolean
    /**
     * 还不能转入下一步的原因 Why it does not go on yet
     */
    why: 'runs' | 'unpublished' | 'amount' | 'objection' | 'facts' | null
    objections: number
  }[]
}
export type PanelPlaceRead = PanelPlace & {
  file: {
    subject: string | null
    most: string | null
    words: string
    phrases: {
      id: string
      words: string | null
      article: number | null
      verdict: 'met' | 'failed' | 'unknown' | 'undecided' | 'figure' | 'limits'
      working: {
        zh: string
        en: string
      } | null
      facts: {
        owner: string
        name: string
        period: string
        value: {
          zh: string
          en: string
        }
      }[]
    }[]
    materials: {
      id: string
      name: string
    }[]
  } | null
  /**
   * 自己的；全部提交以后也有别人的 One’s own, and those of the others once all are in
   */
  scores: {
    own: boolean
    comment: string
    points: {
      criterion: number
      points: number
      comment: string
    }[]
  }[]
}
export type InspectionDrawRead = InspectionDraw & {
  items: {
    matter: string
    number: string | null
    partyName: string
    /**
     * 分 Fen
     */
    amount: string
    place: number
    hash: string
    /**
     * all from 达到全部核查的金额 · sample 随机抽中 · not drawn 未抽中
     */
    why: 'all from' | 'sample' | 'not drawn'
    /**
     * 未抽中而加查 Added though it was not drawn
     */
    added: boolean
    state: string
    step: string | null
  }[]
}
export type PaymentRunRead = PaymentRun & {
  items: PaymentLine[]
}

export interface Api {
  signInOptions: {
    params: {}
    query: {}
    answer: {
      tenants: {
        tenant: string
        name: string
        en: string | null
        demo: boolean
        oidc: boolean
        accounts: {
          login: string
          name: string
          role:
            | 'owner'
            | 'agent'
            | 'clerk'
            | 'officer'
            | 'head'
            | 'finance'
            | 'statistics'
            | 'tax'
            | 'expert'
            | 'supervisor'
            | 'leader'
            | 'auditor'
            | 'system-administrator'
            | 'security-administrator'
            | 'audit-administrator'
          organisation: string | null
          area: string | null
          party: string | null
        }[]
      }[]
    }
  }
  signIn: {
    params: {}
    query: {}
    body: {
      tenant?: string
      login: string
      password: string
    }
    answer: SignInStep
  }
  signInDemo: {
    params: {}
    query: {}
    body: {
      tenant: string
      login: string
    }
    answer: SignInStep
  }
  readSignIn: {
    params: {}
    query: {}
    answer: {
      step: 'none' | 'second-factor' | 'choose-password' | 'enrol' | 'done'
      login: string | null
      /**
       * 设定密码时至少多少字符 The least length of a password to choose
       */
      shortestPassword: number | null
    }
  }
  giveSecondFactor: {
    params: {}
    query: {}
    body:
      | {
          code: string
        }
      | {
          recovery: string
        }
    answer: SignInStep
  }
  choosePassword: {
    params: {}
    query: {}
    body: {
      password: string
    }
    answer: SignInStep
  }
  beginEnrolment: {
    params: {}
    query: {}
    body: {
      /**
       * 已登录时须再输入密码 Needed when signed in already
       */
      password?: string
    }
    answer: {
      secret: string
      /**
       * otpauth://，制成二维码 To be shown as a QR code
       */
      uri: string
    }
  }
  confirmEnrolment: {
    params: {}
    query: {}
    body: {
      code: string
    }
    answer: {
      step: 'second-factor' | 'choose-password' | 'enrol' | 'done'
      /**
       * 只显示这一次 Shown this once
       */
      recoveryCodes: string[]
    }
  }
  signOut: {
    params: {}
    query: {}
    answer: Blob
  }
  beginOidc: {
    params: {}
    query: {
      tenant?: string
    }
    answer: Blob
  }
  finishOidc: {
    params: {}
    query: {}
    answer: Blob
  }
  registerAccount: {
    params: {}
    query: {}
    body: {
      tenant?: string
      /**
       * 小写字母、数字、汉字和 . _ @ - Small letters, figures, Han characters and . _ @ -
       */
      login: string
      name: string
      password: string
    }
    answer: SignInStep
  }
  me: {
    params: {}
    query: {}
    answer: {
      tenant: {
        tenant: string
        name: string
        en: string | null
        demo: boolean
      }
      person: {
        id: string
        login: string
        name: string
      }
      roles: {
        membership: string
        role:
          | 'owner'
          | 'agent'
          | 'clerk'
          | 'officer'
          | 'head'
          | 'finance'
          | 'statistics'
          | 'tax'
          | 'expert'
          | 'supervisor'
          | 'leader'
          | 'auditor'
          | 'system-administrator'
          | 'security-administrator'
          | 'audit-administrator'
        organisation: {
          id: string
          name: string
          en: string | null
        } | null
        area: {
          id: string
          name: string
          en: string | null
        } | null
        party: {
          id: string
          name: string
          code: string | null
        } | null
        permits: string[] | null
        until: string | null
      }[]
      /**
       * 可调用的接口，菜单由此而来 What may be called: menus are made of it
       */
      operations: string[]
      secondFactor: boolean
      recoveryCodesLeft: number
    }
  }
  changePassword: {
    params: {}
    query: {}
    body: {
      current: string
      password: string
    }
    answer: Blob
  }
  renewRecoveryCodes: {
    params: {}
    query: {}
    body: {
      password: string
    }
    answer: {
      /**
       * 只显示这一次 Shown this once
       */
      recoveryCodes: string[]
    }
  }
  listSessions: {
    params: {}
    query: {}
    answer: {
      items: {
        id: string
        since: string
        lastSeen: string
        endsAt: string
        agent: string
        address: string
        current: boolean
      }[]
    }
  }
  endSession: {
    params: {
      session: string
    }
    query: {}
    answer: Blob
  }
  signOutEverywhere: {
    params: {}
    query: {}
    answer: Blob
  }
  claimRecord: {
    params: {}
    query: {}
    body: {
      code: string
      /**
       * 法定代表人姓名 The legal representative’s name
       */
      representative: string
      /**
       * 凭什么认领 On what ground
       */
      statement: string
      /**
       * 证明文件的 SHA-256 The SHA-256 of the proof
       */
      evidence?: string | null
    }
    answer: RecordClaim
  }
  listRecordClaims: {
    params: {}
    query: {
      state?: 'open' | 'decided'
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: RecordClaim[]
      next: string | null
    }
  }
  listOwnRecordClaims: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: RecordClaim[]
      next: string | null
    }
  }
  decideRecordClaim: {
    params: {
      claim: string
    }
    query: {}
    body:
      | {
          outcome: 'granted'
          reason?: string | null
        }
      | {
          outcome: 'refused'
          reason: string
        }
    answer: RecordClaim
  }
  listDelegations: {
    params: {}
    query: {
      party?: string
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: Delegation[]
      next: string | null
      /**
       * 可委托的接口 What may be delegated
       */
      delegable: string[]
    }
  }
  delegate: {
    params: {}
    query: {}
    body: {
      party: string
      login: string
      /**
       * @minItems 1
       * @maxItems 200
       */
      permits: [string, ...string[]]
      since?: string
      until: string
    }
    answer: Delegation
  }
  endDelegation: {
    params: {
      delegation: string
    }
    query: {}
    answer: Delegation
  }
  listPeople: {
    params: {}
    query: {
      q?: string
      role?:
        | 'owner'
        | 'agent'
        | 'clerk'
        | 'officer'
        | 'head'
        | 'finance'
        | 'statistics'
        | 'tax'
        | 'expert'
        | 'supervisor'
        | 'leader'
        | 'auditor'
        | 'system-administrator'
        | 'security-administrator'
        | 'audit-administrator'
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: Person[]
      next: string | null
    }
  }
  createPerson: {
    params: {}
    query: {}
    body: {
      /**
       * 小写字母、数字、汉字和 . _ @ - Small letters, figures, Han characters and . _ @ -
       */
      login: string
      name: string
      subject?: string | null
    }
    answer: Person
  }
  readPerson: {
    params: {
      person: string
    }
    query: {}
    answer: Person
  }
  editPerson: {
    params: {
      person: string
    }
    query: {}
    body: {
      name?: string
      disabled?: boolean
      subject?: string | null
    }
    answer: Person
  }
  resetPassword: {
    params: {
      person: string
    }
    query: {}
    answer: {
      /**
       * 只显示这一次 Shown this once
       */
      password: string
    }
  }
  resetSecondFactor: {
    params: {
      person: string
    }
    query: {}
    answer: Blob
  }
  listMemberships: {
    params: {
      person: string
    }
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: Membership[]
      next: string | null
    }
  }
  grantMembership: {
    params: {
      person: string
    }
    query: {}
    body: {
      role:
        | 'clerk'
        | 'officer'
        | 'head'
        | 'finance'
        | 'statistics'
        | 'tax'
        | 'expert'
        | 'supervisor'
        | 'leader'
        | 'auditor'
        | 'system-administrator'
        | 'security-administrator'
        | 'audit-administrator'
      organisation?: string | null
      area?: string | null
      since?: string
      until?: string | null
    }
    answer: Membership
  }
  endMembership: {
    params: {
      membership: string
    }
    query: {}
    answer: Membership
  }
  readIssuer: {
    params: {}
    query: {}
    answer: Issuer
  }
  setIssuer: {
    params: {}
    query: {}
    body: {
      issuer: string
      client: string
      secret: string | null
      secondFactor: boolean
    }
    answer: Issuer
  }
  listParties: {
    params: {}
    query: {
      kind: string
      q?: string
      area?: string
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: Party[]
      next: string | null
    }
  }
  createParty: {
    params: {}
    query: {}
    body: {
      kind: string
      code?: string | null
      codeOverride?: string | null
      name: string
      area?: string | null
    }
    answer: Party
  }
  readParty: {
    params: {
      party: string
    }
    query: {}
    answer: Party
  }
  editParty: {
    params: {
      party: string
    }
    query: {}
    body: {
      code: string | null
      codeOverride: string | null
      name: string
      area: string | null
    }
    answer: Party
  }
  listClaims: {
    params: {
      party: string
    }
    query: {
      kind?: string
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: Claim[]
      next: string | null
    }
  }
  createClaim: {
    params: {
      party: string
    }
    query: {}
    body: {
      kind: string
      key: string
      name?: string | null
      parent?: string | null
    }
    answer: Claim
  }
  listFacts: {
    params: {
      party: string
    }
    query: {
      asKnownOn?: string
      history?: 'true' | 'false'
      claim?: string
      name?: string
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: Fact[]
      next: string | null
    }
  }
  recordFacts: {
    params: {
      party: string
    }
    query: {}
    body: {
      /**
       * @minItems 1
       * @maxItems 200
       */
      facts: [
        {
          claim?: string | null
          name: string
          period?: string | null
          written: string
          source: string
          evidence?: string | null
          validFrom?: string | null
          validTo?: string | null
          basedOn?: string | null
        },
        ...{
          claim?: string | null
          name: string
          period?: string | null
          written: string
          source: string
          evidence?: string | null
          validFrom?: string | null
          validTo?: string | null
          basedOn?: string | null
        }[],
      ]
    }
    answer: {
      ids: string[]
    }
  }
  checkFact: {
    params: {
      fact: string
    }
    query: {}
    body: {
      verdict: 'confirmed' | 'rejected'
      note?: string | null
      evidence?: string | null
    }
    answer: {
      id: string
    }
  }
  checkFacts: {
    params: {}
    query: {}
    body: {
      /**
       * @minItems 1
       * @maxItems 200
       */
      facts: [string, ...string[]]
      note?: string | null
    }
    answer: {
      checked: number
    }
  }
  listFactsToCheck: {
    params: {}
    query: {
      name?: string
      area?: string
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: {
        id: string
        party: string
        partyName: string
        kind: string
        claimKey: string | null
        name: string
        period: string
        written: string
        source: string
        organisation: string | null
        /**
         * 登记人当时的角色和县区 As what it was recorded: the role, and the county of one
         */
        recorder: {
          role: string
          area: string | null
        } | null
        recordedAt: string
      }[]
      next: string | null
    }
  }
  disputeFact: {
    params: {
      fact: string
    }
    query: {}
    body: {
      reason: string
      evidence?: string | null
    }
    answer: {
      id: string
    }
  }
  listDisputes: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: {
        id: string
        party: string
        partyName: string
        fact: string
        name: string
        period: string
        written: string
        reason: string
        at: string
      }[]
      next: string | null
    }
  }
  answerDispute: {
    params: {
      dispute: string
    }
    query: {}
    body: {
      outcome: 'upheld' | 'dismissed'
      reason: string
    }
    answer: {
      dispute: string
    }
  }
  listConsents: {
    params: {
      party: string
    }
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: Consent[]
      next: string | null
    }
  }
  giveConsent: {
    params: {
      party: string
    }
    query: {}
    body: {
      fact: string
      purpose: string
      until?: string | null
    }
    answer: {
      id: string
    }
  }
  endConsent: {
    params: {
      consent: string
    }
    query: {}
    answer: {
      consent: string
    }
  }
  readDossier: {
    params: {
      party: string
    }
    query: {}
    answer: Dossier
  }
  listLookups: {
    params: {
      party: string
    }
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: {
        at: string
        operation: string
        organisation: string | null
        own: boolean
      }[]
      next: string | null
    }
  }
  listChanges: {
    params: {}
    query: {
      relation?: string
      person?: string
      operation?: string
      request?: string
      since?: string
      until?: string
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: Change[]
      next: string | null
    }
  }
  readSeals: {
    params: {}
    query: {}
    answer: {
      seals: string
      rows: string
      last: {
        at: string
        hash: string
      } | null
    }
  }
  uploadFile: {
    params: {}
    query: {
      /**
       * 文件名 The name of the file
       */
      name: string
    }
    body: Blob
    answer: File
  }
  downloadFile: {
    params: {
      hash: string
    }
    query: {}
    answer: Blob
  }
  uploadSheet: {
    params: {}
    query: {
      /**
       * 主体或事项的种类，例如 企业 Of which kind of party or claim each row is
       */
      kind: string
      /**
       * 文件名 The name of the file
       */
      name: string
    }
    body: Blob
    answer: Import
  }
  listImports: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: Import[]
      next: string | null
    }
  }
  readImport: {
    params: {
      import: string
    }
    query: {}
    answer: Import
  }
  previewImport: {
    params: {
      import: string
    }
    query: {
      sheet?: string
      headerRow?: number
    }
    answer: {
      sheets: {
        name: string
        hidden: boolean
      }[]
      sheet: string
      headerRow: number
      headers: string[]
      columns: ImportTarget[]
      rows: {
        row: number
        cells: string[]
      }[]
      /**
       * 各列可以对应的事实 Facts that a column may be matched with
       */
      facts: {
        name: string
        en: string | null
        every: 'year' | 'quarter' | 'month' | null
        type: string
      }[]
    }
  }
  setMatching: {
    params: {
      import: string
    }
    query: {}
    body: ImportMatching
    answer: Import
  }
  listImportRows: {
    params: {
      import: string
    }
    query: {
      show?: 'all' | 'problems' | 'new' | 'change' | 'same' | 'wrong' | 'warned' | 'chosen'
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: ImportRow[]
      next: string | null
    }
  }
  chooseRows: {
    params: {
      import: string
    }
    query: {}
    body: {
      /**
       * good：没有问题、有内容可导入的各行（选中时）；all：全部（不选时）；或行号 good: rows without a problem that have something to say, to be chosen; all: to be left out; or their numbers
       */
      rows: ('good' | 'all') | [number, ...number[]]
      chosen: boolean
      reason?: string | null
    }
    answer: {
      /**
       * 现在选中的行数 Rows that are chosen now
       */
      chosen: number
    }
  }
  annotateImport: {
    params: {
      import: string
    }
    query: {
      language?: 'zh' | 'en'
    }
    answer: Blob
  }
  carryOutImport: {
    params: {
      import: string
    }
    query: {}
    answer: Import
  }
  undoImport: {
    params: {
      import: string
    }
    query: {}
    answer: Import
  }
  exportParties: {
    params: {}
    query: {}
    body: {
      kind: string
      q?: string | null
      area?: string | null
      /**
       * @maxItems 200
       */
      facts?: {
        fact: string
        period?: string | null
      }[]
      asKnownOn?: string | null
      format?: 'xlsx' | 'csv'
      language?: 'zh' | 'en'
    }
    answer: Blob
  }
  readJob: {
    params: {
      job: string
    }
    query: {}
    answer: Job
  }
  listJobs: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: Job[]
      next: string | null
    }
  }
  stopJob: {
    params: {
      job: string
    }
    query: {}
    answer: Job
  }
  listWebhooks: {
    params: {}
    query: {}
    answer: {
      items: Webhook[]
    }
  }
  createWebhook: {
    params: {}
    query: {}
    body: {
      url: string
      /**
       * @minItems 1
       * @maxItems 50
       */
      events: [
        (
          | 'fact.recorded'
          | 'fact.checked'
          | 'dispute.raised'
          | 'dispute.answered'
          | 'record-claim.decided'
          | 'import.finished'
          | 'import.undone'
          | 'pack.in-force'
          | 'policy.decided'
        ),
        ...(
          | 'fact.recorded'
          | 'fact.checked'
          | 'dispute.raised'
          | 'dispute.answered'
          | 'record-claim.decided'
          | 'import.finished'
          | 'import.undone'
          | 'pack.in-force'
          | 'policy.decided'
        )[],
      ]
    }
    answer: Webhook
  }
  editWebhook: {
    params: {
      webhook: string
    }
    query: {}
    body: {
      url?: string
      /**
       * @minItems 1
       * @maxItems 50
       */
      events?: [
        (
          | 'fact.recorded'
          | 'fact.checked'
          | 'dispute.raised'
          | 'dispute.answered'
          | 'record-claim.decided'
          | 'import.finished'
          | 'import.undone'
          | 'pack.in-force'
          | 'policy.decided'
        ),
        ...(
          | 'fact.recorded'
          | 'fact.checked'
          | 'dispute.raised'
          | 'dispute.answered'
          | 'record-claim.decided'
          | 'import.finished'
          | 'import.undone'
          | 'pack.in-force'
          | 'policy.decided'
        )[],
      ]
      disabled?: boolean
    }
    answer: Webhook
  }
  renewWebhookSecret: {
    params: {
      webhook: string
    }
    query: {}
    answer: {
      secret: string
    }
  }
  testWebhook: {
    params: {
      webhook: string
    }
    query: {}
    answer: {
      id: string
    }
  }
  listDeliveries: {
    params: {
      webhook: string
    }
    query: {
      state?: 'waiting' | 'delivered' | 'failed' | 'stopped'
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: Delivery[]
      next: string | null
    }
  }
  redeliver: {
    params: {
      webhook: string
      delivery: string
    }
    query: {}
    answer: {
      id: string
    }
  }
  listPacks: {
    params: {}
    query: {
      pack?: string
    }
    answer: {
      items: PackVersion[]
    }
  }
  submitPack: {
    params: {}
    query: {}
    body: {
      /**
       * 文件名 → 内容：policy.md、facts.yaml、cases/13.yaml。File name → text.
       */
      files: {
        [k: string]: string
      }
      note?: string
    }
    answer: PackVersion
  }
  readPack: {
    params: {
      version: string
    }
    query: {
      files?: 'true' | 'false'
    }
    answer: PackVersionRead
  }
  checkPack: {
    params: {
      version: string
    }
    query: {}
    body: {
      document?: string
      note?: string
    }
    answer: PackVersion
  }
  signOffPack: {
    params: {
      version: string
    }
    query: {}
    body: {
      document: string
      note?: string
    }
    answer: PackVersion
  }
  bringIntoForce: {
    params: {
      version: string
    }
    query: {}
    body: {
      document: string
      note?: string
      from?: string
    }
    answer: PackVersion
  }
  listOpenQuestions: {
    params: {}
    query: {
      pack?: string
      asOf?: string
      which?: 'open' | 'all'
    }
    answer: {
      pack: string
      asOf: string
      items: PolicyQuestion[]
      unfit: {
        decision: string
        kind: 'setting' | 'reading'
        id: string
        chosen: string
      }[]
    }
  }
  costOfChoices: {
    params: {}
    query: {
      pack?: string
      kind: 'setting' | 'reading'
      id: string
      asOf?: string
      values?: string
    }
    answer: CostOfChoices
  }
  decide: {
    params: {}
    query: {}
    body: {
      pack?: string
      kind: 'setting' | 'reading'
      id: string
      chosen: string
      document: string
      documentDate: string
      evidence?: string
      from: string
      note?: string
    }
    answer: Decision
  }
  listDecisions: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
      pack?: string
      kind?: 'setting' | 'reading'
      id?: string
    }
    answer: {
      items: Decision[]
      next: string | null
    }
  }
  issuePaper: {
    params: {}
    query: {}
    body:
      | {
          kind: 'award notice'
          matter: string
          /**
           * @maxItems 50
           */
          requirements?: string[]
        }
      | {
          kind: 'rejection notice'
          matter: string
          remedy: string
        }
      | {
          kind: 'approval form'
          matter: string
        }
      | {
          kind: 'publicity list'
          publicity: string
          objections: string
        }
      | {
          kind: 'payment request'
          run: string
          to: string
        }
      | {
          kind: 'reminder'
          clock: string
          until: string
        }
      | {
          kind: 'recovery decision'
          recovery: string
          payTo: {
            name: string
            bank: string
            account: string
          }
          remedy: string
        }
      | {
          kind: 'ledger statement'
          fund: string
          year: number
        }
    answer: PaperIssued
  }
  listPapers: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
      kind?:
        'award notice' | 'rejection notice' | 'publicity list' | 'approval form' | 'payment request' | 'reminder' | 'recovery decision' | 'ledger statement'
      organisation?: string
      year?: number | null
      matter?: string
      party?: string
    }
    answer: {
      items: Paper[]
      next: string | null
    }
  }
  downloadPaper: {
    params: {
      paper: string
      format: 'pdf' | 'docx'
    }
    query: {}
    answer: Blob
  }
  withdrawPaper: {
    params: {
      paper: string
    }
    query: {}
    body: {
      reason: string
    }
    answer: {
      paper: string
      at: string
    }
  }
  verifyPaper: {
    params: {
      code: string
    }
    query: {}
    answer: VerifiedPaper
  }
  listPaperIssuers: {
    params: {}
    query: {}
    answer: {
      items: PaperIssuer[]
    }
  }
  setPaperIssuer: {
    params: {
      organisation: string
    }
    query: {}
    body: {
      /**
       * 机关代字，2 至 10 个汉字 The letters of its paper numbers, 2 to 10 Chinese characters
       */
      code: string
      /**
       * 发文机关标志 What stands in red over its papers
       */
      letterhead: string
    }
    answer: PaperIssuer
  }
  readCalendar: {
    params: {}
    query: {}
    answer: Calendar
  }
  importCalendar: {
    params: {}
    query: {}
    body: {
      year: number
      /**
       * 文号，如 国办发明电〔2026〕8号 The document it was published by
       */
      source: string
      file: string
      /**
       * 文件内容：holidays、workdays 两张“日期: 名称”表，或 CSV 日期,放假|上班,名称。What the file says
       */
      text: string
      /**
       * 这一年已有时，整年换掉 Replaces the year where it is there already
       */
      replace?: boolean
    }
    answer: {
      year: number
      days: number
      /**
       * 由暂定转为确定的期限 Clocks that are no longer provisional
       */
      settled: number
      /**
       * 末日有变的期限 Clocks that got another last day
       */
      moved: number
    }
  }
  setDayCount: {
    params: {}
    query: {}
    body: {
      dayCount: 'event day not counted' | 'event day counted'
      document: string
    }
    answer: Calendar
  }
  listBudgets: {
    params: {}
    query: {
      fund?: string
      year?: number | null
      instrument?: string
    }
    answer: {
      items: Budget[]
    }
  }
  openBudget: {
    params: {}
    query: {}
    body: {
      id: string
      fund: string
      year: number
      source: string
      instrument?: string
      code?: string
      name?: string
    }
    answer: Budget
  }
  readBudget: {
    params: {
      budget: string
    }
    query: {}
    answer: Budget
  }
  appropriate: {
    params: {
      budget: string
    }
    query: {}
    body: {
      id: string
      /**
       * 分，大于 0 Fen, above nothing
       */
      amount: string
      ref: string
      reason: string
      document: string
    }
    answer: Budget
  }
  lapse: {
    params: {
      budget: string
    }
    query: {}
    body: {
      id: string
      /**
       * 分，大于 0 Fen, above nothing
       */
      amount: string
      ref: string
      reason: string
      document: string
    }
    answer: Budget
  }
  reuse: {
    params: {
      budget: string
    }
    query: {}
    body: {
      id: string
      /**
       * 分，大于 0 Fen, above nothing
       */
      amount: string
      ref: string
      reason: string
      document: string
    }
    answer: Budget
  }
  carryOver: {
    params: {
      budget: string
    }
    query: {}
    body: {
      id: string
      /**
       * 分，大于 0 Fen, above nothing
       */
      amount: string
      ref: string
      reason: string
      document: string
      to: string
    }
    answer: {
      from: Budget
      to: Budget
    }
  }
  decideShortfall: {
    params: {
      budget: string
    }
    query: {}
    body: {
      id: string
      /**
       * @minItems 1
       * @maxItems 20000
       */
      awards: [string, ...string[]]
      choice: 'queue' | 'next year' | 'pro rata'
      reason: string
      document: string
    }
    answer: Shortfall
  }
  listShortfalls: {
    params: {
      budget: string
    }
    query: {}
    answer: {
      items: Shortfall[]
    }
  }
  commitmentsByMonth: {
    params: {
      budget: string
    }
    query: {}
    answer: {
      items: {
        /**
         * 没有写明日期的分期为 null Instalments with no day: null
         */
        month: string | null
        /**
         * 分 Fen
         */
        due: string
        /**
         * 分 Fen
         */
        committed: string
        /**
         * 分 Fen
         */
        paid: string
        /**
         * 分 Fen
         */
        recovered: string
        /**
         * 月末可用；还没有到的月份为 null Available at the end of the month; null of months to come
         */
        available: string | null
      }[]
    }
  }
  commitmentsByInstrument: {
    params: {
      budget: string
    }
    query: {}
    answer: {
      items: {
        instrument: string
        awards: number
        /**
         * 分 Fen
         */
        granted: string
        /**
         * 分 Fen
         */
        committed: string
        /**
         * 分 Fen
         */
        paid: string
        /**
         * 分 Fen
         */
        receivable: string
        /**
         * 分 Fen
         */
        recovered: string
      }[]
    }
  }
  listTransfers: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
      budget?: string
      award?: string
      stage?: 'treasury' | 'available' | 'reserved' | 'committed' | 'paid' | 'receivable' | 'recovered'
      instrument?: string
      month?: string
    }
    answer: {
      items: Transfer[]
      next: string | null
    }
  }
  listAwards: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
      state?: 'proposed' | 'ready' | 'approved' | 'closed' | 'rescinded' | 'dropped'
      budget?: string
      instrument?: string
      party?: string
      matter?: string
    }
    answer: {
      items: Award[]
      next: string | null
    }
  }
  readAward: {
    params: {
      award: string
    }
    query: {}
    answer: AwardRead
  }
  confirmCondition: {
    params: {
      award: string
      instalment: string
    }
    query: {}
    body: {
      /**
       * 依据：验收、评价等文件 What it rests on
       */
      evidence: string
    }
    answer: Blob
  }
  listCalls: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
      open?: 'true' | 'false'
    }
    answer: {
      items: Call[]
      next: string | null
    }
  }
  publishCall: {
    params: {}
    query: {}
    body: {
      title: string
      /**
       * @minItems 1
       * @maxItems 50
       */
      instruments: [string, ...string[]]
      opensOn: string
      closesOn: string
      /**
       * 分，整数 Fen, a whole number
       */
      budget?: string | null
      criteria?: string | null
      /**
       * @maxItems 50
       */
      materials?: {
        name: string
        required: boolean
      }[]
      document: string
    }
    answer: {
      id: string
    }
  }
  startMatter: {
    params: {
      party: string
    }
    query: {}
    body: {
      instrument: string
      claim?: string | null
      call?: string | null
    }
    answer: {
      id: string
    }
  }
  proposeMatters: {
    params: {}
    query: {}
    body: {
      instrument: string
    }
    answer: {
      id: string
      job: string
    }
  }
  listProposals: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: Proposal[]
      next: string | null
    }
  }
  listProposed: {
    params: {
      proposal: string
    }
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
      outcome?: 'proposed' | 'asked before' | 'declined' | 'set aside'
    }
    answer: {
      items: Proposed[]
      next: string | null
    }
  }
  submitMatter: {
    params: {
      matter: string
    }
    query: {}
    body: {
      /**
       * 承诺，文字见 readMatter 的 pledge Pledged, in the words that readMatter has as pledge
       */
      pledged: true
    }
    answer: {
      number: string
    }
  }
  withdrawMatter: {
    params: {
      matter: string
    }
    query: {}
    body: {
      reason?: string | null
    }
    answer: {
      matter: string
    }
  }
  listMatters: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
      view?: 'mine' | 'due' | 'waiting' | 'approval' | 'all'
      state?: 'draft' | 'proposed' | 'in review' | 'supplement' | 'approved' | 'rejected' | 'withdrawn'
      instrument?: string
      party?: string
      step?: string
    }
    answer: {
      items: Matter[]
      next: string | null
    }
  }
  readMatter: {
    params: {
      matter: string
    }
    query: {}
    answer: MatterRead
  }
  addMaterial: {
    params: {
      matter: string
    }
    query: {}
    body: {
      name: string
      file: string
    }
    answer: {
      id: string
    }
  }
  removeMaterial: {
    params: {
      matter: string
      material: string
    }
    query: {}
    answer: Blob
  }
  listPartyMaterials: {
    params: {
      party: string
    }
    query: {}
    answer: {
      items: {
        id: string
        name: string
        file: string
        matter: string
        at: string
      }[]
      next: string | null
    }
  }
  answerSupplement: {
    params: {
      matter: string
      supplement: string
    }
    query: {}
    body: {
      answer: string
    }
    answer: {
      id: string
    }
  }
  giveOpinion: {
    params: {
      opinion: string
    }
    query: {}
    body: {
      verdict: 'agreed' | 'against'
      phrase?: string | null
      reason?: string | null
      /**
       * 看的是哪一次测算 The assessment that was looked at
       */
      assessment: string
    }
    answer: {
      matter: string
      advanced: boolean
    }
  }
  agreeMatters: {
    params: {}
    query: {}
    body: {
      /**
       * @minItems 1
       * @maxItems 200
       */
      matters: [
        {
          matter: string
          /**
           * 看到的是哪一版 The version that was looked at
           */
          version: number
        },
        ...{
          matter: string
          /**
           * 看到的是哪一版 The version that was looked at
           */
          version: number
        }[],
      ]
    }
    answer: {
      agreed: {
        matter: string
        advanced: boolean
      }[]
      refused: {
        matter: string
        why: {
          zh: string
          en: string
        }
      }[]
    }
  }
  askAgain: {
    params: {
      opinion: string
    }
    query: {}
    body: {
      reason: string
    }
    answer: {
      matter: string
    }
  }
  tickPhrase: {
    params: {
      opinion: string
    }
    query: {}
    body: {
      phrase: string
      ticked: boolean
    }
    answer: Blob
  }
  askSupplement: {
    params: {
      opinion: string
    }
    query: {}
    body: {
      what: string
      until: string
    }
    answer: {
      id: string
    }
  }
  listDeputies: {
    params: {}
    query: {}
    answer: {
      items: Deputy[]
      /**
       * 各单位能审查的人，可以指定为代理 Those who review for an office: one of them may be named
       */
      people: {
        person: string
        name: string
        organisation: string
      }[]
    }
  }
  setDeputy: {
    params: {}
    query: {}
    body: {
      organisation: string
      person: string
      since: string
      until: string
      reason: string
    }
    answer: {
      id: string
    }
  }
  endDeputy: {
    params: {
      deputy: string
    }
    query: {}
    answer: {
      id: string
    }
  }
  assessAnew: {
    params: {
      matter: string
    }
    query: {}
    answer: {
      changed: boolean
    }
  }
  seeChange: {
    params: {
      matter: string
    }
    query: {}
    body: {
      assessment: string
      back?: number | null
      reason: string
    }
    answer: {
      matter: string
    }
  }
  answerLikeness: {
    params: {
      matter: string
    }
    query: {}
    body: {
      other: string
      claim: string
      reason: string
    }
    answer: {
      matter: string
    }
  }
  decideAmount: {
    params: {
      matter: string
    }
    query: {}
    body: {
      /**
       * 分，整数 Fen, a whole number
       */
      amount: string
      reason: string
    }
    answer: {
      matter: string
      advanced: boolean
    }
  }
  rejectMatter: {
    params: {
      matter: string
    }
    query: {}
    body: {
      phrase?: string | null
      reason: string
    }
    answer: {
      matter: string
    }
  }
  approveMatter: {
    params: {
      matter: string
    }
    query: {}
    body: {
      budget: string
      document?: string | null
    }
    answer: {
      matter: string
      award: string | null
      changed: boolean
    }
  }
  approveMatters: {
    params: {}
    query: {}
    body: {
      /**
       * @minItems 1
       * @maxItems 200
       */
      matters: [string, ...string[]]
      budget: string
      document?: string | null
    }
    answer: {
      approved: string[]
      changed: string[]
      refused: {
        matter: string
        why: {
          zh: string
          en: string
        }
      }[]
      /**
       * 分，整数 Fen, a whole number
       */
      total: string
    }
  }
  recordLegalityReview: {
    params: {}
    query: {}
    body: {
      instrument: string
      passed: boolean
      document: string
      evidence?: string | null
    }
    answer: {
      id: string
    }
  }
  listLegalityReviews: {
    params: {}
    query: {}
    answer: {
      items: {
        instrument: string
        name: string
        review: string
        passed: boolean | null
        document: string | null
        organisation: string | null
        at: string | null
      }[]
    }
  }
  listNotices: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
      /**
       * 只看未读 Only those unread
       */
      unread?: 'true' | 'false'
    }
    answer: {
      items: Notice[]
      next: string | null
    }
  }
  countUnread: {
    params: {}
    query: {}
    answer: {
      /**
       * 最多数到 100 Counted up to 100
       */
      unread: number
    }
  }
  markRead: {
    params: {}
    query: {}
    body: {
      notices: [string, ...string[]] | 'all'
    }
    answer: {
      /**
       * 最多数到 100 Counted up to 100
       */
      unread: number
    }
  }
  readContact: {
    params: {}
    query: {}
    answer: Contact
  }
  setContact: {
    params: {}
    query: {}
    body: {
      mail: string | null
      phone: string | null
      byMail: boolean
      bySms: boolean
      language: 'zh' | 'en'
    }
    answer: Contact
  }
  listToPublish: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: MatterToPublish[]
      next: string | null
    }
  }
  openPublicity: {
    params: {}
    query: {}
    body: {
      title: string
      /**
       * @minItems 1
       * @maxItems 500
       */
      matters: [string, ...string[]]
    }
    answer: {
      id: string
      dueOn: string | null
      provisional: boolean
      matters: number
    }
  }
  listPublished: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
      open?: string
    }
    answer: {
      items: Published[]
      next: string | null
    }
  }
  readPublished: {
    params: {
      publicity: string
    }
    query: {}
    answer: PublishedRead
  }
  endPublicity: {
    params: {
      publicity: string
    }
    query: {}
    answer: {
      completed: number
      held: {
        matter: string
        number: string | null
        why: 'unpublished' | 'amount' | 'objection' | 'facts'
      }[]
    }
  }
  listMatterPublicities: {
    params: {
      matter: string
    }
    query: {}
    answer: {
      items: {
        publicity: string
        title: string
        number: number
        openedOn: string
        dueOn: string | null
        provisional: boolean
        endedOn: string | null
        /**
         * 分 Fen
         */
        amount: string
      }[]
    }
  }
  listObjections: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
      publicity?: string
      matter?: string
      open?: string
    }
    answer: {
      items: Objection[]
      next: string | null
    }
  }
  answerObjection: {
    params: {
      objection: string
    }
    query: {}
    body: {
      outcome: 'upheld' | 'dismissed'
      answer: string
    }
    answer: {
      matter: string
    }
  }
  listPublicities: {
    params: {
      tenant: string
    }
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: Publicity[]
      next: string | null
    }
  }
  readPublicity: {
    params: {
      tenant: string
      publicity: string
    }
    query: {}
    answer: PublicityRead
  }
  objectTo: {
    params: {
      tenant: string
      publicity: string
    }
    query: {}
    body: {
      number: number
      name: string
      contact: string
      words: string
    }
    answer: {
      id: string
    }
  }
  followObjection: {
    params: {
      tenant: string
      objection: string
    }
    query: {}
    answer: {
      publicity: string
      title: string
      raisedAt: string
      outcome: 'upheld' | 'dismissed' | null
      answer: string | null
      answeredAt: string | null
    }
  }
  listPublicAwards: {
    params: {
      tenant: string
    }
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
      instrument?: string
      name?: string
      year?: number
    }
    answer: {
      items: PublicAward[]
      next: string | null
    }
  }
  downloadPublicAwards: {
    params: {
      tenant: string
    }
    query: {}
    answer: Blob
  }
  downloadThreeSixty: {
    params: {
      tenant: string
    }
    query: {}
    answer: Blob
  }
  listExperts: {
    params: {}
    query: {}
    answer: {
      items: Expert[]
    }
  }
  keepExpert: {
    params: {
      person: string
    }
    query: {}
    body: {
      /**
       * @minItems 1
       */
      fields: [string, ...string[]]
      employer: string
      employerCode?: string | null
      title: string
      active?: boolean
      reason?: string | null
    }
    answer: {
      person: string
    }
  }
  listPanelWork: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
      view: 'waiting' | 'running' | 'done'
    }
    answer: {
      items: PanelWork[]
      next: string | null
    }
  }
  drawPanel: {
    params: {}
    query: {}
    body: {
      /**
       * @minItems 1
       * @maxItems 100
       */
      matters: [string, ...string[]]
    }
    answer: {
      id: string
      matters: number
    }
  }
  listPanels: {
    params: {
      matter: string
    }
    query: {}
    answer: {
      items: Panel[]
      /**
       * 可以抽取，及原因 That a panel may be drawn, and why
       */
      wanted: 'undrawn' | 'short' | 'facts' | null
      /**
       * 还不能出具“通过”意见的原因 Why the unit may not agree yet
       */
      lacks: 'scores' | 'recusal' | null
    }
  }
  listPanelOutcomes: {
    params: {
      matter: string
    }
    query: {}
    answer: {
      items: PanelOutcome[]
      requests: {
        id: string
        whom: string
        reason: string
        byParty: boolean
        raisedAt: string
        outcome: 'upheld' | 'dismissed' | null
        answer: string | null
        answeredAt: string | null
      }[]
    }
  }
  askRecusal: {
    params: {
      matter: string
    }
    query: {}
    body: {
      place?: string | null
      whom: string
      reason: string
    }
    answer: {
      id: string
    }
  }
  answerRecusal: {
    params: {
      recusal: string
    }
    query: {}
    body: {
      outcome: 'upheld' | 'dismissed'
      place?: string | null
      answer: string
    }
    answer: {
      matter: string
      filled: boolean | null
    }
  }
  listPlaces: {
    params: {}
    query: {}
    answer: {
      items: PanelPlace[]
    }
  }
  readPlace: {
    params: {
      place: string
    }
    query: {}
    answer: PanelPlaceRead
  }
  downloadPlaceMaterial: {
    params: {
      place: string
      material: string
    }
    query: {}
    answer: Blob
  }
  declareNoInterest: {
    params: {
      place: string
    }
    query: {}
    body: {
      declared: true
    }
    answer: {
      place: string
    }
  }
  leavePlace: {
    params: {
      place: string
    }
    query: {}
    body: {
      reason: string
    }
    answer: {
      place: string
    }
  }
  scorePlace: {
    params: {
      place: string
    }
    query: {}
    body: {
      /**
       * @maxItems 100
       */
      scores: {
        criterion: number
        points: number
        comment?: string
      }[]
      comment: string
    }
    answer: {
      place: string
      /**
       * 全部专家都已提交 All have now
       */
      all: boolean
    }
  }
  listToDraw: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: MatterToDraw[]
      next: string | null
    }
  }
  drawInspection: {
    params: {}
    query: {}
    body: {
      instrument: string
    }
    answer: {
      id: string
      number: number
      drawn: number
      rest: number
    }
  }
  listDraws: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: InspectionDraw[]
      next: string | null
    }
  }
  readDraw: {
    params: {
      draw: string
    }
    query: {}
    answer: InspectionDrawRead
  }
  addInspection: {
    params: {
      matter: string
    }
    query: {}
    body: {
      reason: string
    }
    answer: {
      id: string
    }
  }
  planVisit: {
    params: {
      matter: string
    }
    query: {}
    body: {
      plannedOn: string
      place: string
      /**
       * @minItems 2
       * @maxItems 30
       */
      inspectors: [string, string, ...string[]]
    }
    answer: {
      id: string
    }
  }
  listInspections: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
      done?: string
    }
    answer: {
      items: InspectedMatter[]
      next: string | null
    }
  }
  readInspection: {
    params: {
      matter: string
    }
    query: {}
    answer: Inspection
  }
  recordVisit: {
    params: {
      visit: string
    }
    query: {}
    body: {
      /**
       * 看的是哪一次测算 The assessment that was looked at
       */
      assessment: string
      visitedOn: string
      /**
       * @minItems 1
       * @maxItems 500
       */
      findings: [
        {
          phrase: string
          /**
           * as found 与申报一致 · not as found 不一致 · not looked at 没有看
           */
          found: 'as found' | 'not as found' | 'not looked at'
          note?: string | null
        },
        ...{
          phrase: string
          /**
           * as found 与申报一致 · not as found 不一致 · not looked at 没有看
           */
          found: 'as found' | 'not as found' | 'not looked at'
          note?: string | null
        }[],
      ]
      /**
       * @minItems 1
       * @maxItems 50
       */
      photos: [
        {
          file: string
          takenAt?: string | null
          note?: string | null
          /**
           * 由上传的人提供 As given by whoever uploads it
           */
          position?: {
            latitude: number
            longitude: number
          } | null
        },
        ...{
          file: string
          takenAt?: string | null
          note?: string | null
          /**
           * 由上传的人提供 As given by whoever uploads it
           */
          position?: {
            latitude: number
            longitude: number
          } | null
        }[],
      ]
      statement: string
      note?: string | null
      outcome: 'as told' | 'not as told'
    }
    answer: {
      id: string
    }
  }
  confirmVisit: {
    params: {
      record: string
    }
    query: {}
    answer: {
      id: string
    }
  }
  recordEvaluation: {
    params: {
      matter: string
    }
    query: {}
    body: {
      /**
       * reached 达到 · partly 部分达到 · not 未达到
       */
      outcome: 'reached' | 'partly' | 'not'
      figures: string
      evidence?: string | null
    }
    answer: {
      id: string
    }
  }
  readEvaluation: {
    params: {
      matter: string
    }
    query: {}
    answer: Evaluation
  }
  listAccounts: {
    params: {}
    query: {
      party?: string
      state?: 'proposed' | 'confirmed' | 'refused' | 'replaced'
    }
    answer: {
      items: PayeeAccount[]
      /**
       * 新账户的冷静期，工作日 Working days that a new account cools off
       */
      coolingDays: number
    }
  }
  readAccount: {
    params: {
      account: string
    }
    query: {}
    answer: PayeeAccount
  }
  proposeAccount: {
    params: {
      party: string
    }
    query: {}
    body: {
      bank: string
      branch: string
      account: string
      holder: string
      /**
       * 户名与主体名称不同的原因 Why the holder is not called as the party is
       */
      override?: string | null
      evidence?: string | null
    }
    answer: {
      id: string
    }
  }
  confirmAccount: {
    params: {
      account: string
    }
    query: {}
    answer: {
      usableFrom: string
      provisional: boolean
    }
  }
  refuseAccount: {
    params: {
      account: string
    }
    query: {}
    body: {
      reason: string
    }
    answer: Blob
  }
  setCoolingDays: {
    params: {}
    query: {}
    body: {
      days: number
      document: string
    }
    answer: Blob
  }
  listPayable: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
      instrument?: string
      budget?: string
    }
    answer: {
      items: Payable[]
      next: string | null
    }
  }
  createRun: {
    params: {}
    query: {}
    body: {
      id: string
      title: string
      /**
       * @minItems 1
       * @maxItems 2000
       */
      instalments: [
        {
          award: string
          instalment: number
        },
        ...{
          award: string
          instalment: number
        }[],
      ]
    }
    answer: {
      run: string | null
      lines: number
      aside: {
        award: string
        instalment: number
        /**
         * 现在为什么不能付 Why it is not payable now
         */
        why: 'state' | 'in run' | 'due' | 'condition' | 'account' | 'cooling' | 'facts' | 'eligible' | 'grounds' | 'legality'
      }[]
    }
  }
  listRuns: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: PaymentRun[]
      next: string | null
    }
  }
  releaseRun: {
    params: {
      run: string
    }
    query: {}
    answer: {
      released: boolean
      lines: number
      aside: {
        award: string
        instalment: number
        /**
         * 现在为什么不能付 Why it is not payable now
         */
        why: 'state' | 'in run' | 'due' | 'condition' | 'account' | 'cooling' | 'facts' | 'eligible' | 'grounds' | 'legality'
      }[]
    }
  }
  dropRun: {
    params: {
      run: string
    }
    query: {}
    body: {
      reason: string
    }
    answer: Blob
  }
  readRun: {
    params: {
      run: string
    }
    query: {}
    answer: PaymentRunRead
  }
  downloadPaymentFile: {
    params: {
      run: string
    }
    query: {}
    answer: Blob
  }
  listPayments: {
    params: {
      award: string
    }
    query: {}
    answer: {
      items: Payment[]
    }
  }
  uploadReceipt: {
    params: {}
    query: {
      /**
       * 本次回单的编号，由上传方给出；同一编号再传不会重复入账 The uploader’s own id: the same again books nothing twice
       */
      id: string
      /**
       * 文件名 The name of the file
       */
      name: string
    }
    body: Blob
    answer: PaymentReceipt
  }
  listReceipts: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
    }
    answer: {
      items: {
        id: string
        name: string
        uploadedBy: string | null
        uploadedAt: string
        lines: number
        paid: number
        failed: number
        aside: number
      }[]
      next: string | null
    }
  }
  readPaymentReceipt: {
    params: {
      receipt: string
    }
    query: {}
    answer: PaymentReceipt
  }
  retryReceipt: {
    params: {
      receipt: string
    }
    query: {}
    answer: PaymentReceipt
  }
  listRecoveries: {
    params: {}
    query: {
      /**
       * 上一页的 next。The next of the page before.
       */
      cursor?: string
      limit?: number
      party?: string
      award?: string
      open?: string
    }
    answer: {
      items: Recovery[]
      next: string | null
    }
  }
  demandRecovery: {
    params: {
      award: string
    }
    query: {}
    body: {
      id: string
      /**
       * 分，大于 0 Fen, above nothing
       */
      amount: string
      reason: string
      document: string
      workingDays: number
    }
    answer: Recovery
  }
  recordRecoveryReceipt: {
    params: {
      recovery: string
    }
    query: {}
    body: {
      id: string
      /**
       * 分，大于 0 Fen, above nothing
       */
      amount: string
      /**
       * 银行回单号，只用一次 The bank’s receipt, once
       */
      ref: string
      document: string
    }
    answer: Recovery
  }
  writeOffRecovery: {
    params: {
      recovery: string
    }
    query: {}
    body: {
      id: string
      /**
       * 分，大于 0 Fen, above nothing
       */
      amount: string
      reason: string
      document: string
    }
    answer: Recovery
  }
}
export interface SignInStep {
  step: 'second-factor' | 'choose-password' | 'enrol' | 'done'
}
export interface RecordClaim {
  id: string
  party: string
  /**
   * 申请人看不到档案，为 null Null for a claimant, who does not see the record
   */
  partyName: string | null
  code: string
  claimant: {
    id: string
    login: string
    name: string
  }
  representative: string
  statement: string
  evidence: string | null
  at: string
  outcome: 'granted' | 'refused' | null
  reason: string | null
  decidedAt: string | null
  /**
   * 档案已有负责人 The record has an owner already
   */
  hasOwner: boolean | null
}
export interface Delegation {
  id: string
  party: string
  person: string
  login: string
  name: string
  permits: string[]
  since: string
  until: string | null
  endedAt: string | null
}
export interface Person {
  id: string
  login: string
  name: string
  disabled: boolean
  createdAt: string
  version: number
  secondFactor: boolean
  mustChangePassword: boolean
  lockedUntil: string | null
  lastSeen: string | null
  /**
   * 统一身份认证中的身份标识 The subject at the identity provider
   */
  subject: string | null
}
export interface Membership {
  id: string
  person: string
  role:
    | 'owner'
    | 'agent'
    | 'clerk'
    | 'officer'
    | 'head'
    | 'finance'
    | 'statistics'
    | 'tax'
    | 'expert'
    | 'supervisor'
    | 'leader'
    | 'auditor'
    | 'system-administrator'
    | 'security-administrator'
    | 'audit-administrator'
  organisation: string | null
  area: string | null
  party: string | null
  permits: string[] | null
  since: string
  until: string | null
  grantedBy: string | null
  endedAt: string | null
}
export interface Issuer {
  issuer: string
  client: string
  hasSecret: boolean
  /**
   * 身份认证系统自己核验第二因素 The provider asks for a second factor itself
   */
  secondFactor: boolean
  /**
   * 在身份认证系统登记的回调地址 The address to register there
   */
  redirect: string
  version: number
}
export interface Party {
  id: string
  kind: string
  code: string | null
  /**
   * 校验位不符而仍登记的依据 The evidence on which a code that fails its check was taken in
   */
  codeOverride: string | null
  name: string
  area: string | null
  version: number
}
export interface Claim {
  id: string
  party: string
  kind: string
  parent: string | null
  key: string
  name: string | null
}
export interface Fact {
  id: string
  party: string
  claim: string | null
  name: string
  period: string
  written: string
  none: boolean
  validFrom: string | null
  validTo: string | null
  source: string
  evidence: string | null
  /**
   * 单位；不是单位的为 null The office; null where it is none
   */
  organisation: string | null
  /**
   * 登记人当时的角色和县区 As what it was recorded: the role, and the county of one
   */
  recorder: {
    role: string
    area: string | null
  } | null
  recordedAt: string
  supersedes: string | null
  current: boolean
  checks: {
    verdict: 'confirmed' | 'rejected'
    note: string | null
    /**
     * 单位；不是单位的为 null The office; null where it is none
     */
    organisation: string | null
    at: string
  }[]
  disputes: {
    id: string
    reason: string
    at: string
    answer: {
      outcome: 'upheld' | 'dismissed'
      reason: string
      /**
       * 单位；不是单位的为 null The office; null where it is none
       */
      organisation: string | null
      at: string
    } | null
  }[]
}
export interface Consent {
  id: string
  party: string
  fact: string
  purpose: string
  until: string | null
  at: string
  endedAt: string | null
}
export interface Dossier {
  [k: string]: unknown
}
export interface Change {
  id: string
  at: string
  person: string | null
  name: string | null
  operation: string | null
  request: string | null
  relation: string
  key: {
    [k: string]: unknown
  } | null
  change: 'insert' | 'update' | 'delete' | 'event'
  before: {
    [k: string]: unknown
  } | null
  after: {
    [k: string]: unknown
  } | null
  /**
   * 已在链上 Under a seal of the chain
   */
  sealed: boolean
}
export interface File {
  hash: string
  size: number
  type: 'pdf' | 'png' | 'jpeg' | 'webp' | 'ofd' | 'csv' | 'xlsx' | 'docx'
  name: string
}
export interface Import {
  id: string
  kind: string
  name: string
  file: string
  state: 'draft' | 'checking' | 'ready' | 'running' | 'done' | 'undoing' | 'undone'
  matching: ImportMatching
  counts: {
    rows: number
    new: number
    change: number
    same: number
    wrong: number
    warned: number
    /**
     * 新的或有变化的事实数 Facts that are new or differ
     */
    facts: number
  } | null
  /**
   * 正在进行的后台工作（readJob） The work in the background
   */
  job: string | null
  /**
   * 上一步没有做成的原因 Why the last step was not done
   */
  problem: {
    zh: string
    en: string
  } | null
  by: string
  byName: string | null
  at: string
  doneAt: string | null
  undoneAt: string | null
  version: number
}
export interface ImportRow {
  row: number
  cells: string[]
  outcome: 'new' | 'change' | 'same' | 'wrong'
  warned: boolean
  chosen: boolean
  reason: string | null
  problems: {
    /**
     * 从 0 起；整行的问题为 null From 0; null: of the whole row
     */
    column: number | null
    severity: 'error' | 'warning'
    zh: string
    en: string
  }[]
  /**
   * 已登记的主体 The party, where it is registered already
   */
  party: string | null
  changes: {
    column: number | null
    what: 'name' | 'area' | 'fact'
    fact: string | null
    period: string | null
    /**
     * 没有登记过为 null null: nothing is registered
     */
    before: string | null
    after: string
  }[]
}
export interface Job {
  id: string
  operation: string
  subject: string
  state: 'waiting' | 'running' | 'done' | 'failed' | 'stopped'
  done: number
  /**
   * 尚不知道时为 null null while it is not known
   */
  total: number | null
  problem: {
    zh: string
    en: string
  } | null
  at: string
  startedAt: string | null
  endedAt: string | null
}
export interface Webhook {
  id: string
  url: string
  events: (
    | 'fact.recorded'
    | 'fact.checked'
    | 'dispute.raised'
    | 'dispute.answered'
    | 'record-claim.decided'
    | 'import.finished'
    | 'import.undone'
    | 'pack.in-force'
    | 'policy.decided'
  )[]
  disabled: boolean
  at: string
  version: number
}
export interface Delivery {
  /**
   * 请求头 webhook-id，重发时不变 The header webhook-id, the same at each attempt
   */
  id: string
  event:
    | 'fact.recorded'
    | 'fact.checked'
    | 'dispute.raised'
    | 'dispute.answered'
    | 'record-claim.decided'
    | 'import.finished'
    | 'import.undone'
    | 'pack.in-force'
    | 'policy.decided'
    | 'test'
  body: string
  state: 'waiting' | 'delivered' | 'failed' | 'stopped'
  at: string
  endedAt: string | null
  attempts: {
    at: string
    ms: number
    status: number | null
    /**
     * 答复的开头，至多 1 kB The first kilobyte of the answer
     */
    answer: string | null
    /**
     * 没有答复的原因：timeout、address-not-allowed、secret-unreadable，或网络的错误代码 Why there was no answer; or a code of the network
     */
    problem: string | null
  }[]
}
export interface PackVersion {
  version: string
  pack: string
  kind: 'policy' | 'library' | 'completing'
  title: string
  en: string | null
  document: string | null
  completes: string | null
  replaces: string | null
  begins: string
  hash: string
  submittedAt: string
  state: 'draft' | 'checked' | 'signed off' | 'in force' | 'replaced'
  steps: PackStep[]
}
export interface PackStep {
  step: 'draft' | 'checked' | 'signed off' | 'in force' | 'replaced'
  by: string | null
  organisation: string | null
  at: string
  document: string | null
  note: string | null
  on: string | null
  errors: number | null
}
export interface PackVersionRead {
  version: string
  pack: string
  kind: 'policy' | 'library' | 'completing'
  title: string
  en: string | null
  document: string | null
  completes: string | null
  replaces: string | null
  begins: string
  hash: string
  submittedAt: string
  state: 'draft' | 'checked' | 'signed off' | 'in force' | 'replaced'
  steps: PackStep[]
  report: PackReport
  files: {
    [k: string]: string
  } | null
}
export interface PolicyQuestion {
  kind: 'setting' | 'reading'
  id: string
  article: number | null
  words: string | null
  type: {
    zh: string
    en: string
  } | null
  readAs: string | null
  options: string[]
  entitled: string[]
  instruments: {
    id: string
    name: string
  }[]
  open: boolean
  decided: {
    by: string
    chosen: string | null
    decision: string | null
  } | null
}
export interface CostOfChoices {
  city: {
    name: string
    enterprises: number
    synthetic: boolean
    asOf: string
  } | null
  why: {
    zh: string
    en: string
  } | null
  before: {
    low: string
    likely: string
    high: string
    unbounded: number
    undecided: number
  } | null
  choices: {
    chosen: string
    cost: {
      low: string
      likely: string
      high: string
      unbounded: number
      undecided: number
    } | null
    winners: number | null
    losers: number | null
  }[]
}
export interface Decision {
  decision: string
  pack: string
  kind: 'setting' | 'reading'
  id: string
  words: string | null
  chosen: string
  organisation: string | null
  by: string | null
  at: string
  document: string
  documentDate: string
  evidence: string | null
  from: string
  note: string | null
  supersedes: string | null
}
export interface PaperIssued {
  id: string
  number: string
  title: string
  verification: string
}
export interface Paper {
  id: string
  number: string
  kind: 'award notice' | 'rejection notice' | 'publicity list' | 'approval form' | 'payment request' | 'reminder' | 'recovery decision' | 'ledger statement'
  title: string
  organisation: string
  issuedOn: string
  matter: string | null
  party: string | null
  verification: string
  withdrawn: {
    at: string
    reason: string
  } | null
}
export interface VerifiedPaper {
  number: string
  title: string
  kind: {
    zh: string
    en: string
  }
  organisation: string
  organisationEn: string | null
  issuedOn: string
  stands: boolean
  withdrawnOn: string | null
  /**
   * SHA-256
   */
  hashes: {
    pdf: string
    docx: string
  }
}
export interface PaperIssuer {
  organisation: string
  name: string
  code: string
  letterhead: string
  version: number
}
export interface Calendar {
  /**
   * 起算日是否计入；未另行设置的，按民法典第二百零一条不计入 Whether the day of the event counts; by article 201 of the Civil Code it does not
   */
  dayCount: 'event day not counted' | 'event day counted'
  years: {
    year: number
    source: string
    importedAt: string
    holidays: {
      day: string
      name: string
    }[]
    workdays: {
      day: string
      name: string
    }[]
  }[]
}
export interface Budget {
  budget: string
  fund: string
  year: number
  source: string
  instrument: string | null
  code: string | null
  name: string | null
  /**
   * 分 Fen
   */
  appropriated: string
  /**
   * 分 Fen
   */
  available: string
  /**
   * 分 Fen
   */
  reserved: string
  /**
   * 分 Fen
   */
  committed: string
  /**
   * 分 Fen
   */
  paid: string
  /**
   * 分 Fen
   */
  receivable: string
  /**
   * 分 Fen
   */
  recovered: string
}
export interface Shortfall {
  decision: string
  budget: string
  choice: 'queue' | 'next year' | 'pro rata'
  /**
   * 分 Fen
   */
  wanted: string
  /**
   * 分 Fen
   */
  available: string
  reason: string
  document: string
  by: string | null
  at: string
  awards: {
    award: string
    matter: string
    number: string | null
    partyName: string
    /**
     * 分 Fen
     */
    wanted: string
    /**
     * 分 Fen
     */
    amount: string
  }[]
}
export interface Transfer {
  transfer: string
  kind: string
  ref: string
  budget: string
  debit: 'treasury' | 'available' | 'reserved' | 'committed' | 'paid' | 'receivable' | 'recovered'
  credit: 'treasury' | 'available' | 'reserved' | 'committed' | 'paid' | 'receivable' | 'recovered'
  /**
   * 分 Fen
   */
  amount: string
  award: string | null
  instalment: number | null
  matter: string | null
  number: string | null
  partyName: string | null
  by: string | null
  at: string
  reason: string | null
  document: string | null
}
export interface Award {
  award: string
  matter: string
  party: string
  instrument: string
  /**
   * 分 Fen
   */
  bound: string
  /**
   * 分 Fen
   */
  amount: string | null
  budget: string | null
  state: 'proposed' | 'ready' | 'approved' | 'closed' | 'rescinded' | 'dropped'
  /**
   * 分 Fen
   */
  committed: string
  /**
   * 分 Fen
   */
  paid: string
  /**
   * 分 Fen
   */
  receivable: string
  /**
   * 分 Fen
   */
  recovered: string
  /**
   * 分 Fen
   */
  rescinded: string
  reason: string | null
  proposedAt: string
}
export interface Instalment {
  number: number
  /**
   * 分 Fen
   */
  amount: string
  due: string | null
  condition: string | null
  met: string | null
  state: 'planned' | 'paid' | 'cancelled'
  payment: string | null
}
export interface Call {
  id: string
  title: string
  instruments: string[]
  opensOn: string
  closesOn: string
  /**
   * 分，整数 Fen, a whole number
   */
  budget: string | null
  criteria: string | null
  materials: {
    name: string
    required: boolean
  }[]
  document: string
  open: boolean
  matters: number
}
export interface Proposal {
  id: string
  instrument: string
  at: string
  by: string
  /**
   * 看过多少家 Parties looked through
   */
  looked: number
  made: number
  waiting: number
  confirmed: number
  declined: number
  askedBefore: number
  setAside: number
  problem: {
    zh: string
    en: string
  } | null
}
export interface Proposed {
  party: string
  partyName: string
  subject: string
  subjectName: string | null
  outcome: 'proposed' | 'asked before' | 'declined' | 'set aside'
  why: {
    zh: string
    en: string
  } | null
  matter: string | null
  number: string | null
  state: 'draft' | 'proposed' | 'in review' | 'supplement' | 'approved' | 'rejected' | 'withdrawn' | null
  /**
   * 分，整数 Fen, a whole number
   */
  most: string | null
}
export interface Matter {
  id: string
  number: string | null
  instrument: string
  article: number
  procedure: string
  way: 'proposed' | 'prefilled' | 'call'
  party: string
  partyName: string
  subject: string
  subjectName: string | null
  state: 'draft' | 'proposed' | 'in review' | 'supplement' | 'approved' | 'rejected' | 'withdrawn'
  step: string | null
  dueOn: string | null
  provisional: boolean
  stopped: boolean
  /**
   * exact、ceiling 或 between；没有算出金额时为 null Null where no amount came of it
   */
  how: string | null
  /**
   * 分，整数 Fen, a whole number
   */
  most: string | null
  /**
   * 分，整数 Fen, a whole number
   */
  amount: string | null
  award: string | null
  changed: boolean
  submittedAt: string | null
  version: number
}
export interface Opinion {
  id: string
  step: number
  kind: string
  organisation: string | null
  area: string | null
  state: 'open' | 'agreed' | 'against'
  round: number
  mine: boolean
  /**
   * 在走的期限 The clock that runs
   */
  clock: string | null
  dueOn: string | null
  provisional: boolean
  stopped: boolean
  given: {
    round: number
    verdict: 'agreed' | 'against'
    phrase: string | null
    reason: string | null
    /**
     * 企业看不到经办人姓名 An enterprise does not see who it was
     */
    by: string | null
    at: string
    deputy: boolean
    /**
     * 在更正之前 Given before the facts changed
     */
    before: boolean
  }[]
  ticks: {
    phrase: string
    before: boolean
  }[]
}
export interface Supplement {
  id: string
  opinion: string
  what: string
  until: string
  askedBy: {
    person: string | null
    organisation: string | null
    area: string | null
  }
  askedAt: string
  answer: string | null
  answeredAt: string | null
}
export interface Material {
  id: string
  name: string
  file: string
  addedAt: string
}
export interface Likeness {
  claim: string
  kind: string
  key: string
  other: string
  otherNumber: string | null
  otherParty: string
  otherInstrument: string
  otherKey: string
  how: 'number' | 'amount' | 'name'
  reason: string | null
}
export interface Deputy {
  id: string
  organisation: string
  person: string
  name: string
  since: string
  until: string
  reason: string
  by: string
  at: string
  endedAt: string | null
  /**
   * 今天有效 In force today
   */
  inForce: boolean
}
export interface Notice {
  id: string
  kind: string
  words: {
    zh: string
    en: string
  }
  matter: string | null
  at: string
  readAt: string | null
}
export interface Contact {
  mail: string | null
  phone: string | null
  byMail: boolean
  bySms: boolean
  language: 'zh' | 'en'
  version: number
}
export interface MatterToPublish {
  /**
   * 事项 The matter
   */
  id: string
  number: string | null
  partyName: string
  instrument: string
  article: number
  /**
   * 分 Fen
   */
  amount: string | null
  changed: boolean
  /**
   * 公示过，为什么要重新公示 Published before: why anew
   */
  again: 'runs' | 'unpublished' | 'amount' | 'objection' | 'facts' | null
  workingDays: number | null
}
export interface Published {
  id: string
  title: string
  organisation: string
  openedOn: string
  dueOn: string | null
  provisional: boolean
  endedOn: string | null
  matters: number
  /**
   * 还在这批公示里的 Still in it
   */
  waiting: number
  /**
   * 未答复的异议 Objections not answered
   */
  objections: number
  over: boolean
  mine: boolean
}
export interface Objection {
  id: string
  publicity: string
  title: string
  matter: string
  number: string | null
  partyName: string
  /**
   * 分 Fen
   */
  amount: string
  name: string
  contact: string
  words: string
  raisedAt: string
  outcome: 'upheld' | 'dismissed' | null
  answer: string | null
  answeredBy: string | null
  answeredAt: string | null
  /**
   * 由你的单位答复 Your unit answers it
   */
  mine: boolean
}
export interface Publicity {
  id: string
  title: string
  organisation: string
  organisationEn: string | null
  openedOn: string
  dueOn: string | null
  provisional: boolean
  endedOn: string | null
  matters: number
}
export interface PublicityRead {
  id: string
  title: string
  organisation: string
  organisationEn: string | null
  openedOn: string
  dueOn: string | null
  provisional: boolean
  endedOn: string | null
  items: {
    number: number
    name: string
    instrument: string
    instrumentName: string
    article: number
    document: string
    words: string
    subject?: string | null
    /**
     * 分 Fen
     */
    amount: string
    dueOn: string | null
  }[]
}
export interface PublicAward {
  award: string
  name: string
  instrument: string
  instrumentName: string
  /**
   * 分 Fen
   */
  amount: string
  /**
   * 分 Fen
   */
  paid: string
  approvedOn: string
}
export interface Expert {
  person: string
  name: string
  /**
   * 还没有登记的为 null Null for one who holds the role and is not in the pool yet
   */
  kept: {
    fields: string[]
    employer: string
    employerCode: string | null
    title: string
    active: boolean
    reason: string | null
    keptAt: string
  } | null
  /**
   * 还没有评完的 Places not scored yet
   */
  panels: number
}
export interface PanelWork {
  /**
   * 事项 The matter
   */
  id: string
  number: string | null
  partyName: string
  instrument: string
  article: number
  most: string | null
  dueOn: string | null
  provisional: boolean
  stopped: boolean
  changed: boolean
  experts: number
  scored: number
  /**
   * 没有决定的回避申请 Requests for recusal that are not answered
   */
  requests: number
  why: 'undrawn' | 'short' | null
  /**
   * 总分之和；没有全部提交为 null The points of all together; null before all are in
   */
  points: number | null
  pass: number | null
  verdict: 'open' | 'agreed' | 'against'
  mine: boolean
}
export interface Panel {
  id: string
  opinion: string
  organisation: string
  experts: number
  sheet: {
    criterion: string
    en?: string
    most: number
  }[]
  pass: number | null
  drawnBy: string
  drawnAt: string
  /**
   * 一并抽取的事项数 Matters of the same draw
   */
  together: number
  /**
   * 32 字节随机数，十六进制。顺序 = sha256(它的字节 + 专家编号的文字) 从小到大，人人可以重算 32 random bytes in hexadecimal: the order is that of sha256(its bytes, then the expert’s id as text); anybody can compute it again
   */
  seed: string
  pool: {
    person: string
    name: string
    title: string
    employer: string
    employerCode: string | null
    fields: string[]
    hash: string
    matter: string | null
    /**
     * 因为什么不参加抽取 What keeps one out
     */
    why: 'employer' | 'member' | 'duty' | 'left' | null
  }[]
  places: {
    id: string
    number: number
    person: string
    name: string
    title: string
    employer: string
    state: 'asked' | 'declared' | 'scored' | 'recused'
    askedAt: string
    declaredAt: string | null
    scoredAt: string | null
    recusedAt: string | null
    reason: string | null
    comment: string | null
    /**
     * 全部提交以后才有 Empty before all are in
     */
    scores: {
      criterion: number
      points: number
      comment: string
    }[]
  }[]
  requests: {
    id: string
    place: string | null
    whom: string
    reason: string
    byParty: boolean
    raisedAt: string
    outcome: 'upheld' | 'dismissed' | null
    answer: string | null
    answeredBy: string | null
    answeredAt: string | null
  }[]
  scored: boolean
}
export interface PanelOutcome {
  panel: string
  drawnOn: string
  experts: number
  scored: number
  pass: number | null
  sheet: {
    criterion: string
    en?: string
    most: number
  }[]
  /**
   * 评审结束以后才有 Empty before all have scored
   */
  people: {
    name: string
    title: string
    employer: string
  }[]
  /**
   * 各位专家的总分之和，单位出具意见以后才有 The points of all together; null before the unit has said what it decides
   */
  points: number | null
  scores: {
    comment: string
    points: {
      criterion: number
      points: number
      comment: string
    }[]
  }[]
}
export interface PanelPlace {
  id: string
  matter: string
  partyName: string
  area: string | null
  number: string | null
  instrument: string
  article: number
  state: 'asked' | 'declared' | 'scored' | 'recused'
  dueOn: string | null
  provisional: boolean
  stopped: boolean
  /**
   * 还等评审 Still waited for
   */
  open: boolean
  organisation: string
  experts: number
  sheet: {
    criterion: string
    en?: string
    most: number
  }[]
  pass: number | null
  comment: string | null
  reason: string | null
  askedAt: string
}
export interface MatterToDraw {
  /**
   * 事项 The matter
   */
  id: string
  number: string | null
  partyName: string
  instrument: string
  article: number
  /**
   * 分 Fen
   */
  amount: string
  since: string
  dueOn: string | null
  /**
   * 至少抽取的比例 The least share that is drawn
   */
  sample: string
  /**
   * 达到这个金额的全部核查，分 Each one from this amount is drawn, fen
   */
  allFrom: string | null
}
export interface InspectionDraw {
  id: string
  number: number
  instrument: string
  organisation: string
  sample: string
  /**
   * 分 Fen
   */
  allFrom: string | null
  drawnBy: string | null
  drawnAt: string
  matters: number
  drawn: number
  /**
   * 随机种子；次序 = sha256(种子 ‖ 事项编号 id) The seed; the order is sha256(seed ‖ the matter’s id)
   */
  seed: string
}
export interface InspectedMatter {
  /**
   * 事项 The matter
   */
  id: string
  number: string | null
  partyName: string
  instrument: string
  article: number
  organisation: string | null
  /**
   * 分 Fen
   */
  amount: string
  draw: number | null
  /**
   * all from 达到全部核查的金额 · sample 随机抽中 · not drawn 未抽中
   */
  why: 'all from' | 'sample' | 'not drawn' | null
  plannedOn: string | null
  place: string | null
  inspectors: string[]
  dueOn: string | null
  lacks: 'draw' | 'visit' | 'not as told' | null
  visitedOn: string | null
  outcome: 'as told' | 'not as told' | null
  confirmed: boolean
  verdict: 'open' | 'agreed' | 'against'
  mine: boolean
}
export interface Inspection {
  /**
   * 正在现场核查这一步 It is at its inspection now
   */
  here: boolean
  mine: boolean
  /**
   * 为什么还不能同意 Why the unit may not agree yet
   */
  lacks: 'draw' | 'visit' | 'not as told' | null
  /**
   * 是否要去现场；null：还没有抽 Whether it is to be seen; null: not drawn yet
   */
  wanted: boolean | null
  draw: {
    id: string
    number: number
    /**
     * all from 达到全部核查的金额 · sample 随机抽中 · not drawn 未抽中
     */
    why: 'all from' | 'sample' | 'not drawn'
    drawnAt: string
  } | null
  additions: {
    id: string
    reason: string
    by: string | null
    at: string
  }[]
  visits: Visit[]
}
export interface Visit {
  id: string
  plannedOn: string
  place: string
  plannedAt: string
  inspectors: string[]
  /**
   * 你是核查人员 You are one of the inspectors
   */
  mine: boolean
  records: VisitRecord[]
}
export interface VisitRecord {
  id: string
  visitedOn: string
  assessment: string
  /**
   * 在事实变化之前 Before the facts changed
   */
  before: boolean
  findings: {
    phrase: string
    words: string | null
    /**
     * as found 与申报一致 · not as found 不一致 · not looked at 没有看
     */
    found: 'as found' | 'not as found' | 'not looked at'
    note: string | null
  }[]
  statement: string
  note: string | null
  outcome: 'as told' | 'not as told'
  writtenBy: string
  writtenAt: string
  confirmedBy: string | null
  confirmedAt: string | null
  /**
   * 以最后一份为准 The last one counts
   */
  counts: boolean
  mayConfirm: boolean
  photos: {
    file: string
    takenAt: string | null
    latitude: string | null
    longitude: string | null
    note: string | null
  }[]
}
export interface Evaluation {
  /**
   * 资金已拨付，要评价 Its money is paid and it is to be evaluated
   */
  due: boolean
  dueOn: string | null
  provisional: boolean
  organisation: string | null
  mine: boolean
  items: {
    id: string
    /**
     * reached 达到 · partly 部分达到 · not 未达到
     */
    outcome: 'reached' | 'partly' | 'not'
    figures: string
    evidence: string | null
    by: string | null
    at: string
  }[]
}
export interface PayeeAccount {
  id: string
  party: string
  partyName: string
  bank: string
  branch: string
  account: string
  holder: string
  override: string | null
  evidence: string | null
  state: 'proposed' | 'confirmed' | 'refused' | 'replaced'
  proposedBy: string | null
  proposedAt: string
  decidedBy: string | null
  decidedAt: string | null
  reason: string | null
  usableFrom: string | null
}
export interface Payable {
  award: string
  instalment: number
  matter: string
  number: string | null
  party: string
  partyName: string
  instrument: string
  /**
   * 分 Fen
   */
  amount: string
  due: string | null
  condition: string | null
  /**
   * 现在为什么不能付 Why it is not payable now
   */
  why: 'state' | 'in run' | 'due' | 'condition' | 'account' | 'cooling' | 'facts' | 'eligible' | 'grounds' | 'legality' | null
}
export interface PaymentRun {
  id: string
  number: string
  title: string
  state: 'made' | 'released' | 'dropped'
  madeBy: string | null
  madeAt: string
  releasedBy: string | null
  releasedAt: string | null
  reason: string | null
  lines: number
  /**
   * 分 Fen
   */
  total: string
  /**
   * 分 Fen
   */
  paid: string
  open: number
}
export interface PaymentLine {
  id: string
  number: number
  award: string
  instalment: number
  matter: string
  party: string
  payee: string
  holder: string
  bank: string
  branch: string
  account: string
  /**
   * 分 Fen
   */
  amount: string
  code: string | null
  instrument: string
  reference: string
  state: 'waiting' | 'paid' | 'failed' | 'returned' | 'dropped'
  reason: string | null
  settledOn: string | null
  receipt: string | null
}
export interface Payment {
  id: string
  award: string
  instalment: number
  run: string
  /**
   * 企业看不到批次，为 null Null for an enterprise, which does not see runs
   */
  runState: 'made' | 'released' | 'dropped' | null
  reference: string
  /**
   * 分 Fen
   */
  amount: string
  bank: string
  branch: string
  account: string
  holder: string
  state: 'waiting' | 'paid' | 'failed' | 'returned' | 'dropped'
  reason: string | null
  settledOn: string | null
  /**
   * 付往现在确认的收款账户 It goes to the account that is confirmed now
   */
  current: boolean
}
export interface PaymentReceipt {
  id: string
  name: string
  uploadedAt: string
  counts: {
    paid: number
    failed: number
    returned: number
    repeated: number
    aside: number
  }
  items: {
    row: number
    reference: string
    result: 'paid' | 'failed' | 'returned' | 'unread'
    /**
     * 分 Fen
     */
    amount: string | null
    reason: string | null
    day: string | null
    outcome: 'open' | 'paid' | 'failed' | 'returned' | 'repeated' | 'aside'
    /**
     * 为什么放在一边 Why it is set aside: unknown reference, not released, amount, result, is …, or the rule that refused it
     */
    why: string | null
  }[]
}
export interface Recovery {
  id: string
  award: string
  matter: string
  number: string | null
  party: string
  partyName: string
  /**
   * 分 Fen
   */
  amount: string
  /**
   * 分 Fen
   */
  received: string
  /**
   * 分 Fen
   */
  writtenOff: string
  /**
   * 分 Fen
   */
  outstanding: string
  reason: string
  document: string
  demandedBy: string | null
  demandedAt: string
  dueOn: string | null
  provisional: boolean
  entries: {
    id: string
    kind: 'received' | 'written off'
    /**
     * 分 Fen
     */
    amount: string
    ref: string
    reason: string | null
    document: string
    at: string
  }[]
}

/** Of each operation its method, its path and the header that it asks for. */
export const ROUTES = {
  signInOptions: ['get', '/sign-in', ''],
  signIn: ['post', '/sign-in', ''],
  signInDemo: ['post', '/sign-in/demo', ''],
  readSignIn: ['get', '/sign-in/step', ''],
  giveSecondFactor: ['post', '/sign-in/second-factor', ''],
  choosePassword: ['post', '/sign-in/password', ''],
  beginEnrolment: ['post', '/sign-in/enrolment', ''],
  confirmEnrolment: ['post', '/sign-in/enrolment/confirmation', ''],
  signOut: ['post', '/sign-out', ''],
  beginOidc: ['get', '/sign-in/oidc', ''],
  finishOidc: ['get', '/sign-in/oidc/callback', ''],
  registerAccount: ['post', '/accounts', ''],
  me: ['get', '/me', ''],
  changePassword: ['post', '/me/password', ''],
  renewRecoveryCodes: ['post', '/me/recovery-codes', ''],
  listSessions: ['get', '/me/sessions', ''],
  endSession: ['delete', '/me/sessions/{session}', ''],
  signOutEverywhere: ['post', '/sign-out/everywhere', ''],
  claimRecord: ['post', '/record-claims', 'Idempotency-Key'],
  listRecordClaims: ['get', '/record-claims', ''],
  listOwnRecordClaims: ['get', '/me/record-claims', ''],
  decideRecordClaim: ['post', '/record-claims/{claim}/decision', ''],
  listDelegations: ['get', '/delegations', ''],
  delegate: ['post', '/delegations', 'Idempotency-Key'],
  endDelegation: ['post', '/delegations/{delegation}/end', ''],
  listPeople: ['get', '/people', ''],
  createPerson: ['post', '/people', 'Idempotency-Key'],
  readPerson: ['get', '/people/{person}', ''],
  editPerson: ['patch', '/people/{person}', 'If-Match'],
  resetPassword: ['post', '/people/{person}/password', ''],
  resetSecondFactor: ['delete', '/people/{person}/second-factor', ''],
  listMemberships: ['get', '/people/{person}/memberships', ''],
  grantMembership: ['post', '/people/{person}/memberships', 'Idempotency-Key'],
  endMembership: ['post', '/memberships/{membership}/end', ''],
  readIssuer: ['get', '/settings/oidc', ''],
  setIssuer: ['put', '/settings/oidc', 'If-Match'],
  listParties: ['get', '/parties', ''],
  createParty: ['post', '/parties', 'Idempotency-Key'],
  readParty: ['get', '/parties/{party}', ''],
  editParty: ['put', '/parties/{party}', 'If-Match'],
  listClaims: ['get', '/parties/{party}/claims', ''],
  createClaim: ['post', '/parties/{party}/claims', 'Idempotency-Key'],
  listFacts: ['get', '/parties/{party}/facts', ''],
  recordFacts: ['post', '/parties/{party}/facts', 'Idempotency-Key'],
  checkFact: ['post', '/facts/{fact}/checks', 'Idempotency-Key'],
  checkFacts: ['post', '/facts/checks', 'Idempotency-Key'],
  listFactsToCheck: ['get', '/facts/to-check', ''],
  disputeFact: ['post', '/facts/{fact}/disputes', 'Idempotency-Key'],
  listDisputes: ['get', '/disputes', ''],
  answerDispute: ['post', '/disputes/{dispute}/answer', 'Idempotency-Key'],
  listConsents: ['get', '/parties/{party}/consents', ''],
  giveConsent: ['post', '/parties/{party}/consents', 'Idempotency-Key'],
  endConsent: ['post', '/consents/{consent}/end', 'Idempotency-Key'],
  readDossier: ['get', '/parties/{party}/dossier', ''],
  listLookups: ['get', '/parties/{party}/lookups', ''],
  listChanges: ['get', '/audit/changes', ''],
  readSeals: ['get', '/audit/seals', ''],
  uploadFile: ['post', '/files', 'Idempotency-Key'],
  downloadFile: ['get', '/files/{hash}', ''],
  uploadSheet: ['post', '/imports', 'Idempotency-Key'],
  listImports: ['get', '/imports', ''],
  readImport: ['get', '/imports/{import}', ''],
  previewImport: ['get', '/imports/{import}/preview', ''],
  setMatching: ['put', '/imports/{import}/matching', 'If-Match'],
  listImportRows: ['get', '/imports/{import}/rows', ''],
  chooseRows: ['put', '/imports/{import}/chosen', ''],
  annotateImport: ['get', '/imports/{import}/annotated', ''],
  carryOutImport: ['post', '/imports/{import}/carry-out', 'Idempotency-Key'],
  undoImport: ['post', '/imports/{import}/undo', 'Idempotency-Key'],
  exportParties: ['post', '/parties/export', ''],
  readJob: ['get', '/jobs/{job}', ''],
  listJobs: ['get', '/jobs', ''],
  stopJob: ['post', '/jobs/{job}/stop', 'Idempotency-Key'],
  listWebhooks: ['get', '/webhooks', ''],
  createWebhook: ['post', '/webhooks', 'Idempotency-Key'],
  editWebhook: ['patch', '/webhooks/{webhook}', 'If-Match'],
  renewWebhookSecret: ['post', '/webhooks/{webhook}/secret', ''],
  testWebhook: ['post', '/webhooks/{webhook}/tests', 'Idempotency-Key'],
  listDeliveries: ['get', '/webhooks/{webhook}/deliveries', ''],
  redeliver: ['post', '/webhooks/{webhook}/deliveries/{delivery}/redelivery', 'Idempotency-Key'],
  listPacks: ['get', '/packs', ''],
  submitPack: ['post', '/packs', 'Idempotency-Key'],
  readPack: ['get', '/packs/{version}', ''],
  checkPack: ['post', '/packs/{version}/check', 'Idempotency-Key'],
  signOffPack: ['post', '/packs/{version}/sign-off', 'Idempotency-Key'],
  bringIntoForce: ['post', '/packs/{version}/in-force', 'Idempotency-Key'],
  listOpenQuestions: ['get', '/policy/questions', ''],
  costOfChoices: ['get', '/policy/costs', ''],
  decide: ['post', '/policy/decisions', 'Idempotency-Key'],
  listDecisions: ['get', '/policy/decisions', ''],
  issuePaper: ['post', '/papers', 'Idempotency-Key'],
  listPapers: ['get', '/papers', ''],
  downloadPaper: ['get', '/papers/{paper}/{format}', ''],
  withdrawPaper: ['post', '/papers/{paper}/withdrawal', 'Idempotency-Key'],
  verifyPaper: ['get', '/verify/{code}', ''],
  listPaperIssuers: ['get', '/paper-issuers', ''],
  setPaperIssuer: ['put', '/paper-issuers/{organisation}', 'If-Match'],
  readCalendar: ['get', '/calendar', ''],
  importCalendar: ['post', '/calendar/years', 'Idempotency-Key'],
  setDayCount: ['post', '/calendar/day-count', 'Idempotency-Key'],
  listBudgets: ['get', '/budgets', ''],
  openBudget: ['post', '/budgets', 'Idempotency-Key'],
  readBudget: ['get', '/budgets/{budget}', ''],
  appropriate: ['post', '/budgets/{budget}/appropriations', 'Idempotency-Key'],
  lapse: ['post', '/budgets/{budget}/lapses', 'Idempotency-Key'],
  reuse: ['post', '/budgets/{budget}/reuses', 'Idempotency-Key'],
  carryOver: ['post', '/budgets/{budget}/carry-overs', 'Idempotency-Key'],
  decideShortfall: ['post', '/budgets/{budget}/shortfalls', 'Idempotency-Key'],
  listShortfalls: ['get', '/budgets/{budget}/shortfalls', ''],
  commitmentsByMonth: ['get', '/budgets/{budget}/months', ''],
  commitmentsByInstrument: ['get', '/budgets/{budget}/instruments', ''],
  listTransfers: ['get', '/transfers', ''],
  listAwards: ['get', '/awards', ''],
  readAward: ['get', '/awards/{award}', ''],
  confirmCondition: ['post', '/awards/{award}/instalments/{instalment}/condition', 'Idempotency-Key'],
  listCalls: ['get', '/calls', ''],
  publishCall: ['post', '/calls', 'Idempotency-Key'],
  startMatter: ['post', '/parties/{party}/matters', 'Idempotency-Key'],
  proposeMatters: ['post', '/proposals', 'Idempotency-Key'],
  listProposals: ['get', '/proposals', ''],
  listProposed: ['get', '/proposals/{proposal}/parties', ''],
  submitMatter: ['post', '/matters/{matter}/submission', 'Idempotency-Key'],
  withdrawMatter: ['post', '/matters/{matter}/withdrawal', 'Idempotency-Key'],
  listMatters: ['get', '/matters', ''],
  readMatter: ['get', '/matters/{matter}', ''],
  addMaterial: ['post', '/matters/{matter}/materials', 'Idempotency-Key'],
  removeMaterial: ['delete', '/matters/{matter}/materials/{material}', ''],
  listPartyMaterials: ['get', '/parties/{party}/materials', ''],
  answerSupplement: ['post', '/matters/{matter}/supplements/{supplement}/answer', 'Idempotency-Key'],
  giveOpinion: ['post', '/opinions/{opinion}/given', 'Idempotency-Key'],
  agreeMatters: ['post', '/matters/agreements', 'Idempotency-Key'],
  askAgain: ['post', '/opinions/{opinion}/asked-again', 'Idempotency-Key'],
  tickPhrase: ['put', '/opinions/{opinion}/ticks', ''],
  askSupplement: ['post', '/opinions/{opinion}/supplements', 'Idempotency-Key'],
  listDeputies: ['get', '/deputies', ''],
  setDeputy: ['post', '/deputies', 'Idempotency-Key'],
  endDeputy: ['post', '/deputies/{deputy}/end', 'Idempotency-Key'],
  assessAnew: ['post', '/matters/{matter}/assessment', 'Idempotency-Key'],
  seeChange: ['post', '/matters/{matter}/change-seen', 'Idempotency-Key'],
  answerLikeness: ['post', '/matters/{matter}/likenesses', 'Idempotency-Key'],
  decideAmount: ['post', '/matters/{matter}/amount', 'Idempotency-Key'],
  rejectMatter: ['post', '/matters/{matter}/rejection', 'Idempotency-Key'],
  approveMatter: ['post', '/matters/{matter}/approval', 'Idempotency-Key'],
  approveMatters: ['post', '/matters/approvals', 'Idempotency-Key'],
  recordLegalityReview: ['post', '/legality-reviews', 'Idempotency-Key'],
  listLegalityReviews: ['get', '/legality-reviews', ''],
  listNotices: ['get', '/notices', ''],
  countUnread: ['get', '/notices/unread', ''],
  markRead: ['post', '/notices/read', 'Idempotency-Key'],
  readContact: ['get', '/notices/contact', ''],
  setContact: ['put', '/notices/contact', 'If-Match'],
  listToPublish: ['get', '/matters-to-publish', ''],
  openPublicity: ['post', '/publicities', 'Idempotency-Key'],
  listPublished: ['get', '/publicities', ''],
  readPublished: ['get', '/publicities/{publicity}', ''],
  endPublicity: ['post', '/publicities/{publicity}/end', 'Idempotency-Key'],
  listMatterPublicities: ['get', '/matters/{matter}/publicities', ''],
  listObjections: ['get', '/objections', ''],
  answerObjection: ['post', '/objections/{objection}/answer', 'Idempotency-Key'],
  listPublicities: ['get', '/public/{tenant}/publicities', ''],
  readPublicity: ['get', '/public/{tenant}/publicities/{publicity}', ''],
  objectTo: ['post', '/public/{tenant}/publicities/{publicity}/objections', ''],
  followObjection: ['get', '/public/{tenant}/objections/{objection}', ''],
  listPublicAwards: ['get', '/public/{tenant}/awards', ''],
  downloadPublicAwards: ['get', '/public/{tenant}/awards.xlsx', ''],
  downloadThreeSixty: ['get', '/public/{tenant}/awards.360giving.json', ''],
  listExperts: ['get', '/experts', ''],
  keepExpert: ['post', '/experts/{person}', 'Idempotency-Key'],
  listPanelWork: ['get', '/panel-work', ''],
  drawPanel: ['post', '/panels', 'Idempotency-Key'],
  listPanels: ['get', '/matters/{matter}/panels', ''],
  listPanelOutcomes: ['get', '/matters/{matter}/panel-outcomes', ''],
  askRecusal: ['post', '/matters/{matter}/recusals', 'Idempotency-Key'],
  answerRecusal: ['post', '/recusals/{recusal}/answer', 'Idempotency-Key'],
  listPlaces: ['get', '/panel-places', ''],
  readPlace: ['get', '/panel-places/{place}', ''],
  downloadPlaceMaterial: ['get', '/panel-places/{place}/materials/{material}', ''],
  declareNoInterest: ['post', '/panel-places/{place}/declaration', 'Idempotency-Key'],
  leavePlace: ['post', '/panel-places/{place}/recusal', 'Idempotency-Key'],
  scorePlace: ['post', '/panel-places/{place}/scores', 'Idempotency-Key'],
  listToDraw: ['get', '/matters-to-draw', ''],
  drawInspection: ['post', '/inspection-draws', 'Idempotency-Key'],
  listDraws: ['get', '/inspection-draws', ''],
  readDraw: ['get', '/inspection-draws/{draw}', ''],
  addInspection: ['post', '/matters/{matter}/inspection-additions', 'Idempotency-Key'],
  planVisit: ['post', '/matters/{matter}/inspection-visits', 'Idempotency-Key'],
  listInspections: ['get', '/inspections', ''],
  readInspection: ['get', '/matters/{matter}/inspection', ''],
  recordVisit: ['post', '/inspection-visits/{visit}/records', 'Idempotency-Key'],
  confirmVisit: ['post', '/inspection-records/{record}/confirmation', 'Idempotency-Key'],
  recordEvaluation: ['post', '/matters/{matter}/evaluations', 'Idempotency-Key'],
  readEvaluation: ['get', '/matters/{matter}/evaluations', ''],
  listAccounts: ['get', '/payee-accounts', ''],
  readAccount: ['get', '/payee-accounts/{account}', ''],
  proposeAccount: ['post', '/parties/{party}/payee-accounts', 'Idempotency-Key'],
  confirmAccount: ['post', '/payee-accounts/{account}/confirmation', 'Idempotency-Key'],
  refuseAccount: ['post', '/payee-accounts/{account}/refusal', 'Idempotency-Key'],
  setCoolingDays: ['put', '/payment-settings/cooling-days', ''],
  listPayable: ['get', '/payable-instalments', ''],
  createRun: ['post', '/payment-runs', 'Idempotency-Key'],
  listRuns: ['get', '/payment-runs', ''],
  releaseRun: ['post', '/payment-runs/{run}/release', 'Idempotency-Key'],
  dropRun: ['post', '/payment-runs/{run}/dropping', 'Idempotency-Key'],
  readRun: ['get', '/payment-runs/{run}', ''],
  downloadPaymentFile: ['get', '/payment-runs/{run}/file', ''],
  listPayments: ['get', '/awards/{award}/payments', ''],
  uploadReceipt: ['post', '/payment-receipts', 'Idempotency-Key'],
  listReceipts: ['get', '/payment-receipts', ''],
  readPaymentReceipt: ['get', '/payment-receipts/{receipt}', ''],
  retryReceipt: ['post', '/payment-receipts/{receipt}/retry', 'Idempotency-Key'],
  listRecoveries: ['get', '/recoveries', ''],
  demandRecovery: ['post', '/awards/{award}/recoveries', 'Idempotency-Key'],
  recordRecoveryReceipt: ['post', '/recoveries/{recovery}/receipts', 'Idempotency-Key'],
  writeOffRecovery: ['post', '/recoveries/{recovery}/write-offs', 'Idempotency-Key'],
} as const satisfies Record<keyof Api, readonly [method: string, path: string, asks: string]>
