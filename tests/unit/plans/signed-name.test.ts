import { describe, expect, it } from "vitest";
import { isSameName } from "#app/domain/plans/signed-name.ts";

describe("a typed name", () => {
  it.each([
    ["林静", "林静"],
    [" 林 静 ", "林静"],
    ["Lin Jing", "LIN JING"],
    ["Ｌｉｎ　Ｊｉｎｇ", "Lin Jing"],
    ["Jing Lin", "Lin Jing"],
    ["Lin Jing", "Lin, Jing"],
    ["阿依古丽·买买提", "阿依古丽•买买提"],
    ["Anne Marie O’Neil", "Anne-Marie O'Neil"],
    ["Zoë", "Zoë"],
  ])("%j is the name %j on file", (typed, onFile) => {
    expect(isSameName(typed, onFile)).toBe(true);
  });

  it.each([
    ["", "林静"],
    ["  ", "林静"],
    [".", "·"],
    ["林", "林静"],
    ["林静静", "林静"],
    ["静林", "林静"],
    ["Lin", "Lin Jing"],
    ["Zoe", "Zoë"],
  ])("%j is not the name %j on file", (typed, onFile) => {
    expect(isSameName(typed, onFile)).toBe(false);
  });
});
