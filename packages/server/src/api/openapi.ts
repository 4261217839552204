import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi'
import { z } from '@hono/zod-openapi'
import { PERMISSIONS, type Permission } from '../access/permissions.ts'
import { fileAnswer, type Operation } from './operation.ts'
import { problemSchema } from './problem.ts'

export type OpenApi = ReturnType<OpenApiGeneratorV31['generateDocument']>

/** The OpenAPI 3.1 document, made of the operations' own schemas and of the permission table. */
export function openApi(operations: readonly Operation[], version: string): OpenApi {
  const registry = new OpenAPIRegistry()
  registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: '__Host-lizhu' })
  for (const one of operations) registry.registerPath({
    method: one.method, path: one.path, operationId: one.name, tags: [one.tag], summary: one.summary.en, description: `${one.summary.zh}\n\n${mayCall(one)}`,
    security: PERMISSIONS[one.name].may === 'public' ? [] : [{ session: [] }],
    request: {
      ...(one.params instanceof z.ZodObject ? { params: one.params } : {}), ...(one.query instanceof z.ZodObject ? { query: one.query } : {}), headers: headersOf(one),
      ...(one.body === undefined ? {} : { body: { required: true, content: { 'application/json': { schema: one.body } } } }),
      ...(one.uploads === undefined ? {} : { body: { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } } }),
    },
    responses: { [statusOf(one)]: answerOf(one), default: { description: '拒绝 Refused', content: { 'application/problem+json': { schema: problemSchema } } } },
  })
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0', info: { title: 'Lizhu 立柱', version, description: '每个接口的名称即权限表中的操作名。The name of each operation is its name in the permission table.' }, servers: [{ url: '/api' }],
  })
}

function statusOf({ redirects, creates, answer }: Operation): number {
  return redirects === true ? 303 : answer instanceof z.ZodNull ? 204 : creates === true ? 201 : 200
}

function answerOf({ answer, edits, redirects }: Operation) {
  if (answer instanceof z.ZodNull) return { description: '完成 Done' }
  if (redirects === true) return { description: '转到另一地址 Sent on to another address' }
  const content = answer === fileAnswer ? { '*/*': { schema: { type: 'string' as const, format: 'binary' } } } : { 'application/json': { schema: answer } }
  return { description: edits === true ? '完成，ETag 为新的版本 Done; the ETag is the new version' : '完成 Done', content }
}

function headersOf({ creates, edits }: Operation): z.ZodObject {
  return z.object({
    ...(creates === true ? { 'Idempotency-Key': z.string().min(8).max(100).regex(/^[\x21-\x7e]+$/) } : {}),
    ...(edits === true ? { 'If-Match': z.string().regex(/^"\d{1,9}"$/) } : {}),
  })
}

function mayCall({ name }: Operation): string {
  const { may }: Permission = PERMISSIONS[name]
  return typeof may === 'string' ? may : Object.entries(may).map(([role, scope]) => `${role}: ${scope}`).join(', ')
}
