/** A made-up city for any program, with rows on either side of whatever its rules turn at. Synthetic: 演示数据. */
export { SYNTHETIC, population, type Population, type PopulationOptions } from './population.ts'
export { NEIGHBOURS, mainKind } from './crowd.ts'
