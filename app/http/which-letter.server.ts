/** Of a case: its answer, or with `?which=holding` the letter that there is none yet. */
export function whichLetter(request: Request): "answer" | "holding" {
  const asked = new URL(request.url).searchParams.get("which");
  return asked === "holding" ? "holding" : "answer";
}
