import type { Handler } from "../api/handler.ts";
import { readOne } from "../api/read.ts";
import { newCardMethod, newWalletMethod } from "../objects/new-method.ts";
import { findCard, passesLuhn } from "../payments/cards.ts";
import { invalid, Refusal } from "../refusal.ts";
import { methodOf } from "./method-for.ts";

export const createMethod: Handler = (sandbox, { fields }) => {
  fields.allow("type", "card", "alipay", "wechat_pay", "billing_details", "metadata", "expand");
  const type = fields.get("type").required().oneOf(["card", "alipay", "wechat_pay"]);
  if (type === "alipay" || type === "wechat_pay") return newWalletMethod(sandbox, type);
  const known = ["number", "exp_month", "exp_year", "cvc", "token"];
  const details = fields
    .get("card")
    .required()
    .allow(...known);
  const token = details.get("token").text();
  if (token !== null) return methodOf(sandbox, token.replace(/^tok_/, "pm_card_"));
  const number = details.get("number").required().text() as string;
  const card = findCard(number);
  if (!card) throw passesLuhn(number) ? notTestCard() : wrongNumber();
  return newCardMethod(sandbox, {
    card,
    expMonth: details.get("exp_month").required().integer() as number,
    expYear: details.get("exp_year").required().integer() as number,
    email: fields.get("billing_details").get("email").text(),
    name: fields.get("billing_details").get("name").text(),
  });
};

const notTestCard = (): Refusal =>
  invalid("card[number]", "Only Stripe's documented test cards work here.", "card_declined");

const wrongNumber = (): Refusal =>
  new Refusal(402, {
    type: "card_error",
    code: "incorrect_number",
    message: "Your card number is incorrect.",
    param: "number",
  });

export const readMethod: Handler = (sandbox, { id }) =>
  readOne(sandbox.memory.methods, id, "PaymentMethod");
