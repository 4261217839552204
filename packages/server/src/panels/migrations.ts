import type { Migration } from '../database/migration.ts'
import { DRAWING } from './sql/drawing.ts'
import { JUDGING } from './sql/judging.ts'
import { SEEN } from './sql/seen.ts'
import { TABLES } from './sql/tables.ts'

const OFFICES = 'tenant = (select lizhu.tenant()) and (select lizhu.everywhere())'

/** Expert review 专家评审: the pool, panels drawn of it, who left them, and what they scored. Everything but the pool is written by functions alone. */
export const panelMigrations: readonly Migration[] = [{ number: 20, name: 'panels', sql: `
${TABLES}
${DRAWING}
${JUDGING}
${SEEN}
${['expert', 'panel', 'panel_matter', 'panel_place'].map(table => `select guarded('${table}', '${OFFICES}');`).join('\n')}
-- Nobody reads what one has scored before all have.
select guarded('panel_score', $policy$${OFFICES} and exists (select from lizhu.panel_place l where l.tenant = panel_score.tenant and l.id = panel_score.place and lizhu.panel_scored(l.tenant, l.panel, l.matter))$policy$);
-- What a unit asks names people whom the enterprise does not know yet.
select guarded('recusal_request', $policy$tenant = (select lizhu.tenant()) and ((select lizhu.everywhere()) or by_party and exists (select from lizhu.matter m where m.tenant = recusal_request.tenant and m.id = recusal_request.matter))$policy$);
grant select on expert, panel, panel_matter, panel_place, panel_score, recusal_request to lizhu_app;
grant insert (tenant, person, fields, employer, employer_code, title, active, reason, kept_by), update (fields, employer, employer_code, title, active, reason) on expert to lizhu_app;
${['expert', 'panel', 'panel_matter', 'panel_place', 'panel_score', 'recusal_request'].map(table => `select audited('${table}');`).join(' ')}
do $$ declare f regprocedure; begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'lizhu'::regnamespace and p.proname in ('expert_kept', 'is_expert', 'place_in_order', 'recusal_answered_once', 'panel_of', 'panel_wanted', 'panel_conflict', 'plain_name', 'draw_panel', 'next_expert', 'end_place_clocks',
      'own_place', 'panel_waits', 'declare_place', 'vacate_place', 'recuse_place', 'score_place', 'panel_scored', 'panel_points', 'panel_lacks', 'panel_over', 'ask_recusal', 'answer_recusal', 'expert_places', 'expert_material', 'panel_outcomes', 'place_told', 'expert_people') loop
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
grant execute on function panel_wanted(uuid), draw_panel(uuid, uuid[]), declare_place(uuid), recuse_place(uuid, text), score_place(uuid, jsonb, text), panel_waits(text, uuid, uuid), panel_scored(text, uuid, uuid),
  panel_lacks(uuid), ask_recusal(uuid, uuid, uuid, text, text), answer_recusal(uuid, text, uuid, text), expert_places(uuid), expert_material(uuid, uuid), panel_outcomes(uuid), place_told(uuid), expert_people(), is_expert(text, uuid) to lizhu_app;
` }]
