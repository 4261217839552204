/** Of the functions above the app may call these; the others are parts of them. */
const CALLED = [
  'sign_in_attempt(text, text)', 'open_sign_in(text, uuid, boolean, boolean, bytea, text, text)', 'under_way(bytea)', 'second_attempt(bytea)', 'second_passed(bytea, bytea, bigint)',
  'recovery_passed(bytea, bytea, bytea)', 'password_chosen(bytea, bytea, text, boolean)', 'enrolling(bytea)', 'begin_enrolment(bytea, bytea)', 'confirm_enrolment(bytea, bytea, bytea, bigint, bytea[])',
  'sign_out(bytea)', 'sign_in_options()', 'demo_accounts()', 'demo_person(text, text)', 'issuer_of(text)', 'person_of_subject(text, text)',
  'register_account(text, uuid, text, text, text, boolean)', 'own_account()', 'own_parties()', 'set_own_password(text, boolean, bytea, bytea)', 'set_own_recovery_codes(bytea[])', 'end_own_sessions()',
  'put_credential(uuid, text, text)', 'reset_password(uuid, text)', 'reset_second_factor(uuid)', 'set_subject(uuid, text)', 'account_states(uuid[])', 'own_session(bytea)',
  'delegate_of(text)', 'record_of_code(text)', 'has_owner(uuid)',
]
const PARTS = [
  'office(text, uuid)', 'next_step(text, uuid, boolean, boolean)', 'acting(text, uuid)', 'attempt(text, uuid)', 'begin_session(text, uuid, bytea, text, text)', 'advance(bytea, bytea, boolean)',
  'put_recovery_codes(text, uuid, bytea[])', 'end_sessions(text, uuid, bytea)', 'require_accounts(uuid)', 'out_when_disabled()', 'office_signs_in_anew()', 'record_claim_decided()',
]

export const grantsSql = `
revoke execute on function ${[...CALLED, ...PARTS].join(', ')} from public;
grant execute on function ${CALLED.join(', ')} to lizhu_app;
`
