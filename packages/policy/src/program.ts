/**
 * A compiled pack: plain data (JSON but for bigint fractions, see feel's codec), made by `compile`, run by `assess`.
 * Everything that was read from words keeps those words and where they stand in the article.
 * Instruments, conditions, amounts and caps have every key, `undefined` where nothing is said: objects alike in shape are
 * read several times as fast, however many packs a process has met.
 */
import type { Every, FactRef, Rational, Tree, Type, Value } from '@lizhu/feel'

/** A quotation and where it stands: offsets into the article's `text`; `pack` when another pack's words. */
export interface Words { readonly quote: string; readonly at: readonly (readonly [number, number])[]; readonly pack?: string; readonly article: number }

/** A question that the words leave open. `readAs: null`: not read at all, the node is undecided. */
export interface Reading {
  /** Stable: path of the node inside the pack, e.g. `I13-1/amount/at most/2`. */
  readonly id: string
  readonly question: string
  readonly readAs: string | null
  /** Absent: our reading; shown as ours, and no money is approved on it. */
  readonly decidedBy?: string
}
/** A node that may carry a reading; `or` holds the same node as each alternative would have it. */
export type Read<T> = T & { readonly reading?: Reading; readonly or?: readonly { readonly readAs: string; readonly node: T }[] }

export interface Fact extends FactRef {
  readonly kind: string
  readonly en?: string
  readonly ask?: string
  readonly askEn?: string
  readonly why?: string
  readonly example?: string
  readonly source?: string
  /** Unit in which a form shows money: 元, 万元, 亿元. */
  readonly shown?: string
  readonly private?: boolean
}
export interface Kind {
  readonly name: string
  readonly en?: string
  readonly party: boolean
  /** Owners of a claim; the first is the one it stands under. Empty for a party. */
  readonly of: readonly string[]
  readonly facts: readonly Fact[]
}

export type Condition = Read<{ readonly id: string; readonly words?: Words | undefined; readonly test: Tree; /** Day from which a completing pack asks for it; before, it is not asked. */ readonly since?: number | undefined }> | { readonly any: readonly Condition[] } | { readonly all: readonly Condition[] }

/** A half-open or closed interval of a quantity; absent ends are unbounded. */
export interface Band { readonly least?: Value; readonly leastOpen?: boolean; readonly most?: Value; readonly mostOpen?: boolean; readonly type: Type }

/** What is given: `exact`, a `ceiling` (不超过), or a range somebody decides in. */
export type Given =
  | { readonly how: 'exact' | 'ceiling'; readonly value: Tree }
  | { readonly how: 'between'; readonly from: Tree; readonly to: Tree; readonly decidedBy?: string }

export interface TableRow { readonly words?: Words; readonly band?: Band; readonly test?: Tree; readonly given: Given }
export interface Portion { readonly words?: Words; readonly band: Band; readonly give: Tree }
export interface Adjustment { readonly words?: Words; readonly test?: Tree; readonly change: 'add' | 'times' | 'less'; readonly by: Tree }
export interface Floor { readonly words?: Words; readonly min: Tree }
export interface Cap {
  readonly id: string
  readonly words?: Words | undefined
  readonly max: Tree
  /** Whose total is limited: a kind (the subject, an owner, the line), or a text fact that names a group. Absent: the subject. */
  readonly per?: string | undefined
  readonly every?: Every | undefined
  /** Instruments limited together, in the order in which they use the limit up. */
  readonly over?: readonly string[] | undefined
  /** Other money counted in with it. */
  readonly including?: Tree | undefined
}
export interface Rounding { readonly mode: 'down' | 'up' | 'nearest'; /** fen */ readonly to: bigint; readonly perLine: boolean }

export interface Amount {
  readonly words?: Words | undefined
  /** Lines: the claims of a kind, or the years (months) from a day on. */
  readonly sum?: { readonly lines: string; readonly where?: Tree; readonly order?: Tree; readonly from?: Tree } | undefined
  readonly given?: Given | undefined
  readonly of?: Tree | undefined
  readonly each?: { readonly step: Tree; readonly part: boolean } | undefined
  readonly table?: { readonly on?: Tree; readonly rows: readonly Read<TableRow>[] } | undefined
  readonly portions?: readonly Portion[] | undefined
  readonly adjust: readonly Read<Adjustment>[]
  readonly atLeast: readonly Read<Floor>[]
  readonly atMost: readonly Read<Cap>[]
  /** 减免, 利率下调 …; absent: paid. */
  readonly form?: string | undefined
  readonly round: Rounding
  /** Money, or the unit of a count (`个`), or a rate (a lowered interest rate). */
  readonly type: Type
}

export interface Part { readonly words?: Words; readonly part: Tree; readonly after?: Tree }
export interface Pay {
  readonly words?: Words
  readonly applicant?: string
  readonly beneficiary?: string
  readonly payee?: string
  readonly payer?: string
  /** Rows, or the name of a setting (type schedule) that a completing pack fills. */
  readonly parts?: readonly Part[] | string
}
export interface Keep {
  readonly words?: Words
  readonly promise: string
  /** A duration. */
  readonly for?: Tree
  readonly breach?: Tree
  /** Of the name 奖励额 (a fact with owner `award`). */
  readonly repay?: Tree
  readonly interest?: string
  readonly waiver?: string
}
export interface Allocate {
  readonly words?: Words
  readonly pool: Tree
  readonly order?: Tree
  readonly whenShort: 'close and queue' | 'queue' | 'part' | 'pro rata' | 'decide'
  readonly every?: Every
}
export interface Balance { readonly words?: Words; readonly limit?: Tree; readonly term?: Tree; readonly lapse?: string; readonly order?: string }

export type Stacking = { readonly words?: Words } & (
  | { readonly rule: 'with' | 'not with'; readonly others: readonly string[] }
  /** 就高: of those named (absent: all) only the highest is paid, per `per`. */
  | { readonly rule: 'highest'; readonly per?: string; readonly among?: readonly string[] }
  /** A higher title after a lower one: the full sum or the difference. `among`: lowest first. */
  | { readonly rule: 'promotion'; readonly pays: 'full' | 'difference'; readonly among: readonly string[] }
  | { readonly rule: 'after'; readonly others: readonly string[] }
  /** 同一发票不重复: the fact or kind whose value may support one award. */
  | { readonly rule: 'use once'; readonly what: string }
)

export interface Setting {
  readonly id: string
  readonly owner?: string
  readonly words?: Words
  readonly type: Type | 'schedule'
  readonly instrument?: string
  /** From `completes`; the day from which it holds, and its words. */
  readonly set?: { readonly from: number; readonly pack: string; readonly words: Words; readonly value: Tree | readonly TableRow[] | readonly Part[] }
}

export interface Instrument {
  readonly id: string
  readonly article: number
  readonly pack: string
  readonly name: string
  readonly en?: string
  readonly words: Words
  readonly for: string
  readonly every?: Every | undefined
  readonly when: readonly Condition[]
  /** Grain of `once`: one award for ever. */
  readonly once?: string | undefined
  readonly what:
    | { readonly kind: 'amount'; readonly amount: Read<Amount> }
    | { readonly kind: 'balance'; readonly balance: Balance }
    | { readonly kind: 'measure'; readonly words: Words }
    | { readonly kind: 'outside'; readonly document: string }
  readonly pay?: Read<Pay> | undefined
  readonly keep: readonly Read<Keep>[]
  readonly allocate?: Read<Allocate> | undefined
  readonly stacking: readonly Read<Stacking>[]
  readonly settings: readonly string[]
  /** A review on record that must come before any payment: 公平竞争审查. */
  readonly review?: string
  /** A reading of the block as a whole; each alternative is the whole instrument. */
  readonly reading?: Reading
  readonly or?: readonly { readonly readAs: string; readonly node: Instrument }[]
}

/** 附则 and the like: applies to many instruments. */
export interface General {
  readonly id: string
  readonly article: number
  readonly words: Words
  /** Ids; absent: every instrument of the pack. */
  readonly appliesTo?: readonly string[]
  readonly exclude: readonly Condition[]
  readonly atMost: readonly Read<Cap>[]
  readonly stacking: readonly Read<Stacking>[]
  readonly pay?: Read<Pay>
  readonly keep: readonly Read<Keep>[]
  readonly allocate?: Read<Allocate>
}

export interface Target {
  readonly id: string
  readonly article: number
  readonly words: Words
  readonly en?: string
  readonly indicator: string
  readonly goal?: { readonly compare: '>=' | '>' | '<=' | '='; readonly value: Tree } | { readonly from: Tree; readonly to: Tree }
  readonly from?: Tree
  readonly by?: Tree
  readonly within?: string
  readonly sameAs?: string
  readonly settings: readonly string[]
  readonly reading?: Reading
}
export type AreaKind = 'city' | 'county' | 'park'
/** What is measured of an area: told by whoever holds the figure, worked out from others, or counted from the registry. */
export interface Indicator {
  readonly name: string
  readonly en?: string
  readonly pack: string
  readonly type: Type
  /** In which its figures are told and shown: `亿元`, `家`, `%`. */
  readonly unit: string
  readonly every: Every
  readonly better: 'higher' | 'lower'
  /** As of the end of a period, or over it: only a flow adds up over periods. */
  readonly of: 'stock' | 'flow'
  readonly areas: readonly AreaKind[]
  readonly owner?: string
  readonly source?: string
  readonly meaning?: string
  readonly law?: string
  /** Of other indicators, of the same area and period. */
  readonly value?: Tree
  /** Of the registry: the parties of a kind for which `where` holds, how many or what `sum` adds up to. */
  readonly counted?: { readonly for: string; readonly where: Tree; readonly sum?: Tree }
}
export interface Roster { readonly id: string; readonly article: number; readonly words: Words; readonly name: string; readonly en?: string; readonly of: string; readonly enter: readonly Condition[]; readonly reading?: Reading }
export interface Duty { readonly id: string; readonly article: number; readonly words: Words; readonly name: string; readonly en?: string; readonly programme: boolean; readonly every?: string; readonly by: readonly string[]; readonly count?: string }
export interface Fund { readonly id: string; readonly article: number; readonly words: Words; readonly name: string; readonly year: Tree; readonly amount: Tree }
export type Way = 'proposed' | 'prefilled' | 'call'
export type StepName = 'acceptance' | 'formal review' | 'county review' | 'joint review' | 'experts' | 'inspection' | 'publicity' | 'approval'
export interface ProcedureStep {
  readonly step: StepName
  readonly words: Words
  /** Within which it is done. */
  readonly workingDays?: number
  /** Of an inspection: the least share that is drawn, and the amount (fen) from which each one is. */
  readonly sample?: Rational
  readonly allFrom?: bigint
  /** How many are drawn, what they score, and the points on average below which somebody must say why they agree. */
  readonly experts?: number
  readonly sheet?: readonly Criterion[]
  readonly pass?: number
}
/** What experts score, and the most points that it can have. */
export interface Criterion { readonly criterion: string; readonly en?: string; readonly words: Words; readonly most: number }
/** How long after an event something is due. */
export interface Lapse { readonly count: number; readonly unit: 'months' | 'days' }
/** How applications under some instruments go; evaluation: how long after the money is paid somebody looks what came of it. */
export interface Procedure { readonly id: string; readonly article: number; readonly pack: string; readonly words: Words; readonly name: string; readonly en?: string; readonly way: Way; readonly appliesTo?: readonly string[]; readonly steps: readonly ProcedureStep[]; readonly evaluation?: { readonly words: Words; readonly after: Lapse } }
export interface Link { readonly id: string; readonly article: number; readonly words: Words; readonly document: string }
export interface Declaratory { readonly article: number; readonly words: Words; readonly because: string }

/** A pack's own name for an expression; it stands expanded wherever it is used. */
export type Definition = Read<{ readonly id: string; readonly en?: string; readonly article: number; readonly pack: string; readonly words?: Words; readonly source: string }>

export interface Article {
  readonly number: number
  readonly title: string
  /** Chapter heading it stands under, if any. */
  readonly chapter?: string
  /** Official words as printed; paragraphs joined by \n. */
  readonly text: string
  /** 〔责任单位：…〕, split. */
  readonly units: readonly string[]
}
export interface PackInfo { readonly id: string; readonly title: string; readonly en?: string; readonly number?: string; readonly issuer?: string; readonly language?: string; readonly inForce: number; readonly until?: number; readonly replaces?: string; readonly completes?: string; readonly hash: string }
export interface Organisation { readonly id: string; readonly en?: string; readonly name?: string; readonly kind?: string; /** Of one whose business lies in one area: that area's code. */ readonly area?: string }

export interface Program {
  readonly pack: PackInfo
  /** Packs it shares (cn) and packs that complete it, in order. */
  readonly others: readonly PackInfo[]
  readonly articles: readonly Article[]
  readonly kinds: readonly Kind[]
  readonly area: readonly Fact[]
  readonly organisations: readonly Organisation[]
  readonly instruments: readonly Instrument[]
  readonly generals: readonly General[]
  readonly settings: readonly Setting[]
  readonly definitions: readonly Definition[]
  readonly targets: readonly Target[]
  readonly indicators: readonly Indicator[]
  readonly rosters: readonly Roster[]
  readonly duties: readonly Duty[]
  readonly funds: readonly Fund[]
  readonly procedures: readonly Procedure[]
  readonly links: readonly Link[]
  readonly declaratory: readonly Declaratory[]
}
