/** Plans as SQL, for the databases where a city's data lies (docs/screening.md). */
export { duckdb, identifier, postgres, textLiteral, trino, wholeLiteral, type Dialect } from './dialect.ts'
export { query, type CellSql, type QuerySource } from './query.ts'
