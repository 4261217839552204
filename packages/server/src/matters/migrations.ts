import type { Migration } from '../database/migration.ts'
import { RULES } from './sql/rules.ts'
import { TABLES } from './sql/tables.ts'

const ofMatter = (table: string): string => `tenant = (select lizhu.tenant()) and exists (select from lizhu.matter m where m.tenant = ${table}.tenant and m.id = ${table}.matter)`
const ofOpinion = (table: string): string => `tenant = (select lizhu.tenant()) and exists (select from lizhu.opinion o where o.tenant = ${table}.tenant and o.id = ${table}.opinion)`
const guard = (table: string, scope: string): string => `select guarded('${table}', $policy$${scope}$policy$);`

/** Applications: calls, matters, what the rules said of them, who has to say something and what was said. */
export const matterMigrations: readonly Migration[] = [{ number: 13, name: 'matters', sql: `
${TABLES}
${RULES}
-- Who sees the party sees its matters; a draft is the party's own until it is submitted, private figures and all.
${guard('matter', `tenant = (select lizhu.tenant()) and (party = any ((select lizhu.parties())::uuid[]) or (submitted_at is not null or offered) and ((select lizhu.everywhere()) or area = any ((select lizhu.areas())::text[])))`)}
${guard('call', 'tenant = (select lizhu.tenant())')}
${guard('matter_number', 'false')}
${['assessment', 'opinion', 'supplement', 'material', 'support', 'likeness_answer', 'matter_event'].map(table => guard(table, ofMatter(table))).join('\n')}
${['opinion_given', 'tick'].map(table => guard(table, ofOpinion(table))).join('\n')}
${guard('deputy', 'tenant = (select lizhu.tenant())')}
${guard('proposal', `tenant = (select lizhu.tenant()) and (select lizhu.everywhere())`)}
${guard('proposal_party', `tenant = (select lizhu.tenant()) and (select lizhu.everywhere())`)}
${guard('legality_review', 'tenant = (select lizhu.tenant())')}
-- A paper of a matter is read by whoever sees the matter; it is attached by somebody who sees it already.
create policy materials on file for select to lizhu_app using (tenant = (select lizhu.tenant()) and exists (select from lizhu.material x where x.tenant = file.tenant and x.file = file.hash));
create function material_seen() returns trigger language plpgsql as $$
begin
  if not exists (select from lizhu.file f where f.tenant = new.tenant and f.hash = new.file) then raise exception 'no such file' using errcode = 'foreign_key_violation', constraint = 'material_file'; end if;
  return new;
end $$;
create trigger material_seen before insert on material for each row execute function material_seen();
grant select, insert on call, assessment, opinion_given, support, likeness_answer, legality_review, matter_event to lizhu_app;
grant select, insert on proposal_party to lizhu_app;
grant select, insert, update on deputy, proposal, matter, opinion, supplement, material to lizhu_app;
grant select, insert, update, delete on tick to lizhu_app;
${['call', 'matter', 'assessment', 'opinion', 'opinion_given', 'tick', 'deputy', 'supplement', 'material', 'likeness_answer', 'legality_review', 'proposal', 'proposal_party'].map(table => table === 'assessment' ? `select audited('assessment', '{dossier,result}');` : `select audited('${table}');`).join(' ')}
` }]
