/** What somebody must mend before the audit can be checked or signed, in both languages. */
export class AuditProblem extends Error {
  readonly words: { readonly zh: string; readonly en: string }
  constructor(zh: string, en: string) {
    super(en)
    this.words = { zh, en }
  }
}
