import { describe, expect, test } from "vitest";
import { parseMail } from "#app/simulators/inbox/mime.ts";

const wire = (...lines: string[]): string =>
  Buffer.from(lines.join("\r\n"), "utf8").toString("latin1");

describe("a mail on the wire", () => {
  test("without MIME is plain text in UTF-8", () => {
    const mail = parseMail(wire("Subject: 你好", "X-A: one", "\ttwo", "", "第一行", "", "third"));
    expect(mail).toMatchObject({ subject: "你好", text: "第一行\n\nthird", html: "" });
    expect(mail.headers.get("x-a")).toBe("one two");
  });

  test("may encode its subject in pieces that cut a character", () => {
    const bytes = Buffer.from("还款提醒");
    const word = (part: Buffer) => `=?UTF-8?B?${part.toString("base64")}?=`;
    const words = [word(bytes.subarray(0, 4)), word(bytes.subarray(4)), "=?iso-8859-1?Q?_caf=E9?="];
    const subject = words.join("\r\n ");
    expect(parseMail(`Subject: ${subject}\r\n\r\n`).subject).toBe("还款提醒 café");
  });

  test("may nest parts; the first of a kind counts, the rest is attached", () => {
    const mail = parseMail(
      wire(
        'Content-Type: multipart/mixed; boundary="out;er"',
        "",
        "preamble",
        "--out;er",
        "Content-Type: multipart/alternative; boundary=inner",
        "",
        "--inner",
        "Content-Type: text/plain; charset=gb18030",
        "Content-Transfer-Encoding: base64",
        "",
        "xPo6usM=",
        "--inner",
        "Content-Type: text/html; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        "<p style=3D=22x=22>=E6=82=A8=",
        "=E5=A5=BD</p>  ",
        "--inner--",
        "--out;er",
        "Content-Type: application/pdf; name=plain.pdf",
        "Content-Disposition: attachment; filename*0*=UTF-8''%E5%8D%8F; filename*1*=%E8%AE%AE.pdf",
        "Content-Transfer-Encoding: base64",
        "",
        "AAEC/w==",
        "--out;er",
        "Content-Type: text/plain",
        'Content-Disposition: attachment; filename="a \\"note\\".txt"',
        "",
        "kept",
        "--out;er--",
        "epilogue",
      ),
    );
    expect(mail).toMatchObject({ text: "您:好", html: '<p style="x">您好</p>' });
    expect(mail.attachments.map(({ filename, content }) => [filename, [...content]])).toEqual([
      ["协议.pdf", [0, 1, 2, 255]],
      ['a "note".txt', [...Buffer.from("kept")]],
    ]);
  });

  test.each(["", "no colon here", "\r\n\r\n", "Content-Type: multipart/mixed; boundary=x\r\n\r\n"])(
    "that is broken is read without a fault: %j",
    (broken) => {
      expect(parseMail(broken)).toMatchObject({ subject: "", html: "", attachments: [] });
    },
  );
});
