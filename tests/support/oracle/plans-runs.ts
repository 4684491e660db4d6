/** How often a property is tried: `usual` times, or EVENKEEL_PROPERTY_RUNS before a release. */
export function runs(usual: number): { numRuns: number } {
  const wanted = Number(process.env.EVENKEEL_PROPERTY_RUNS);
  return { numRuns: Number.isInteger(wanted) && wanted > 0 ? wanted : usual };
}
