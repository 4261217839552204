import { maskedName } from '../papers/index.ts'

/** An award as the public reads it. Amounts in fen; days as YYYY-MM-DD. */
export interface PublicAward {
  /** Unique with this publisher, for ever. */
  readonly id: string
  readonly title: string
  readonly description: string
  readonly awardedOn: string
  readonly amount: bigint
  readonly appliedFor?: bigint
  readonly disbursements: readonly { readonly id: string; readonly on: string; readonly amount: bigint }[]
  /** A person’s `id` is a number of the publisher’s own, never the identity card’s. */
  readonly recipient: { readonly id: string; readonly name: string; readonly creditCode?: string; readonly person?: boolean }
  readonly area?: { readonly code: string; readonly name: string }
  readonly funder: { readonly id: string; readonly name: string }
  readonly instrument: { readonly id: string; readonly name: string }
  readonly article: { readonly document: string; readonly number: string; readonly words: string }
  readonly openCall: boolean
  readonly changedAt: string
}

export interface Publisher {
  /** The prefix that 360Giving gave it. */
  readonly prefix: string
  readonly name: string
  readonly website?: string
  /** Of organisation identifiers by unified social credit code, as org-id.guide lists it. */
  readonly scheme: string
  /** The canonical address of the licence that the data is given under. */
  readonly license?: string
}

type Json = string | boolean | bigint | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * Awards as a 360Giving package (schema 1.4), as JSON text: an amount there is a number of yuan with its two decimals as
 * they are, which no floating-point number between would promise. A package holds at least one grant.
 */
export function threeSixtyPackage({ prefix, name, website, scheme, license }: Publisher, awards: readonly PublicAward[], about: { readonly title: string; readonly issuedOn: string }): string {
  if (awards.length === 0) throw new RangeError('a 360Giving package holds at least one grant')
  return written({
    version: '1.4', title: about.title, identifier: `${prefix}-${about.issuedOn}`, issued: about.issuedOn, license, publisher: { identifier: prefix, name, website },
    grants: awards.map(award => grantOf(award, prefix, scheme)),
  })
}

function grantOf({ id, title, description, awardedOn, amount, appliedFor, disbursements, recipient, area, funder, instrument, article, openCall, changedAt }: PublicAward, prefix: string, scheme: string): Json {
  const organisation = recipient.creditCode === undefined ? `${prefix}-org-${recipient.id}` : `${scheme}-${recipient.creditCode}`
  return {
    id: `${prefix}-${id}`, title, description, currency: 'CNY', amountAppliedFor: appliedFor, amountAwarded: amount, amountDisbursed: disbursements.reduce((sum, one) => sum + one.amount, 0n), awardDate: awardedOn,
    ...(recipient.person === true ? { recipientIndividual: { id: `${prefix}-person-${recipient.id}`, name: maskedName(recipient.name) } } : { recipientOrganization: [{ id: organisation, name: recipient.name, companyNumber: recipient.creditCode, addressCountry: '中国' }] }),
    ...(area === undefined ? {} : { beneficiaryLocation: [{ name: area.name, countryCode: 'CN', geoCode: area.code, geoCodeType: 'GB/T 2260' }] }),
    fundingOrganization: [{ id: `${prefix}-org-${funder.id}`, name: funder.name }],
    grantProgramme: [{ code: instrument.id, title: instrument.name }],
    classifications: [{ vocabulary: '政策条款', code: article.number, title: article.document, description: article.words }],
    fromOpenCall: openCall ? 'Yes' : 'No',
    disbursementTransaction: disbursements.map(one => ({ id: `${prefix}-${one.id}`, transactionDate: one.on, currency: 'CNY', value: one.amount })),
    dateModified: changedAt,
  }
}

/** JSON in which a bigint is an amount: fen, written as yuan. */
function written(value: Json): string {
  if (typeof value === 'bigint') return `${value / 100n}.${String(value % 100n).padStart(2, '0')}`
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(written).join(',')}]`
  return `{${Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : [`${JSON.stringify(key)}:${written(one)}`])).join(',')}}`
}
const isList = (value: readonly Json[] | { readonly [key: string]: Json | undefined }): value is readonly Json[] => Array.isArray(value)
