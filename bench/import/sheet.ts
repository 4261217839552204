import { writeSheet } from '@lizhu/data/sheets'

const AREAS = ['武江区', '浈江区', '曲江区', '始兴县', '仁化县', '翁源县', '乳源瑶族自治县', '新丰县', '乐昌市', '南雄市']
const WHERE = ['韶关市', '韶关', '广东', '粤北', '南岭', '丹霞', '珠玑', '北江']
const FIRST = '华东南西北金银铜铁木水火土天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜'
const TRADE = ['精密机械', '电子材料', '新能源', '钢铁', '食品', '生物医药', '环保科技', '金属制品', '纺织', '建材', '化工', '塑胶', '玩具', '物流']
const KINDS = ['有限公司', '股份有限公司', '有限责任公司', '厂', '科技有限公司']
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const ORGANISATION = [3, 7, 9, 10, 5, 8, 4, 2]

/** Enterprises that are nobody's: code, name, county and five facts, each row another. */
export async function writeEnterprises(path: string, format: 'xlsx' | 'csv', count: number): Promise<void> {
  await writeSheet(path, format, { name: '企业', headers: ['统一社会信用代码', '企业名称', '县区', '营业收入（2024年，万元）', '从业人员（2024年）', '研发费用（2024年，万元）', '产值（2024年，万元）', '行业代码'], rows: rows(count) })
}

function* rows(count: number): Generator<readonly (string | number)[]> {
  for (let i = 0; i < count; i++) {
    const pick = <T>(of: ArrayLike<T>, step: number): T | undefined => of[Math.floor(i / step) % of.length]
    yield [codeOf(i), `${pick(WHERE, 1) ?? ''}${pick(FIRST, 8) ?? ''}${pick(FIRST, 408) ?? ''}${i}${pick(TRADE, 3) ?? ''}${pick(KINDS, 7) ?? ''}`, pick(AREAS, 1) ?? '', (i * 37 % 900_000) / 10, 1 + i * 13 % 2000, (i * 7 % 9000) / 100, (i * 41 % 1_000_000) / 10, String(1311 + i % 3000)]
  }
}

/** GB 32100, with both of its checks. */
function codeOf(i: number): string {
  const organisation = `MA${String(i).padStart(6, '0')}`
  const left = 11 - [...organisation].reduce((sum, one, at) => sum + parseInt(one, 36) * (ORGANISATION[at] ?? 0), 0) % 11
  const text = `91440200${organisation}${left === 10 ? 'X' : left === 11 ? '0' : left}`
  return `${text}${ALPHABET.charAt((31 - [...text].reduce((sum, one, at) => sum + ALPHABET.indexOf(one) * (WEIGHTS[at] ?? 0), 0) % 31) % 31)}`
}
