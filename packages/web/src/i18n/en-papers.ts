import type { zhPapers } from './zh-papers.ts'

export const enPapers: Record<keyof typeof zhPapers, string> = {
  'menu./papers': 'Papers',
  'paper.award notice': 'Notice of an award', 'paper.rejection notice': 'Notice of a rejection', 'paper.publicity list': 'Publicity list', 'paper.approval form': 'Approval form',
  'paper.payment request': 'Payment request', 'paper.reminder': 'Reminder', 'paper.recovery decision': 'Recovery decision', 'paper.ledger statement': 'Ledger statement',
  'papers.text': 'Set and numbered as GB/T 9704 has it, with a code to verify them by. Notices of a matter are issued on its page; lists, payment requests, recovery decisions and ledger statements here.',
  'papers.text own': 'Papers sent to your enterprise, and lists for the public. The code on a paper shows whether it is genuine.',
  'papers.none': 'There are no papers yet.',
  'papers.new': 'Issue a paper',
  'papers.issue': 'Issue: {{kind}}',
  'papers.issuing': 'Being numbered and set…',
  'papers.kind': 'Kind', 'papers.all': 'All', 'papers.about': 'Of which', 'papers.choose': 'Choose', 'papers.nothing': 'There is nothing to issue',
  'papers.number': 'Number', 'papers.title': 'Title', 'papers.day': 'Dated', 'papers.stands': 'State', 'papers.is standing': 'Stands', 'papers.is withdrawn': 'Withdrawn',
  'papers.withdrawn': 'Withdrawn on {{day}}: {{reason}}',
  'papers.verify': 'Verify', 'papers.matter': 'Matter', 'papers.withdraw': 'Withdraw the paper', 'papers.reason': 'Why it is withdrawn',
  'papers.requirements': 'Requirements (one a line; may be empty)', 'papers.remedy': 'Remedies: where, and within how many days, it may be disputed', 'papers.objections': 'How objections are raised: where, with whom, by what telephone',
  'papers.to': 'Addressee', 'papers.until': 'To be done by', 'papers.name': 'Name of the account', 'papers.bank': 'Bank', 'papers.account': 'Account number',
  'papers.no issuer': 'Your office has no letters and letterhead yet; its head registers them before anything is issued.', 'papers.issuer': 'Letters {{code}} · letterhead {{letterhead}}',
  'papers.register': 'Register letters and letterhead', 'papers.code': 'Letters', 'papers.code hint': 'The characters that stand before the year in a number', 'papers.letterhead': 'Letterhead',
}
