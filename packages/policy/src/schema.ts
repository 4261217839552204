import { z } from 'zod'
import { BLOCKS } from './grammar/blocks.ts'
import { caseFile } from './grammar/cases.ts'
import { factsFile, organisationsFile } from './grammar/facts.ts'
import { indicatorsFile } from './grammar/indicators.ts'
import type { Program } from './program.ts'

type JsonSchema = Record<string, unknown>

/** JSON Schemas of a pack's files, made from the grammar itself, so that editors complete and check. */
export function schemas(program?: Program): Record<string, JsonSchema> {
  const blocks = Object.entries(BLOCKS).map(([kind, schema]) => [`block.${kind}`, toJson(schema, `${kind} block of policy.md`)] as const)
  return {
    ...Object.fromEntries(blocks),
    'facts.yaml': toJson(factsFile, 'facts.yaml of a pack'),
    'indicators.yaml': toJson(indicatorsFile, 'indicators.yaml of a pack'),
    'organisations.yaml': toJson(organisationsFile, 'organisations.yaml of a pack'),
    'cases.yaml': toJson(caseFile, 'cases/*.yaml of a pack'),
    ...(program ? { 'facts-file': factsFileOf(program) } : {}),
  }
}

/** Leaves carry their sort in their metadata; as JSON they are strings (or numbers a person may leave unquoted). */
function toJson(schema: z.ZodType, title: string): JsonSchema {
  return { title, ...z.toJSONSchema(schema, {
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const meta = z.globalRegistry.get(zodSchema)
      if (meta?.['sort'] === undefined) return
      if (meta['sort'] === 'choice') Object.assign(jsonSchema, { type: 'string', enum: meta['choices'] })
      else Object.assign(jsonSchema, meta['sort'] === 'text' ? { type: ['string', 'number', 'boolean'] } : { type: 'string', minLength: 1 })
      delete jsonSchema['sort']
      delete jsonSchema['choices']
    },
  }) }
}

/** The schema of a facts file of one policy: its own kinds, facts and choices. */
function factsFileOf({ kinds, area, pack }: Program): JsonSchema {
  const subject = (name: string): JsonSchema => {
    const kind = kinds.find(one => one.name === name)
    const claims = kinds.filter(one => one.of[0] === name)
    return {
      type: 'object', additionalProperties: false, required: ['id'],
      properties: {
        id: { type: ['string', 'number'] }, name: { type: 'string' }, awards: { type: 'array' }, 在库: {},
        ...Object.fromEntries((kind?.facts ?? []).map(fact => [fact.name, factOf(fact)])),
        ...Object.fromEntries(claims.map(claim => [claim.name, { oneOf: [{ const: '无' }, { type: 'array', items: { $ref: `#/$defs/${claim.name}` } }] }])),
        ...Object.fromEntries((kind?.of ?? []).slice(1).map(owner => [owner, { type: 'string' }])),
      },
    }
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema', title: `facts for ${pack.id}`, type: 'object', additionalProperties: false,
    properties: { ...Object.fromEntries(kinds.filter(kind => kind.party).map(kind => [kind.name, { type: 'array', items: { $ref: `#/$defs/${kind.name}` } }])), area: { type: 'object', properties: Object.fromEntries(area.map(fact => [fact.name, factOf(fact)])) } },
    $defs: Object.fromEntries(kinds.map(kind => [kind.name, subject(kind.name)])),
  }
}
function factOf({ type, every, ask, en }: Program['area'][number]): JsonSchema {
  const description = [ask, en].filter(text => text !== undefined).join(' · ')
  const value: JsonSchema = type.kind === 'text' && type.choices ? { enum: [...type.choices, '无'] } : type.kind === 'boolean' ? { enum: [true, false, 'true', 'false', '无'] } : { type: ['string', 'number'] }
  const told: JsonSchema = { oneOf: [value, { type: 'object', required: ['value'], properties: { value, source: { type: 'string' }, date: { type: 'string' } } }] }
  return every ? { description, type: 'object', additionalProperties: told } : { description, ...told }
}
