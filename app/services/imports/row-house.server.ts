import { addDays } from "#app/domain/primitives/date.ts";
import { dateInZone } from "#app/domain/primitives/zone.ts";
import type { Portfolio } from "../portfolios/load-portfolio.server.ts";
import type { Runtime } from "../ports.ts";
import type { RowHouse } from "./parse-account-row.server.ts";

/** What rows of a portfolio are read against today. */
export function rowHouse(runtime: Runtime, portfolio: Portfolio): RowHouse {
  const today = dateInZone(runtime.clock.now(), portfolio.timeZone);
  return {
    currency: portfolio.currency,
    country: portfolio.brand.country,
    latestAsOf: addDays(today, 1),
  };
}
