import { describe, expect, test } from "vitest";
import { plainName } from "#app/services/evidence/plain-name.server.ts";
import { sniffType } from "#app/services/evidence/sniff-type.server.ts";

const bytes = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

describe("what a file is", () => {
  test.each([
    ["%PDF-1.7\n%âã", "application/pdf"],
    ["\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"],
    ["\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"],
    ["RIFF\x24\0\0\0WEBPVP8 ", "image/webp"],
    ["\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic"],
  ])("%j is %s", (head, type) => expect(sniffType(bytes(head))).toBe(type));

  test.each([
    ["an archive, so a workbook and a bomb too", "PK\x03\x04\x14\0\x06\0"],
    ["a program", "MZ\x90\0\x03"],
    ["a page", "<!doctype html><script>"],
    ["a picture made of markup", "<svg xmlns="],
    ["compressed text", "\x1f\x8b\x08"],
    ["a sound in the same wrapping as WebP", "RIFF\x24\0\0\0WAVEfmt "],
    ["a film in the same wrapping as HEIC", "\0\0\0\x18ftypmp42"],
    ["PDF not at the beginning", "MZ%PDF-1.7"],
    ["nothing", ""],
  ])("%s is not taken", (_, head) => expect(sniffType(bytes(head))).toBeNull());
});

describe("a file's name", () => {
  test.each([
    ["工资单 2026年10月.pdf", "工资单 2026年10月.pdf"],
    ["C:\\Users\\lin\\payslip.pdf", "payslip.pdf"],
    ["/data/lin/payslip (1).jpeg", "payslip (1).jpeg"],
    ["cafe\u0301.png", "caf\u00e9.png"],
    [`${"长".repeat(200)}.pdf`, `${"长".repeat(110)}.pdf`],
  ])("%j is kept as %j", (name, plain) => expect(plainName(name)).toBe(plain));

  test.each([
    "<script>alert(1)</script>.pdf",
    '"><img src=x onerror=alert(1)>.png',
    "payslip\u202Efdp.exe",
    "a\0b.pdf",
    "a\r\nSet-Cookie: b.pdf",
    "..",
    ".htaccess",
    "",
  ])("%j is refused", (name) => expect(plainName(name)).toBeNull());
});
