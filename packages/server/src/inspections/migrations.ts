import type { Migration } from '../database/migration.ts'
import { DRAWS } from './sql/draws.ts'
import { VISITS } from './sql/visits.ts'

const ofMatter = (table: string): string => `tenant = (select lizhu.tenant()) and exists (select from lizhu.matter m where m.tenant = ${table}.tenant and m.id = ${table}.matter)`
const OF_MATTER = ['inspection_item', 'inspection_addition', 'inspection_visit', 'inspection_record'] as const
const ofVisit = (table: string): string => `tenant = (select lizhu.tenant()) and exists (select from lizhu.inspection_visit v where v.tenant = ${table}.tenant and v.id = ${table}.visit)`
const ofRecord = (table: string): string => `tenant = (select lizhu.tenant()) and exists (select from lizhu.inspection_record r where r.tenant = ${table}.tenant and r.id = ${table}.record)`
const guard = (table: string, scope: string): string => `select guarded('${table}', $policy$${scope}$policy$);`
const TOLD = ['inspection_addition', 'inspection_visit', 'inspection_inspector', 'inspection_record', 'inspection_photo', 'inspection_confirmation'] as const

/** On-site inspection 现场核查: which matters were drawn, who went to see them, and what was found there. */
export const inspectionMigrations: readonly Migration[] = [{ number: 21, name: 'inspections', sql: `
${DRAWS}
${VISITS}
select guarded('inspection_draw', 'tenant = (select lizhu.tenant())');
${OF_MATTER.map(table => guard(table, ofMatter(table))).join('\n')}
${guard('inspection_inspector', ofVisit('inspection_inspector'))}
${['inspection_photo', 'inspection_confirmation'].map(table => guard(table, ofRecord(table))).join('\n')}
-- Whoever sees a record sees its photographs.
create policy photographs on file for select to lizhu_app using (tenant = (select lizhu.tenant()) and exists (select from lizhu.inspection_photo p where p.tenant = file.tenant and p.file = file.hash));
grant select on inspection_draw, inspection_item to lizhu_app;
grant select, insert on ${TOLD.join(', ')} to lizhu_app;
${['inspection_draw', 'inspection_item', ...TOLD].map(table => `select audited('${table}'); create trigger refuse_change before update or delete or truncate on ${table} for each statement execute function refuse_change();`).join('\n')}

do $$ declare f regprocedure; begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'lizhu'::regnamespace and p.proname in
      ('draw_inspection', 'waiting_for_draw', 'to_be_inspected', 'inspection_lacks', 'inspection_over', 'inspects', 'holds_inspection', 'inspection_at_its_seat', 'inspector_of_the_unit', 'inspectors_are_two', 'record_in_order', 'photo_in_order', 'confirmed_by_another') loop
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
grant execute on function draw_inspection(uuid, text), waiting_for_draw(text), to_be_inspected(text, uuid), inspection_lacks(uuid) to lizhu_app;
` }]
