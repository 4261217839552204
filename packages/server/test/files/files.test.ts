import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { desk, type Acting, type Desk } from '../imports/desk.ts'

let d: Desk
let officer: Acting, owner: Acting, stranger: Acting, clerk: Acting
let east: string
const PDF = '%PDF-1.7\n1 0 obj\n'
const fileSchema = z.object({ hash: z.string(), size: z.number(), type: z.string(), name: z.string() })

beforeAll(async () => {
  d = await desk({ hands: 1 })
  const [alpha, beta] = d.w.places
  east = await d.w.party(alpha, '440203', '东厂')
  officer = await d.w.person(alpha, 'officer')
  clerk = await d.w.person(alpha, 'clerk', { area: '440204' })
  owner = await d.w.person(alpha, 'owner', { party: east })
  stranger = await d.w.person(beta, 'officer')
})
afterAll(() => d.close())

const upload = async (who: Acting, name: string, content: string | Uint8Array<ArrayBuffer>) => {
  const { status, body } = await d.send(who, `/files?name=${encodeURIComponent(name)}`, content)
  if (status !== 201) throw new Error(JSON.stringify(body))
  return fileSchema.parse(body)
}
const revenue = (evidence: string) => ({ facts: [{ name: '营业收入', period: '2024', written: '1万元', source: '年报', evidence }] })

test('kept by its hash, once, whoever sends it; given back as it came, to be saved and not to be shown', async () => {
  const one = await upload(officer, '年报.pdf', PDF)
  expect(one).toEqual({ hash: createHash('sha256').update(PDF).digest('hex'), size: PDF.length, type: 'pdf', name: '年报.pdf' })
  expect(await upload(owner, '别名.pdf', PDF)).toMatchObject({ hash: one.hash, name: '别名.pdf' })
  expect(readdirSync(join(d.folder, 'files', one.hash.slice(0, 2)))).toEqual([one.hash])
  expect(readFileSync(d.store.pathOf(one.hash), 'utf8')).toBe(PDF)
  expect(readdirSync(join(d.folder, 'files', 'incoming'))).toEqual([])
  const { status, headers, content } = await d.fetchFile(owner, `/files/${one.hash}`)
  expect([status, content.toString(), headers.get('X-Content-Type-Options'), headers.get('Content-Type'), headers.get('Content-Disposition')]).toEqual([200, PDF, 'nosniff', 'application/pdf', `attachment; filename*=UTF-8''${encodeURIComponent('别名.pdf')}`])
})

test('seen by whoever sent it and through the facts that name it, and by nobody else', async () => {
  const { hash } = await upload(owner, '证明.pdf', `${PDF}证明`)
  for (const who of [officer, clerk, stranger]) expect((await d.fetchFile(who, `/files/${hash}`)).status).toBe(404)
  expect((await d.call(owner, 'POST', `/parties/${east}/facts`, revenue(hash))).status).toBe(201)
  expect((await d.fetchFile(officer, `/files/${hash}`)).status).toBe(200)
  for (const who of [clerk, stranger]) expect((await d.fetchFile(who, `/files/${hash}`)).status).toBe(404)
})

test('a fact names no file that its recorder does not see: nobody comes by one by its hash', async () => {
  const { hash } = await upload(stranger, '别人的.pdf', `${PDF}别人的`)
  for (const evidence of [hash, 'a'.repeat(64)]) expect((await d.call(officer, 'POST', `/parties/${east}/facts`, revenue(evidence))).status).toBe(409)
  expect((await d.fetchFile(officer, `/files/${hash}`)).status).toBe(404)
})

test.each([
  ['网页.pdf', '<html><script>alert(1)</script></html>', 415], ['程序.png', 'MZ\x90\x00\x03\x00\x00\x00', 415], ['压缩.docx', 'PK\x03\x04', 415], ['声音.webp', 'RIFF\x10\x00\x00\x00WAVEfmt ', 415], ['空.pdf', '', 422],
])('%s is refused by what is in it', async (name, content, status) => {
  expect((await d.send(officer, `/files?name=${encodeURIComponent(name)}`, content)).status).toBe(status)
  expect(readdirSync(join(d.folder, 'files', 'incoming'))).toEqual([])
})

test('sheets are told from one another and from texts by what is in them', async () => {
  const path = await d.writeSheet('表.xlsx', ['甲'], [['1']])
  expect((await upload(officer, '其实是表.pdf', new Uint8Array(readFileSync(path)))).type).toBe('xlsx')
  expect((await upload(officer, '表.csv', '甲,乙\n1,2\n')).type).toBe('csv')
  expect((await upload(officer, '图.bin', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]))).type).toBe('png')
  expect((await upload(officer, '照片.bin', 'RIFF\x10\x00\x00\x00WEBPVP8 ')).type).toBe('webp')
})

test('more than 50 MB is refused while it comes, and nothing of it stays', async () => {
  const { status, body } = await d.send(officer, '/files?name=big.pdf', new Uint8Array(50_000_001))
  expect([status, z.object({ code: z.string() }).parse(body).code]).toEqual([413, 'body-too-large'])
  const chunk = new Uint8Array(1 << 20)
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({ pull(controller) { sent++; controller.enqueue(chunk) } })
  await expect(d.store.receive(endless, 3_000_000)).rejects.toMatchObject({ status: 413 })
  expect(sent).toBeLessThan(10)
  expect(readdirSync(join(d.folder, 'files', 'incoming'))).toEqual([])
})

test('whoever is not signed in sends nothing', async () => {
  expect((await d.send({ ...officer, token: 'no' }, '/files?name=a.pdf', PDF)).status).toBe(401)
  expect(existsSync(join(d.folder, 'files', 'incoming')) ? readdirSync(join(d.folder, 'files', 'incoming')) : []).toEqual([])
})
