import { z } from "zod";
import type { Currency } from "#app/domain/money/currency.ts";
import type { PayChoice } from "#app/domain/payments/amounts.ts";
import { moneyText, oneOf } from "#app/http/form-fields.server.ts";
