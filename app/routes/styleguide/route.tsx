import { guardStyleguide } from "./guard.server.ts";

export const loader = guardStyleguide;

export default function Styleguide() {
  return <p>hello</p>;
}
