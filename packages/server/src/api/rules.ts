/** Words of a refusal. */
export interface Words { readonly zh: string; readonly en: string }

/** What the database refuses by a rule of its own, by the rule's name there. */
const RULES: Readonly<Record<string, Words>> = {
  party_code: { zh: '这个代码已经登记过。', en: 'This code is registered already.' },
  award_matter: { zh: '这件事项已有一笔奖补。', en: 'This matter has an award already.' },
  budget_line: { zh: '同一专项、年度、来源、工具和科目的预算行已经有了。', en: 'There is a line of this fund, year, source, instrument and code already.' },
  award_bound: { zh: '金额应大于 0 且不超过测算的上限。', en: 'The amount is above nothing and not above what was assessed.' },
  spending_limit_max: { zh: '上限不能低于已经批准的金额。', en: 'A ceiling is not set below what is granted under it.' },
  transfer_amount: { zh: '金额应大于 0。', en: 'The amount must be above nothing.' },
  payee_account_proposed: { zh: '已有一个账户在等确认。', en: 'An account is waiting for its confirmation already.' },
  payment_line_live: { zh: '这一期已在另一个付款批次里。', en: 'The instalment is in another run already.' },
  recovery_total: { zh: '超过追回后还剩的金额。', en: 'It is more than what is left of the recovery.' },
  claim_key: { zh: '名下已有同类、同编号的事项。', en: 'The party has a claim of this kind and number already.' },
  party_tenant_area_fkey: { zh: '没有这个县区或园区。', en: 'There is no such county or park.' },
  evidence: { zh: '没有这份依据材料，请先上传。', en: 'There is no such evidence; upload it first.' },
  fact_first: { zh: '这项事实刚刚由别人登记。请重新读取再登记。', en: 'Somebody has just recorded this fact. Read it again, then record.' },
  fact_supersedes: { zh: '这项事实刚刚由别人更正。请重新读取再登记。', en: 'Somebody has just corrected this fact. Read it again, then record.' },
  dispute_answer_pkey: { zh: '这项异议已有答复。', en: 'The dispute is answered already.' },
  consent_end_pkey: { zh: '这项同意已经撤回。', en: 'The consent was withdrawn already.' },
  record_claim_open: { zh: '您对这份档案的认领正在审核。', en: 'Your claim on this record is being decided on.' },
  person_tenant_login_key: { zh: '这个登录名已有人用。', en: 'This login is taken.' },
  credential_tenant_subject_key: { zh: '统一身份认证里的这个账号已属于别人。', en: 'This account of the identity provider is somebody else’s.' },
  membership_tenant_organisation_fkey: { zh: '没有这个单位。', en: 'There is no such organisation.' },
  membership_tenant_area_fkey: { zh: '没有这个县区或园区。', en: 'There is no such county or park.' },
  until_after_since: { zh: '截止日期早于起始日期。', en: 'It ends before it begins.' },
  pack_version_tenant_pack_hash_key: { zh: '内容完全相同的版本已经提交过。', en: 'A version with the very same content was submitted already.' },
  make_up_day: { zh: '调休上班日应是周末。', en: 'A make-up day is a Saturday or Sunday.' },
  clock_open: { zh: '这一期限已经在计。', en: 'This clock runs already.' },
  paper_issuer_code: { zh: '这个机关代字已有单位使用。', en: 'Another organisation has these letters.' },
  paper_withdrawal_pkey: { zh: '这份文书已经撤回。', en: 'The paper was withdrawn already.' },
  matter_once: { zh: '同一件事已经在申请或已经批准。', en: 'The same is being applied for, or was granted.' },
  supplement_open: { zh: '上一次补正还没有答复。', en: 'The supplement asked for before is not answered yet.' },
  inspection_photo_once: { zh: '同一张照片附了两次。', en: 'The same photograph is there twice.' },
  inspection_outcome: { zh: '有一句不一致，或一句都没有看，不能是“与申报相符”。', en: 'With a phrase that is not as found, or none looked at, it is not as told.' },
  decision_first: { zh: '刚刚已有人作出决定。请重新读取。', en: 'Somebody has just decided this. Read it again.' },
  decision_supersedes: { zh: '刚刚已有人作出新的决定。请重新读取。', en: 'Somebody has just decided this anew. Read it again.' },
}

/** What triggers refuse, by the state they raise. */
const STATES: Readonly<Record<string, Words>> = {
  LZ001: { zh: '管理员不能兼任其他角色，请另给一个账号。', en: 'An administrator has no other role; give it to another account.' },
  LZ003: { zh: '自己提出或登记的，要由别人核对、决定。', en: 'What one told or asked for oneself is checked or decided by another.' },
  LZ004: { zh: '已经决定过。', en: 'It is decided already.' },
  LZ005: { zh: '还轮不到这一步，或这一步已经走过。请重新读取它现在的状态。', en: 'It is not the turn of this step, or the step was taken. Read its state again.' },
  LZ006: { zh: '提交、审核、评审、批准、支付要由不同的人：您在这件事上已经承担过另一项。', en: 'Submitting, reviewing, judging, approving and paying are for different people: you took another of these in this matter.' },
  LZ020: { zh: '这个编号已用于内容不同的另一笔。请读取它，或换一个编号。', en: 'This id stands for another act with other content. Read that one, or take a new id.' },
  LZ021: { zh: '同一依据（文号、付款号或凭证）已经记过一笔，不能再记。', en: 'An act on the same reference (document, payment or receipt) is in the books already.' },
  LZ024: { zh: '预算行与它不相配：工具、年度、专项或上限不符，或资金其实足够。', en: 'The budget does not fit it: another instrument, year, fund or maximum, or there is enough.' },
  LZ025: { zh: '各期金额合计不等于奖补金额。', en: 'The instalments do not total the award.' },
  LZ027: { zh: '这一期的支付条件还没有确认达到。', en: 'What this instalment waits for is not confirmed yet.' },
  LZ040: { zh: '这一步还有单位没有同意，或还在等补正。', en: 'Somebody of this step has not agreed, or a supplement is awaited.' },
  LZ041: { zh: '事实有了变化，要先有人看过。', en: 'Facts have changed and somebody must look first.' },
  LZ042: { zh: '按现在的事实不符合，或超过测算的金额。', en: 'By what stands now it is not eligible, or it is more than its assessment.' },
  LZ043: { zh: '它依据的待定项或读法还没有人决定，不能批准或拨付。', en: 'It rests on a setting or a reading that nobody has decided: nothing is approved or paid on it.' },
  LZ044: { zh: '还没有通过公平竞争审查等合法性审查。', en: 'The legality review that must come first is not passed.' },
  LZ060: { zh: '户名与主体名称不同：写明原因并附依据材料。', en: 'The holder is not called as the party is: say why, with the evidence.' },
  LZ061: { zh: '要由另一人确认或放行：不能是登记或编制的人。', en: 'Another person confirms or releases: not whoever proposed or made it.' },
  LZ062: { zh: '还在冷静期内，不能这么早付款。', en: 'The cooling period is not over by then.' },
  LZ063: { zh: '有一期现在不能付：没有批准、没有到期、条件未达到、账户未确认、事实有变，或已在别的批次。请重新读取待付的各期。', en: 'An instalment is not payable now: not approved, not due, its condition or account wanting, facts changed, or in another run. Read what is payable again.' },
  LZ070: { zh: '还没有由牵头单位公示，或已不在公示这一步。', en: 'It was not published by the lead unit, or is not at its publicity any more.' },
  LZ071: { zh: '公示期还没有满。', en: 'The days of its publicity are not over.' },
  LZ072: { zh: '金额与公示的不同，要重新公示。', en: 'The amount is not the one that was published: publish it anew.' },
  LZ073: { zh: '有异议还没有答复，或异议成立。', en: 'An objection is open, or was upheld.' },
  LZ074: { zh: '公示期已过，不能再提异议。', en: 'The days for objections are over.' },
  LZ075: { zh: '异议由公示的单位答复。', en: 'The unit that published it answers.' },
  LZ080: { zh: '这个单位还没有登记发文代字和版头，请本单位负责人先登记。', en: 'No document code and letterhead is registered for this office; its head registers them first.' },
  LZ081: { zh: '文号按日期顺序编：成文日期不能早于本年前一个文号，也不能晚于今天。', en: 'Numbers go by the day: a paper is dated neither before the one numbered before it in its year nor after today.' },
  LZ082: { zh: '文书缺少 PDF 或 docx 文件，没有发出。', en: 'The paper lacks its PDF or .docx and was not issued.' },
  LZ083: { zh: '文书只能以本单位的名义制发。', en: 'A paper is issued in the name of one’s own office only.' },
  LZ084: { zh: '只有发文单位的负责人可以撤回这份文书。', en: 'Only a head of the office that issued a paper withdraws it.' },
  LZ090: { zh: '还没有抽取现场核查，或没有抽中也没有加查。', en: 'Nobody drew its inspection yet, or it was neither drawn nor added.' },
  LZ091: { zh: '抽中或加查的，要先去现场，核查记录由两名核查人员签字。', en: 'It is to be seen on site first, and the record signed by two inspectors.' },
  LZ092: { zh: '现场核查与申报不符：只能不同意，或重新核查。', en: 'The inspection found it not as told: give an opinion against it, or inspect it again.' },
  LZ093: { zh: '现场核查至少两人，都是本单位的人；记录由去的人写，由去的另一人确认。', en: 'Two of the unit inspect at the least; one of them writes the record and another confirms it.' },
  LZ094: { zh: '这项政策没有在本单位等待抽取核查的事项。', en: 'No matter of this instrument waits for a draw at your unit.' },
  LZ095: { zh: '核查记录至少要一张照片：JPEG、PNG 或 WebP，每张不超过 20 MB。', en: 'A record takes one photograph at the least: JPEG, PNG or WebP, up to 20 MB each.' },
  LZ096: { zh: '现在不能这样办：事项不在现场核查这一步，记录已确认或已被更正，或这一天还没有到。', en: 'It cannot be done now: the matter is not at its inspection, the record was confirmed or corrected, or that day is not come.' },
  LZ100: { zh: '有事项现在不能抽取：不在本单位的专家评审这一步、已经抽取过，或不是同一工具、同一评分表。', en: 'A matter is not to be drawn for now: not at its expert review with this unit, drawn for already, or of another instrument or sheet than the others.' },
  LZ102: { zh: '专家评审还没有完成：没有抽取，或还有专家没有提交评分。', en: 'The expert review is not done: no panel is drawn, or not all of it have scored.' },
  LZ103: { zh: '有回避申请还没有决定。', en: 'A request for recusal is not decided.' },
  LZ104: { zh: '专家的平均分没有达到合格分；仍要通过的，写明理由。', en: 'The mean is below what passes: to agree all the same, say why.' },
  LZ105: { zh: '这一席现在不能这样办：可能有利害关系、已经提交或回避，或评审已经结束。', en: 'This place cannot be treated so now: in conflict, submitted or left already, or the review is over.' },
  LZ106: { zh: '评分与评分表不符：每一项评一次，从 0 到该项的最高分。', en: 'Not as the sheet has it: each criterion once, from 0 to its most.' },
  LZ107: { zh: '这个人没有评审专家的角色；先由安全管理员授予。', en: 'This person does not hold the role of expert; a security administrator grants it first.' },
  23505: { zh: '同样的内容已经有了。', en: 'The same is there already.' },
  23503: { zh: '它引用的内容不存在。', en: 'What it refers to is not there.' },
  23514: { zh: '有一项超出了允许的范围。', en: 'Something is beyond what is allowed.' },
}

/** In words, what a rule of the database refused. */
export const wordsOfRule = (state: string, rule: string): Words => RULES[rule] ?? STATES[state] ?? { zh: '有一项的写法不对。', en: 'Something is not written as it must be.' }

const STAGES: Readonly<Record<string, Words>> = {
  available: { zh: '可用资金', en: 'available' }, reserved: { zh: '预留资金', en: 'reserved' }, committed: { zh: '已承诺资金', en: 'committed' }, paid: { zh: '已支付的金额', en: 'paid' },
  receivable: { zh: '待追回的金额', en: 'asked back' }, recovered: { zh: '已追回的资金', en: 'recovered' },
}
/** How much is missing, in yuan, and of which stage or under which ceiling. @param fen as the database says it */
export function shortOf(of: string, fen: string): Words & { readonly missing: string } {
  const padded = fen.padStart(3, '0')
  const missing = `${padded.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${padded.slice(-2)}`
  return { missing, ...STAGES[of] ?? (of === '' ? { zh: '', en: '' } : { zh: `（${of}）`, en: ` (${of})` }) }
}
