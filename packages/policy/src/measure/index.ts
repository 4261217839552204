export { counting, inOrder, workedOut, type Count } from './figures.ts'
export { forecast, pace, pathAt, requiredPace, FEWEST, type Forecast, type Point } from './path.ts'
export { progress, rank, type Criterion, type Measured, type Ranking, type Standing } from './rank.ts'
