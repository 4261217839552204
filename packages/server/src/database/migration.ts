/**
 * One step of the schema. Numbered over all capabilities, forward only, applied in one transaction, never changed once
 * it was released: what it did stands in somebody's database.
 */
export interface Migration { readonly number: number; readonly name: string; readonly sql: string }
