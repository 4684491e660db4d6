/** Alive: this process answers. Whether it can work is for /readyz to say. */
export function loader() {
  return new Response("ok\n", { headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
