import type { Migration } from '../database/migration.ts'
import { ACCOUNTS } from './sql/accounts.ts'
import { RECEIPTS } from './sql/receipts.ts'
import { RECOVERIES } from './sql/recoveries.ts'
import { RUNS } from './sql/runs.ts'

const OFFICES = 'tenant = (select lizhu.tenant()) and (select lizhu.everywhere())'
const guard = (table: string, scope: string): string => `select guarded('${table}', $policy$${scope}$policy$);`
/** Account numbers are the party's own and the offices' that pay. */
const ownOrOffices = `tenant = (select lizhu.tenant()) and ((select lizhu.everywhere()) or party = any ((select lizhu.parties())::uuid[]))`
const FUNCTIONS = ['cooling_days', 'set_cooling_days', 'propose_account', 'confirm_account', 'refuse_account', 'why_not_payable', 'make_run', 'drop_line', 'drop_run', 'release_run', 'take_receipt', 'settle_receipt_line', 'demand_recovery', 'receive_recovery', 'write_off_recovery']
const quoted = (names: readonly string[]): string => names.map(one => `'${one}'`).join(', ')

/** Accounts, runs, receipts and recoveries: what changes goes through the functions, which ask who acts and for what. */
export const paymentMigrations: readonly Migration[] = [{ number: 14, name: 'payments', sql: `
${ACCOUNTS}${RUNS}${RECEIPTS}${RECOVERIES}
${guard('payment_setting', 'tenant = (select lizhu.tenant())')}
${guard('payment_number', 'false')}
${guard('payee_account', ownOrOffices)}
create policy payee_accounts on file for select to lizhu_app using (tenant = (select lizhu.tenant()) and exists (select from lizhu.payee_account a where a.tenant = file.tenant and a.evidence = file.hash));
${guard('payment_line', ownOrOffices)}
${['payment_run', 'payment_receipt', 'payment_receipt_line'].map(table => guard(table, OFFICES)).join('\n')}
${guard('recovery', 'tenant = (select lizhu.tenant()) and ((select lizhu.everywhere()) or exists (select from lizhu.party p where p.tenant = recovery.tenant and p.id = recovery.party))')}
${guard('recovery_entry', 'tenant = (select lizhu.tenant()) and exists (select from lizhu.recovery r where r.tenant = recovery_entry.tenant and r.id = recovery_entry.recovery)')}
create trigger refuse_change before update or delete or truncate on recovery_entry for each statement execute function refuse_change();
grant select on payment_setting, payee_account, payment_run, payment_line, payment_receipt, payment_receipt_line, recovery, recovery_entry to lizhu_app;
select audited('payment_setting'); select audited('payee_account', '{account}'); select audited('payment_run'); select audited('payment_line', '{account}'); select audited('payment_receipt'); select audited('payment_receipt_line'); select audited('recovery'); select audited('recovery_entry');
do $$ declare f regprocedure; begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'lizhu'::regnamespace and p.proname in (${quoted([...FUNCTIONS, 'held_run', 'settle_recovery', 'payment_gate'])}) loop
    execute format('revoke execute on function %s from public', f);
  end loop;
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'lizhu'::regnamespace and p.proname in (${quoted(FUNCTIONS)}) loop
    execute format('grant execute on function %s to lizhu_app', f);
  end loop;
end $$;
` }]
