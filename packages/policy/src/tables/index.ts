/** A city as typed tables: how they are named, and each instrument as SQL over them (docs/tables.md). */
export { AREA, AWARDS, ID, NAME, OWNER_ROW, ROW, UNIT, besideRow, claimsUnder, columnName, factName, factsOf, noneOf, periodName, rosterName, storedAs, type Stored } from './names.ts'
export { cellSql, mayBeBeyond, type Shape } from './cells.ts'
export { inWordsSql, type InWords } from './in-words.ts'
export { framesSql } from './frames.ts'
export { screenSql, type ScreenSql } from './results.ts'
export { LAST_TURN, placesSql, poolSql, queueSql, roundSql, type PoolRule, type Round } from './pools.ts'
export { cityFromColumns, type Aside, type ColumnTable, type FromColumns } from './from-columns.ts'
export { wrongText } from './read-cell.ts'
